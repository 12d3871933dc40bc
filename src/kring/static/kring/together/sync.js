// Sending taps to the server and asking how the map stands: one request each, and what it means.

/** @typedef {import("./operations.js").Operation} Operation */
/** One tap, whole. @typedef {{tap: string, operations: Operation[]}} Tap */
/** What the server says of one operation. @typedef {{id: string, answer: "done" | "known" | "open" | "refused", say?: string}} Answer */
/**
 * Why nothing was done: no line, signed out, no place in this circle any more, not so fast, too
 * much or unreadable, numbers that crossed, or trouble of the server.
 * @typedef {"offline" | "out" | "away" | "slow" | "large" | "unreadable" | "crossed" | "trouble"} Why
 */
/** @typedef {{answers: Answer[]} | {why: Why, say: string}} Sent */
/** @typedef {{state: any, mark: string} | {same: true} | {why: Why, say: string}} Asked */
/** @typedef {(url: string, init: RequestInit) => Promise<Response>} Fetcher */

const MOST = 500; // operations in one sending, as the server takes them
const MOST_BYTES = 400_000;

/** @type {Record<number, Why>} */
const WHY = { 401: "out", 403: "away", 404: "away", 409: "crossed", 413: "large", 422: "unreadable", 429: "slow" };

/** The first taps that go in one sending; a tap is never cut. @param {Tap[]} taps @returns {Tap[]} */
export function together(taps) {
  let count = 0;
  let size = 0;
  const cut = taps.findIndex(({ operations }) => {
    count += operations.length;
    size += new TextEncoder().encode(JSON.stringify(operations)).length;
    return count > MOST || size > MOST_BYTES;
  });
  return cut < 0 ? taps : taps.slice(0, Math.max(1, cut));
}

/** @param {Response} response @returns {Promise<{why: Why, say: string}>} */
async function reason(response) {
  // A sign-in page instead of an answer: the session ended.
  if (response.type === "opaqueredirect" || response.redirected) return { why: "out", say: "" };
  const told = await response.json().catch(() => ({}));
  return { why: WHY[response.status] ?? "trouble", say: typeof told.say === "string" ? told.say : "" };
}

/**
 * @param {{fetcher: Fetcher, url: string, token: string}} to @param {Tap[]} taps
 * @returns {Promise<Sent>}
 */
export async function send({ fetcher, url, token }, taps) {
  const body = JSON.stringify({ operations: taps.flatMap(({ operations }) => operations.map(bare)) });
  try {
    const response = await fetcher(url, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      redirect: "manual",
      credentials: "same-origin",
    });
    if (response.status !== 200) return reason(response);
    const { answers } = await response.json();
    return isWhole(answers, taps) ? { answers } : { why: "trouble", say: "" };
  } catch {
    return { why: "offline", say: "" };
  }
}

/** Whether every operation was answered; else what was sent stays. @param {any} answers @param {Tap[]} taps */
function isWhole(answers, taps) {
  if (!Array.isArray(answers)) return false;
  const ids = new Set(answers.map(({ id }) => id));
  return taps.every(({ operations }) => operations.every(({ id }) => ids.has(id)));
}

/** Who made it is not sent: the server knows. @param {Operation} operation */
const bare = ({ id, cell, value, seen, tap }) => ({ id, cell, value, seen, tap: tap ?? "" });

/** @param {{fetcher: Fetcher, url: string}} from @param {string} mark of the state that is known @returns {Promise<Asked>} */
export async function ask({ fetcher, url }, mark) {
  try {
    const response = await fetcher(url, {
      headers: mark ? { "If-None-Match": mark } : {},
      redirect: "manual",
      credentials: "same-origin",
      cache: "no-store",
    });
    if (response.status === 304) return { same: true };
    if (response.status !== 200) return reason(response);
    return { state: await response.json(), mark: response.headers.get("ETag") ?? "" };
  } catch {
    return { why: "offline", say: "" };
  }
}
