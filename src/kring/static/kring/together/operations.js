// What stands in each cell of a map, worked out from operations: the twin of
// core/together/operations.py. The table tests/together/operations.json holds both to one rule.

/** @typedef {{kind: string, record: string, field: string}} Cell */
/**
 * One value put in one cell, by somebody who saw the operations `seen` stand there.
 * @typedef {{id: string, cell: Cell, value: any, seen: string[], tap?: string, by?: string}} Operation
 */
/** What stands, by the name of its cell. @typedef {Map<string, Operation[]>} Standing */

export const GONE = "gone"; // the field that says that a whole record was taken away
const BETWEEN = " / "; // two texts that both stay
export const ENDS = new Set(["relation\nactor", "link\na", "link\nb"]); // fields that name an actor

/** One name for a cell; no part of a cell holds a line break. @param {Cell} cell */
export const nameOf = (cell) => [cell.kind, cell.record, cell.field].join("\n");

/** @param {string} name @returns {Cell} */
export function cellOf(name) {
  const [kind, record, field] = name.split("\n");
  return { kind, record, field };
}

/** @param {string} one @param {string} other */
const inOrder = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** @param {Operation[]} said */
const seenBy = (said) => new Set(said.flatMap((operation) => operation.seen));

/**
 * What stands in each cell: all that no operation in that cell replaced, by id.
 * @param {Iterable<Operation>} operations
 * @returns {Standing}
 */
export function standing(operations) {
  const known = new Map([...operations].map((operation) => [operation.id, operation]));
  /** @type {Standing} */
  const cells = new Map();
  for (const id of [...known.keys()].sort(inOrder)) {
    const operation = /** @type {Operation} */ (known.get(id));
    const name = nameOf(operation.cell);
    cells.set(name, [...(cells.get(name) ?? []), operation]);
  }
  for (const [name, said] of cells) {
    const replaced = seenBy(said);
    cells.set(name, said.filter((operation) => !replaced.has(operation.id)));
  }
  return new Map([...cells].sort(([one], [other]) => inOrder(one, other)));
}

/**
 * The cells about which somebody has to choose, and between what. In the cell `gone` of a
 * record: it was taken away while somebody else wrote in it, or hung something on it.
 * @param {Standing} stands
 * @returns {Standing}
 */
export function openChoices(stands) {
  /** @type {Standing} */
  const found = new Map();
  for (const [name, said] of stands) {
    const late = writtenMeanwhile(name, said, stands);
    const same = said.every((operation) => equal(operation.value, said[0].value));
    if (late.length || !same) found.set(name, [...said, ...late]);
  }
  return found;
}

/** @param {string} name @param {Operation[]} said @param {Standing} stands */
function writtenMeanwhile(name, said, stands) {
  const { kind, record, field } = cellOf(name);
  if (field !== GONE || !said.some((operation) => operation.value)) return [];
  const seen = seenBy(said);
  const meant = [[kind, record], ...(kind === "actor" ? hungOn(record, stands) : [])];
  const others = [...stands].filter(
    ([other]) => other !== name && meant.some(([of, one]) => isIn(other, of, one)),
  );
  return others.flatMap(([, there]) => there.filter((operation) => !seen.has(operation.id)));
}

/**
 * The ties of an actor that nobody took away. One that somebody did has its own choice.
 * @param {string} actor @param {Standing} stands
 */
const hungOn = (actor, stands) =>
  [...stands].flatMap(([name, said]) => {
    const { kind, record, field } = cellOf(name);
    if (!ENDS.has(`${kind}\n${field}`) || !said.some(({ value }) => value === actor)) return [];
    const taken = stands.get(nameOf({ kind, record, field: GONE })) ?? [];
    return taken.some(({ value }) => value) ? [] : [[kind, record]];
  });

/** @param {string} name @param {string} kind @param {string} record */
const isIn = (name, kind, record) => name.startsWith(`${kind}\n${record}\n`);

/**
 * All that stands in one record: what taking it away has to have seen.
 * @param {Standing} stands @param {string} kind @param {string} record
 */
export const standingIn = (stands, kind, record) =>
  [...stands].filter(([name]) => isIn(name, kind, record)).flatMap(([, said]) => said);

/**
 * The two values together, where that can be; `undefined` where one of them has to be chosen.
 * @param {any} one @param {any} other @returns {any}
 */
export function both(one, other) {
  if (typeof one === "string" && typeof other === "string")
    return one === other ? one : one + BETWEEN + other;
  if (Array.isArray(one) && Array.isArray(other))
    return [...one, ...other.filter((item) => !one.some((held) => equal(held, item)))];
  if (!isObject(one) || !isObject(other)) return undefined;
  /** @type {Record<string, any>} */
  const together = { ...one };
  for (const [key, value] of Object.entries(other)) {
    together[key] = key in one ? both(one[key], value) : value;
    if (together[key] === undefined) return undefined;
  }
  return together;
}

/** @param {any} value */
const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two JSON values say the same. @param {any} one @param {any} other @returns {boolean} */
export function equal(one, other) {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => equal(item, other[at]));
  if (!isObject(one) || !isObject(other)) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && equal(one[key], other[key]))
  );
}
