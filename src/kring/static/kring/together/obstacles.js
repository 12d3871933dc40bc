// Why a tap cannot be taken back or done again: somebody else's work lies over it.

import { hangingOn, inCell } from "./make.js";
import { GONE, nameOf, openChoices, standingIn } from "./operations.js";

/** @typedef {import("./operations.js").Cell} Cell */
/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {import("./operations.js").Standing} Standing */
/** @typedef {import("./make.js").One} One */
/** What stood in a cell before. @typedef {{id: string, value: any, by: string, seen: string[]}} Was */
/** One operation of a tap, with what it replaced: nothing, a value, or several to choose from. @typedef {Was & {cell: Cell, was: Was[]}} Change */
/** `say` tells what was done; `born` are the records that were not there before. @typedef {{tap: string, say: string, changes: Change[], born: One[]}} Step */
/**
 * `standsFor` says of what undo and redo made which operations they put back; `passed` are
 * operations of taps that cannot be taken back any more.
 * @typedef {{past: Step[], future: Step[], passed: string[], standsFor: Record<string, Was[]>}} History
 */
/**
 * There is nothing to take back, somebody else worked there since (`by`, where the name is
 * known), or somebody still has to choose there.
 * @typedef {{refused: "nothing" | "changed" | "open", by: string, cell: Cell | null}} Refused
 */
/** @typedef {{id: string, by: string}} Root */

/** @param {One} one @param {One} other */
export const isSame = (one, other) => one.kind === other.kind && one.record === other.record;

/** The changes of a tap in records that were there before it. @param {Step} step */
export const changed = ({ changes, born }) =>
  changes.filter(({ cell }) => !born.some((one) => isSame(one, cell)));

/**
 * The first thing in the way, or null.
 * @param {History} history @param {Standing} stands @param {Step | undefined} step
 * @param {"undo" | "redo"} way @returns {Refused | null}
 */
export function obstacle(history, stands, step, way) {
  if (!step) return { refused: "nothing", by: "", cell: null };
  const born = way === "undo" ? bornBuiltOn : bornNotTakenAway;
  return (
    changed(step)
      .map((change) => overCell(history, stands, step, change, way))
      .find((found) => found) ??
    step.born.map((one) => born(history, stands, one)).find((found) => found) ??
    null
  );
}

/**
 * The operations that one operation is, or puts back: undo and redo make new ones for them.
 * @param {History} history @param {{id: string, by?: string}} one @returns {Root[]}
 */
export function rootsOf(history, one) {
  const standsFor = history.standsFor[one.id];
  if (!standsFor) return [{ id: one.id, by: one.by ?? "" }];
  return standsFor.flatMap((was) => rootsOf(history, was));
}

/** @param {History} history @param {{id: string, by?: string}[]} all */
const rootsOfAll = (history, all) => all.flatMap((one) => rootsOf(history, one));

/**
 * Own work has to stand in the cell alone. Bringing back what was taken away is in nobody's way,
 * even where somebody wrote in it since: then it keeps those words.
 * @param {History} history @param {Standing} stands @param {Step} step @param {Change} change
 * @param {"undo" | "redo"} way
 */
function overCell(history, stands, step, { cell, was, ...own }, way) {
  const meant = rootsOfAll(history, way === "undo" ? [own] : was);
  const there = rootsOfAll(history, inCell(stands, cell));
  const other = there.find(({ id }) => !meant.some((one) => one.id === id));
  const isWhole = meant.every(({ id }) => there.some((one) => one.id === id));
  if (other || !isWhole) return refusal(stands, cell, other);
  if (cell.field !== GONE) return takenAway(history, stands, cell);
  return own.value && way === "redo" ? builtSince(history, stands, step, cell, own.seen) : null;
}

/** @param {Standing} stands @param {Cell} cell @param {Root} [other] @returns {Refused} */
const refusal = (stands, cell, other) => ({
  refused: openChoices(stands).has(nameOf(cell)) ? "open" : "changed",
  by: other?.by ?? "",
  cell,
});

/** A field of a record that is not there. @param {History} history @param {Standing} stands @param {Cell} cell */
function takenAway(history, stands, cell) {
  const gone = { ...cell, field: GONE };
  const taker = inCell(stands, gone).find(({ value }) => value);
  return taker ? refusal(stands, gone, rootsOf(history, taker)[0]) : null;
}

/**
 * Somebody wrote in what is to be taken away again, or hung something on it, since it came back.
 * @param {History} history @param {Standing} stands @param {Step} step @param {Cell} cell
 * @param {string[]} saw
 */
function builtSince(history, stands, step, cell, saw) {
  const known = new Set(rootsOfAll(history, saw.map((id) => ({ id }))).map(({ id }) => id));
  const written = standingIn(stands, cell.kind, cell.record).filter((one) => one.cell.field !== GONE);
  const hung = (cell.kind === "actor" ? hangingOn(stands, cell.record) : [])
    .filter((one) => !step.changes.some((change) => isSame(change.cell, one)))
    .flatMap(({ kind, record }) => standingIn(stands, kind, record));
  const other = rootsOfAll(history, [...written, ...hung]).find(({ id }) => !known.has(id));
  return other ? refusal(stands, cell, other) : null;
}

/** Others wrote in what a tap brought on the map, or hung something on it. @param {History} history @param {Standing} stands @param {One} one */
function bornBuiltOn(history, stands, one) {
  const own = ownIds(history);
  const hung = one.kind === "actor" ? hangingOn(stands, one.record) : [];
  const there = [one, ...hung].flatMap(({ kind, record }) => standingIn(stands, kind, record));
  const other = rootsOfAll(history, there).find(({ id }) => !own.has(id));
  return other ? refusal(stands, { ...one, field: GONE }, other) : null;
}

/** @param {History} history @param {Standing} stands @param {One} one */
function bornNotTakenAway(history, stands, one) {
  const gone = { ...one, field: GONE };
  const said = inCell(stands, gone);
  const other = rootsOfAll(history, said)[0];
  const isOpen = openChoices(stands).has(nameOf(gone));
  if (!other && !isOpen && said.length) return null;
  const own = ownIds(history);
  const there = rootsOfAll(history, standingIn(stands, one.kind, one.record));
  return refusal(stands, gone, other ?? there.find(({ id }) => !own.has(id)));
}

/** @param {History} history */
const ownIds = ({ past, future, passed }) =>
  new Set([...passed, ...[...past, ...future].flatMap(({ changes }) => changes.map(({ id }) => id))]);
