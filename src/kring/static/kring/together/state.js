// What the server answered, as operations that stand: what is made on the device goes on from there.

import { GONE, nameOf } from "./operations.js";

/** @typedef {import("./operations.js").Cell} Cell */
/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {import("./operations.js").Standing} Standing */
/** @typedef {import("./records.js").Records} Records */
/** A cell about which somebody has to choose, and what was said there. @typedef {{cell: Cell, said: {id: string, value: any, by: string, mine: boolean}[]}} Open */

/**
 * The operations that stand, without what they replaced: nobody needs that any more. What was
 * seen is told for what was taken away alone: all of its record but what is still to be chosen.
 * @param {{records: Records, open: Open[]}} state @param {string} me who made what is `mine`
 * @returns {Operation[]}
 */
export function operationsOf({ records, open }, me) {
  const openIn = new Map(open.map(({ cell, said }) => [nameOf(cell), said]));
  return Object.entries(records).flatMap(([kind, ofKind]) =>
    Object.entries(ofKind).flatMap(([record, fields]) => {
      const late = new Set(openIn.get(nameOf({ kind, record, field: GONE }))?.map(({ id }) => id));
      const known = Object.values(fields).flatMap(({ ops }) => ops).filter((id) => !late.has(id));
      return Object.entries(fields).flatMap(([field, { value, ops, tap }]) => {
        const cell = { kind, record, field };
        const said = new Map(openIn.get(nameOf(cell))?.map((one) => [one.id, one]));
        return ops.map((id) => {
          const one = said.get(id);
          const by = one?.mine ? me : (one?.by ?? "");
          const own = field === GONE ? known.filter((other) => !ops.includes(other)) : [];
          return { id, cell, value: one ? one.value : value, seen: own, by, tap: tap ?? "" };
        });
      });
    }),
  );
}
