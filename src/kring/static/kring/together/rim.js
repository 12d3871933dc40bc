// In which of six states each theme on the rim is, and who supports it: the twin of
// core/drawing/themes.py. The table tests/together/rim.json holds both to one rule.

import { SECTORS } from "./geometry.js";
import { eachOf, valueOf } from "./records.js";

/** @typedef {import("./records.js").Records} Records */
/** @typedef {import("./records.js").Said} Said */
/** @typedef {"many" | "one" | "ourselves" | "not_needed" | "gap" | "not_asked"} State */
/** Somebody who supports a theme; filled on the rim when they carry it. @typedef {{actor: string, shape: "dot" | "ring" | "square", part: "helps" | "carries"}} Mark */
/** @typedef {{theme: string, state: State, marks: Mark[]}} RimTheme */

const ROUNDS = ["themes", "need", "near", "links", "feelings", "per_member"];

/**
 * The rim, in the order of the themes (their ids). Only a need that somebody voiced can leave a
 * gap, and only when the latest map asked for both themes and need.
 * @param {Records} records @param {string[]} themes @returns {RimTheme[]}
 */
export function rimOf(records, themes) {
  const helpers = helpersByTheme(records);
  const asked = roundsAsked(records);
  const isAsked = asked.has("themes") && asked.has("need");
  return themes.map((theme) => {
    const marks = [...(helpers.get(theme)?.values() ?? [])];
    return { theme, state: stateOf(records.theme[theme] ?? {}, marks.length, isAsked), marks };
  });
}

/** @param {Record<string, Said>} said @param {number} helpers @param {boolean} isAsked @returns {State} */
function stateOf(said, helpers, isAsked) {
  if (valueOf(said, "self")) return "ourselves";
  if (helpers) return helpers === 1 ? "one" : "many";
  const need = valueOf(said, "need") ?? "unknown";
  if (need === "unknown") return "not_asked";
  if (need === "none") return "not_needed";
  return isAsked ? "gap" : "not_asked";
}

/**
 * For each theme its marks by actor: by sector, then in the order of the map. A helper is active
 * and has a relation for the theme that is not broken and in which there is contact.
 * @param {Records} records @returns {Map<string, Map<string, Mark>>}
 */
export function helpersByTheme(records) {
  const active = Object.entries(records.actor).filter(
    ([, actor]) => (valueOf(actor, "status") ?? "active") === "active" && valueOf(actor, "sphere"),
  );
  const sectorOf = new Map(active.map(([id, actor]) => [id, SECTORS.indexOf(valueOf(actor, "sphere"))]));
  const place = new Map(active.map(([id], at) => [id, at]));
  const supporting = Object.values(records.relation)
    .map((fields) => ({ actor: valueOf(fields, "actor"), fields }))
    .filter(
      ({ actor, fields }) =>
        place.has(actor) &&
        valueOf(fields, "quality") !== "broken" &&
        valueOf(fields, "freq") !== "none",
    )
    .sort(
      (one, other) =>
        numberOf(sectorOf, one.actor) - numberOf(sectorOf, other.actor) ||
        numberOf(place, one.actor) - numberOf(place, other.actor),
    );
  /** @type {Map<string, Map<string, Mark>>} */
  const found = new Map();
  for (const { actor, fields } of supporting)
    for (const [theme, part] of eachOf(fields, "themes")) {
      const marks = found.get(theme) ?? new Map();
      found.set(theme, marks);
      if (!marks.has(actor) || part === "carries")
        marks.set(actor, { actor, shape: shapeOf(records.actor[actor]), part });
    }
  return found;
}

/** @param {Map<string, number>} numbers @param {string} id */
const numberOf = (numbers, id) => numbers.get(id) ?? 0;

/** @param {Record<string, Said>} actor @returns {Mark["shape"]} */
function shapeOf(actor) {
  const sphere = valueOf(actor, "sphere");
  const kind = valueOf(actor, "kind") ?? "person";
  const isFormal = (valueOf(actor, "formality") ?? (sphere === "services" ? "formal" : "")) === "formal";
  if (kind === "service" || (kind === "person" && isFormal)) return "square";
  return sphere === "volunteers" ? "ring" : "dot";
}

/**
 * What was asked when the map was last made; without a map, or anything asked in it, everything.
 * Of two maps on the same day only what both asked counts.
 * @param {Records} records @returns {Set<string>}
 */
export function roundsAsked(records) {
  const dated = Object.values(records.map).filter((map) => valueOf(map, "date"));
  const last = dated.map((map) => valueOf(map, "date")).reduce((one, other) => (one > other ? one : other), "");
  let asked = ROUNDS;
  for (const map of dated) {
    if (valueOf(map, "date") !== last || !saysWhatWasAsked(map)) continue;
    const rounds = new Map(eachOf(map, "asked"));
    asked = asked.filter((round) => rounds.get(round));
  }
  return new Set(asked);
}

/** @param {Record<string, Said>} map */
const saysWhatWasAsked = (map) => Object.keys(map).some((field) => field.startsWith("asked."));
