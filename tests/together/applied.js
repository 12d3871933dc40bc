// One row of make.json done: what its call makes, and what stands after it.

import * as make from "../../src/kring/static/kring/together/make.js";
import { standing } from "../../src/kring/static/kring/together/operations.js";
import * as taps from "../../src/kring/static/kring/together/taps.js";

const OF_CELLS = ["put", "choose"];
const OF_NO_STANDING = ["newActor"];

/** @param {string} words such as `actor a label` */
export function cell(words) {
  const [kind, record, field] = words.split(" ");
  return { kind, record, field };
}

/** An operation of a row: id, cell, value, what was seen, by whom and in which tap. */
export const operation = ([id, where, value, seen = [], by = "Els", tap = ""]) => ({
  id,
  cell: cell(where),
  value,
  seen,
  tap,
  by,
});

/** Els, who numbers what she makes. */
export function els() {
  let count = 0;
  return { id: () => `n${(count += 1)}`, tap: "now", by: "Els" };
}

export function apply({ operations, call: [name, ...rest] }) {
  const said = operations.map(operation);
  const stands = standing(said);
  const words = OF_CELLS.includes(name) ? [cell(rest[0]), ...rest.slice(1)] : rest;
  const given = OF_NO_STANDING.includes(name) ? [els(), ...words] : [stands, els(), ...words];
  const made = { ...make, ...taps }[name](...given);
  const list = made?.operations ?? made;
  if (list === null) return { makes: null, after: null };
  const makes = list.map(({ id, cell: { kind, record, field }, value, seen }) => [
    id,
    `${kind} ${record} ${field}`,
    value,
    seen,
  ]);
  const after = Object.fromEntries(
    [...standing([...said, ...list])].map(([key, held]) => [
      key.replaceAll("\n", " "),
      held.map(({ value }) => value),
    ]),
  );
  return { makes, after, made, list };
}
