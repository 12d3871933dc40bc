// What people do at the table, in operations: somebody new, a tick, nearer or further, a line.

import { inCell, hangingOn, isGone, operation, put, putAll, endsOf } from "./make.js";

/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {import("./operations.js").Standing} Standing */
/** @typedef {import("./make.js").Hand} Hand */
/** @typedef {import("./geometry.js").Place} Place */
/** @typedef {Record<string, any>} Fields */

/**
 * A record that nobody saw before; what nobody said is left out.
 * @param {Hand} hand @param {string} kind @param {string} record @param {Fields} fields
 * @returns {Operation[]}
 */
const fresh = (hand, kind, record, fields) =>
  Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([field, value]) => operation(hand, { kind, record, field }, value, []));

/**
 * Somebody new on the map: an actor with its relation to the family.
 * @param {Hand} hand
 * @param {{label: any, sphere: string, kind?: string} & Fields} actor
 * @param {Fields} [relation] such as `closeness` or `themes.housing`
 * @returns {{actor: string, relation: string, operations: Operation[]}}
 */
export function newActor(hand, actor, relation = {}) {
  const ids = { actor: hand.id(), relation: hand.id() };
  const operations = [
    ...fresh(hand, "actor", ids.actor, actor),
    ...fresh(hand, "relation", ids.relation, { actor: ids.actor, ...relation }),
  ];
  return { ...ids, operations };
}

/**
 * The relations of an actor that are on the map, the one with this field first, then what is
 * told of the whole family.
 * @param {Standing} stands @param {string} actor @param {string} field
 */
function relationsOf(stands, actor, field) {
  const valueIn = (/** @type {string} */ record, /** @type {string} */ name) =>
    inCell(stands, { kind: "relation", record, field: name })[0]?.value ?? null;
  return hangingOn(stands, actor)
    .filter(({ kind }) => kind === "relation")
    .map(({ record }) => ({
      record,
      value: valueIn(record, field),
      isOfAll: (valueIn(record, "members") ?? "all") === "all",
    }))
    .sort(
      (one, other) =>
        Number(other.value !== null) - Number(one.value !== null) ||
        Number(other.isOfAll) - Number(one.isOfAll),
    );
}

/**
 * A theme on or off for an actor: `part` is helps, carries, or null for off.
 * @param {Standing} stands @param {Hand} hand @param {string} actor @param {string} theme
 * @param {"helps" | "carries" | null} part @returns {Operation[]}
 */
export function tick(stands, hand, actor, theme, part) {
  const field = `themes.${theme}`;
  const relations = relationsOf(stands, actor, field);
  const meant = part === null ? relations.filter(({ value }) => value !== null) : relations.slice(0, 1);
  if (part !== null && !meant.length)
    return fresh(hand, "relation", hand.id(), { actor, [field]: part });
  return meant.flatMap(({ record }) => put(stands, hand, { kind: "relation", record, field }, part));
}

/**
 * How close somebody is: 1 to 3. The closest relation says where a token stands, so going further
 * takes along all that were closer.
 * @param {Standing} stands @param {Hand} hand @param {string} actor @param {number} closeness
 * @returns {Operation[]}
 */
export function near(stands, hand, actor, closeness) {
  const field = "closeness";
  const relations = relationsOf(stands, actor, field);
  if (!relations.length) return fresh(hand, "relation", hand.id(), { actor, closeness });
  const closer = relations.filter(({ value }) => value !== null && value < closeness);
  const isThere = relations.some(({ value }) => value === closeness);
  const meant = closer.length || isThere ? closer : relations.slice(0, 1);
  return meant.flatMap(({ record }) => put(stands, hand, { kind: "relation", record, field }, closeness));
}

/**
 * A token was dragged, or moved by key: to a sector, a ring and a place in it. Who is drawn into
 * a ring is not sought any more.
 * @param {Standing} stands @param {Hand} hand @param {string} actor
 * @param {{sphere: string, closeness: number | null, place: Place}} to @returns {Operation[]}
 */
export function move(stands, hand, actor, { sphere, closeness, place }) {
  const one = { kind: "actor", record: actor };
  const status = inCell(stands, { ...one, field: "status" })[0]?.value;
  const isSought = status === "potential" || status === "desired";
  return [
    ...putAll(stands, hand, one, { sphere, place }),
    ...(closeness === null ? [] : near(stands, hand, actor, closeness)),
    ...(closeness !== null && isSought ? put(stands, hand, { ...one, field: "status" }, "active") : []),
  ];
}

/**
 * Two who know each other. No operations when there is such a line already, or when they are one.
 * @param {Standing} stands @param {Hand} hand @param {string} a @param {string} b
 * @param {Fields} [more] such as `type` or `freq`
 * @returns {{link: string | null, operations: Operation[]}}
 */
export function link(stands, hand, a, b, more = { type: "knows" }) {
  const known = linkBetween(stands, a, b);
  if (known !== null || a === b) return { link: known, operations: [] };
  const id = hand.id();
  return { link: id, operations: fresh(hand, "link", id, { a, b, ...more }) };
}

/**
 * The line between two, in whichever direction it was drawn.
 * @param {Standing} stands @param {string} a @param {string} b @returns {string | null}
 */
export function linkBetween(stands, a, b) {
  const of = (/** @type {string} */ actor) =>
    endsOf(stands).filter((end) => end.kind === "link" && end.actor === actor);
  const others = new Set(of(b).map(({ record }) => record));
  const found = of(a).find((one) => others.has(one.record) && !isGone(stands, one));
  return a === b ? null : (found?.record ?? null);
}
