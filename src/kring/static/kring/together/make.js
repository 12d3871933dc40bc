// The operations of one tap: putting a value, taking away, bringing back and choosing. Each names in
// `seen` what stood there for who tapped, so that nothing is replaced unseen.

import { ENDS, GONE, both, cellOf, equal, nameOf, openChoices, standingIn } from "./operations.js";

/** @typedef {import("./operations.js").Cell} Cell */
/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {import("./operations.js").Standing} Standing */
/**
 * Whose tap it is: a new id for each operation, one name for the tap, and who makes it. The
 * standing that goes with it is what was shown, not what came in since.
 * @typedef {{id: () => string, tap: string, by: string}} Hand
 */
/** A record. @typedef {{kind: string, record: string}} One */

/**
 * One operation; ids of what it replaces are in order, so that the same tap is the same text.
 * @param {Hand} hand @param {Cell} cell @param {any} value @param {Operation[]} seen
 * @returns {Operation}
 */
export const operation = (hand, cell, value, seen) => ({
  id: hand.id(),
  cell,
  value,
  seen: [...new Set(seen.map(({ id }) => id))].sort(),
  tap: hand.tap,
  by: hand.by,
});

/** What stands in a cell. @param {Standing} stands @param {Cell} cell @returns {Operation[]} */
export const inCell = (stands, cell) => stands.get(nameOf(cell)) ?? [];

/** @param {One} one @returns {Cell} */
const goneOf = ({ kind, record }) => ({ kind, record, field: GONE });

/** Whether a record was taken away. @param {Standing} stands @param {One} one */
export const isGone = (stands, one) => inCell(stands, goneOf(one)).some(({ value }) => value);

/**
 * A value in a field; nothing when it stands there already and nobody says otherwise.
 * @param {Standing} stands @param {Hand} hand @param {Cell} cell @param {any} value
 * @returns {Operation[]}
 */
export function put(stands, hand, cell, value) {
  const said = inCell(stands, cell);
  const stood = said.length ? said : [{ value: null }];
  if (stood.every((one) => equal(one.value, value))) return [];
  return [operation(hand, cell, value, said)];
}

/**
 * Several fields of one record.
 * @param {Standing} stands @param {Hand} hand @param {One} one
 * @param {Record<string, any>} fields @returns {Operation[]}
 */
export const putAll = (stands, hand, one, fields) =>
  Object.entries(fields).flatMap(([field, value]) => put(stands, hand, { ...one, field }, value));

/**
 * The relations and links of an actor, without those that were taken away.
 * @param {Standing} stands @param {string} actor @returns {One[]}
 */
export const hangingOn = (stands, actor) =>
  endsOf(stands)
    .filter(({ actor: end, ...one }) => end === actor && !isGone(stands, one))
    .map(({ kind, record }) => ({ kind, record }));

/** Every relation and link with an actor it hangs on. @param {Standing} stands */
export const endsOf = (stands) =>
  [...stands].flatMap(([name, said]) => {
    const { kind, record, field } = cellOf(name);
    if (!ENDS.has(`${kind}\n${field}`)) return [];
    return said.map(({ value }) => ({ kind, record, actor: value }));
  });

/**
 * Taking a record away names all that stands in it. With an actor go its relations and links,
 * each named in the same way: what somebody ticked there meanwhile becomes a choice as well.
 * @param {Standing} stands @param {Hand} hand @param {One} one @returns {Operation[]}
 */
export const takeAway = (stands, hand, one) => (isGone(stands, one) ? [] : away(stands, hand, one));

/** @param {Standing} stands @param {Hand} hand @param {One} one */
function away(stands, hand, one) {
  const along = one.kind === "actor" ? hangingOn(stands, one.record) : [];
  return [one, ...unique(along)].map(({ kind, record }) =>
    operation(hand, goneOf({ kind, record }), true, standingIn(stands, kind, record)),
  );
}

/** @param {One[]} all */
const unique = (all) => [...new Map(all.map((one) => [`${one.kind}\n${one.record}`, one])).values()];

/**
 * Bringing a record back, with the actors that it hangs on (a relation with nobody cannot be
 * seen), and with all that went with an actor in the same tap.
 * @param {Standing} stands @param {Hand} hand @param {One} one @returns {Operation[]}
 */
export function bringBack(stands, hand, { kind, record }) {
  const ends = endsOf(stands);
  const own = ends.filter((end) => end.kind === kind && end.record === record);
  const actors = kind === "actor" ? [record] : own.map(({ actor }) => actor);
  const gone = actors.filter((actor) => isGone(stands, { kind: "actor", record: actor }));
  const along = ends.filter((end) => gone.includes(end.actor) && wentWith(stands, end.actor, end));
  const all = [{ kind, record }, ...gone.map((actor) => ({ kind: "actor", record: actor })), ...along];
  return unique(all)
    .filter((back) => isGone(stands, back))
    .map((back) => operation(hand, goneOf(back), false, inCell(stands, goneOf(back))));
}

/** Whether a record was taken away in one tap with an actor. @param {Standing} stands @param {string} actor @param {One} one */
function wentWith(stands, actor, one) {
  const taps = inCell(stands, goneOf({ kind: "actor", record: actor })).map(({ tap }) => tap);
  return inCell(stands, goneOf(one)).some(({ tap }) => tap && taps.includes(tap));
}

/**
 * Choosing in an open cell: one's own words, the other's, both, or the operation with this id.
 * Where somebody took away what another wrote in: keeping the words brings the record back.
 * Nothing when the cell is not open; `null` when two such values do not go together.
 * @param {Standing} stands @param {Hand} hand @param {Cell} cell
 * @param {"mine" | "theirs" | "both" | string} which @returns {Operation[] | null}
 */
export function choose(stands, hand, cell, which) {
  const said = openChoices(stands).get(nameOf(cell));
  if (!said) return [];
  const isMine = (/** @type {Operation} */ one) => one.by === hand.by;
  if (which === "both") {
    if (cell.field === GONE) return null;
    const mineFirst = [...said.filter(isMine), ...said.filter((one) => !isMine(one))];
    const together = mineFirst.map(({ value }) => value).reduce(both);
    return together === undefined ? null : [operation(hand, cell, together, said)];
  }
  const kept = said.find((one) =>
    which === "mine" ? isMine(one) : which === "theirs" ? !isMine(one) : one.id === which,
  );
  if (!kept) return null;
  if (cell.field !== GONE) return [operation(hand, cell, kept.value, said)];
  const takes = kept.cell.field === GONE && kept.value;
  return takes ? away(stands, hand, cell) : bringBack(stands, hand, cell);
}
