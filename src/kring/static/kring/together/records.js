// The records of a map out of what stands in its cells: what the drawing, the list and the rim read.

import { GONE, cellOf, openChoices } from "./operations.js";

/** @typedef {import("./operations.js").Standing} Standing */
/** One field: its value, the operations that say so, and for `gone` the tap in which it went. @typedef {{value: any, ops: string[], tap?: string}} Said */
/** By kind, then by id, then by field. @typedef {Record<string, Record<string, Record<string, Said>>>} Records */

const KINDS = ["actor", "relation", "link", "theme", "map"];

/**
 * What is on the map. In a cell about which somebody still has to choose, the first of what was
 * said; a record that was taken away is left out, but not while that is to be chosen.
 * @param {Standing} stands @returns {Records}
 */
export function recordsOf(stands) {
  const open = openChoices(stands);
  /** @type {Records} */
  const records = Object.fromEntries(KINDS.map((kind) => [kind, {}]));
  for (const [name, said] of stands) {
    const { kind, record, field } = cellOf(name);
    const goneName = [kind, record, GONE].join("\n");
    const isGone = stands.get(goneName)?.some(({ value }) => value) && !open.has(goneName);
    if (isGone || field === GONE) continue;
    const fields = (records[kind][record] ??= {});
    fields[field] = { value: said[0].value, ops: said.map(({ id }) => id) };
  }
  return records;
}

/**
 * The value of a field, or `undefined` when nobody gave one.
 * @param {Record<string, Said>} fields @param {string} field @returns {any}
 */
export const valueOf = (fields, field) => fields[field]?.value ?? undefined;

/**
 * The values of a field that has one for each theme or round, such as `themes.housing`.
 * @param {Record<string, Said>} fields @param {string} field @returns {[string, any][]}
 */
export const eachOf = (fields, field) =>
  Object.entries(fields)
    .filter(([name, { value }]) => name.startsWith(`${field}.`) && value !== null)
    .map(([name, { value }]) => [name.slice(field.length + 1), value]);
