// What a device holds of one visit beside the map it was told: what waits, and what can be undone.

import { begun, without } from "./history.js";

/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {import("./obstacles.js").History} History */
/** @typedef {import("./sync.js").Tap} Tap */
/** @typedef {import("./sync.js").Answer} Answer */
/** Words that the server did not take, and what it says of that. @typedef {{say: string, operation: Operation}} Refusal */
/**
 * `waiting` was not answered yet; `sent` was done, but the map that the server told is of before
 * that. `place` is where question mode was.
 * @typedef {{waiting: Tap[], sent: Tap[], history: History, refused: Refusal[], place: any}} Kept
 */

/** @returns {Kept} */
export const empty = () => ({ waiting: [], sent: [], history: begun(), refused: [], place: null });

/** One tap more. @param {Kept} kept @param {Tap} tap @param {History} history @returns {Kept} */
export const acted = (kept, tap, history) => ({ ...kept, history, waiting: [...kept.waiting, tap] });

/**
 * These taps were answered. What is refused leaves the map and the history, and its words stay.
 * @param {Kept} kept @param {Tap[]} taps @param {Answer[]} answers @returns {Kept}
 */
export function answered(kept, taps, answers) {
  const of = new Map(answers.map((one) => [one.id, one]));
  const isRefused = (/** @type {Operation} */ { id }) => of.get(id)?.answer === "refused";
  const operations = taps.flatMap((tap) => tap.operations);
  const refused = operations.filter(isRefused);
  const done = taps
    .map(({ tap, operations: all }) => ({ tap, operations: all.filter((one) => !isRefused(one)) }))
    .filter(({ operations: left }) => left.length);
  return {
    ...kept,
    waiting: withoutTaps(kept.waiting, taps),
    sent: [...kept.sent, ...done],
    history: without(kept.history, refused.map(({ id }) => id)),
    refused: [
      ...kept.refused,
      ...refused.map((operation) => ({ say: of.get(operation.id)?.say ?? "", operation })),
    ],
  };
}

/** A tap that the server does not take at all. @param {Kept} kept @param {Tap} tap @param {string} say @returns {Kept} */
export const setAside = (kept, tap, say) =>
  answered(kept, [tap], tap.operations.map(({ id }) => ({ id, answer: "refused", say })));

/** The map that was told now is of after these taps. @param {Kept} kept @param {Tap[]} taps @returns {Kept} */
export const told = (kept, taps) => ({ ...kept, sent: withoutTaps(kept.sent, taps) });

/** @param {Tap[]} all @param {Tap[]} taps */
function withoutTaps(all, taps) {
  const names = new Set(taps.map(({ tap }) => tap));
  return all.filter(({ tap }) => !names.has(tap));
}

/** What this device made and the told map does not have yet. @param {Kept} kept */
export const own = ({ sent, waiting }) => [...sent, ...waiting].flatMap(({ operations }) => operations);
