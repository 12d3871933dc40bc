// Undo and redo: what one did on a visit, tap by tap, and the operations that take it back.
//
// Nothing is ever erased: taking back is putting what was there before, and only while one's own
// work stands there alone (obstacles.js). It is all plain values: kept as JSON it survives a
// reload and an empty battery.

import { inCell, operation } from "./make.js";
import { changed, isSame, obstacle, rootsOf } from "./obstacles.js";
import { GONE, standingIn } from "./operations.js";

/** @typedef {import("./operations.js").Cell} Cell */
/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {import("./operations.js").Standing} Standing */
/** @typedef {import("./make.js").Hand} Hand */
/** @typedef {import("./make.js").One} One */
/** @typedef {import("./obstacles.js").Was} Was */
/** @typedef {import("./obstacles.js").Change} Change */
/** @typedef {import("./obstacles.js").Step} Step */
/** @typedef {import("./obstacles.js").History} History */
/** @typedef {import("./obstacles.js").Refused} Refused */
/** @typedef {{operations: Operation[], history: History, step: Step}} Taken */
/** What is to be put in a cell, and what that stands for. @typedef {{cell: Cell, value: any, saw: string[], for: Was[]}} Put */

const MOST = 1000; // taps that are kept: more than any visit has

/** @returns {History} */
export const begun = () => ({ past: [], future: [], passed: [], standsFor: {} });

/**
 * The history after a tap; what was taken back before it cannot be done again.
 * @param {History} history @param {Standing} stands as it was before the tap
 * @param {Operation[]} operations of one tap @param {string} [say]
 * @returns {History}
 */
export function done(history, stands, operations, say = "") {
  if (!operations.length) return history;
  const changes = operations.map((one) => ({
    ...kept(one),
    cell: one.cell,
    was: inCell(stands, one.cell).map(kept),
  }));
  const step = { tap: operations[0].tap ?? "", say, changes, born: bornIn(stands, changes) };
  const past = [...history.past, step];
  const passed = [...history.passed, ...past.slice(0, -MOST).flatMap(idsOf)];
  return { ...history, past: past.slice(-MOST), future: [], passed };
}

/** What was seen matters only for taking away. @param {Operation} one @returns {Was} */
const kept = ({ id, cell, value, by, seen }) => ({
  id,
  value,
  by: by ?? "",
  seen: cell.field === GONE ? seen : [],
});

/** The records of which nothing was said before; a theme is always there. @param {Standing} stands @param {Change[]} changes @returns {One[]} */
function bornIn(stands, changes) {
  const touched = changes.map(({ cell: { kind, record } }) => ({ kind, record }));
  const once = touched.filter((one, at) => at === touched.findIndex((other) => isSame(one, other)));
  return once.filter(
    ({ kind, record }) => kind !== "theme" && !standingIn(stands, kind, record).length,
  );
}

/**
 * The operations that take back the last tap. What it brought on the map is taken away whole.
 * @param {History} history @param {Standing} stands @param {Hand} hand
 * @returns {Taken | Refused}
 */
export function undo(history, stands, hand) {
  const step = history.past[history.past.length - 1];
  const refused = obstacle(history, stands, step, "undo");
  if (refused) return refused;
  const past = history.past.slice(0, -1);
  const future = [...history.future, step];
  const puts = changed(step).flatMap(({ cell, was }) => {
    if (!was.length) return [{ cell, value: cell.field === GONE ? false : null, saw: [], for: [] }];
    return was.map((one) => ({ cell, value: one.value, saw: one.seen, for: [one] }));
  });
  return taken({ ...history, past, future }, step, stands, hand, [...puts, ...bornPuts(stands, step, true)]);
}

/**
 * The operations that do again what was taken back last.
 * @param {History} history @param {Standing} stands @param {Hand} hand
 * @returns {Taken | Refused}
 */
export function redo(history, stands, hand) {
  const step = history.future[history.future.length - 1];
  const refused = obstacle(history, stands, step, "redo");
  if (refused) return refused;
  const past = [...history.past, step];
  const future = history.future.slice(0, -1);
  const puts = changed(step).map(({ cell, ...one }) => {
    return { cell, value: one.value, saw: one.seen, for: [kept({ ...one, cell })] };
  });
  return taken({ ...history, past, future }, step, stands, hand, [...bornPuts(stands, step, false), ...puts]);
}

/** Taking away all that a tap brought, or bringing it back. @param {Standing} stands @param {Step} step @param {boolean} value @returns {Put[]} */
const bornPuts = (stands, { born }, value) =>
  born.map(({ kind, record }) => ({
    cell: { kind, record, field: GONE },
    value,
    saw: standingIn(stands, kind, record).map(({ id }) => id),
    for: [],
  }));

/** @param {History} history @param {Step} step @param {Standing} stands @param {Hand} hand @param {Put[]} puts @returns {Taken} */
function taken(history, step, stands, hand, puts) {
  const operations = puts.map(({ cell, value, saw }) => {
    const away = cell.field === GONE && value;
    const there = away ? sawStanding(history, stands, cell, saw) : [];
    return operation(hand, cell, value, [...inCell(stands, cell), ...there]);
  });
  const standsFor = { ...history.standsFor };
  operations.forEach(({ id }, at) => (standsFor[id] = puts[at].for));
  return { operations, history: { ...history, standsFor }, step };
}

/**
 * What stands in a record that was seen when it was taken away, or puts that back. What others
 * wrote since is not among it, so that it is a choice and not lost.
 * @param {History} history @param {Standing} stands @param {One} one @param {string[]} saw
 */
const sawStanding = (history, stands, { kind, record }, saw) =>
  standingIn(stands, kind, record).filter((there) =>
    rootsOf(history, there).every(({ id }) => saw.includes(id) || saw.includes(there.id)),
  );

/**
 * Past a tap that somebody else's work lies over: it stays as it is, and the tap before it can be
 * taken back.
 * @param {History} history @returns {History}
 */
export const passOver = (history) => ({
  ...history,
  past: history.past.slice(0, -1),
  passed: [...history.passed, ...history.past.slice(-1).flatMap(idsOf)],
});

/**
 * Without the taps of which the server refused an operation: those never were on the map.
 * @param {History} history @param {Iterable<string>} ids of operations @returns {History}
 */
export function without(history, ids) {
  const refused = new Set(ids);
  const isThere = (/** @type {Step} */ step) => !idsOf(step).some((id) => refused.has(id));
  return { ...history, past: history.past.filter(isThere), future: history.future.filter(isThere) };
}

/** @param {Step} step */
const idsOf = ({ changes }) => changes.map(({ id }) => id);

/** What undo takes back, in words, or null. @param {History} history */
export const lastDone = ({ past }) => past[past.length - 1]?.say ?? null;

/** What redo does again, in words, or null. @param {History} history */
export const lastUndone = ({ future }) => future[future.length - 1]?.say ?? null;
