// In which order tokens are read and reached by key: the people by ring, then the services.

import { PEOPLE } from "./geometry.js";

/** @typedef {import("./geometry.js").Layout} Layout */
/** @typedef {import("./geometry.js").Node} Node */

/** Degrees with the clock from the top, as the field is drawn. @param {Layout} layout @param {Node} node */
function onClock({ center, inner }, node) {
  const degrees = (Math.atan2((node.x - center[0]) / inner[0], (center[1] - node.y) / inner[1]) * 180) / Math.PI;
  return (degrees + 360) % 360;
}

/**
 * The ids of people and of services, each ring by ring from the family outwards, with the clock.
 * Tab goes from one group to the other, arrows go on within a group.
 * @param {Layout} layout @returns {{people: string[], services: string[]}}
 */
export function groups(layout) {
  const sorted = layout.nodes
    .map((node) => ({ id: node.id, sector: node.sector, ring: node.ring, clock: onClock(layout, node) }))
    .sort((a, b) => a.ring - b.ring || a.clock - b.clock || (a.id < b.id ? -1 : 1));
  const isPerson = (/** @type {{sector: number}} */ { sector }) => sector < PEOPLE;
  return {
    people: sorted.filter((one) => isPerson(one)).map(({ id }) => id),
    services: sorted.filter((one) => !isPerson(one)).map(({ id }) => id),
  };
}

/** Everybody, as a screen reader meets them. @param {Layout} layout */
export function inOrder(layout) {
  const { people, services } = groups(layout);
  return [...people, ...services];
}

/** @type {Record<string, (at: number, count: number) => number>} */
const KEYS = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Who gets the focus from this token by this key, or null when the key does not move it. The map
 * never mirrors, so neither do its keys.
 * @param {Layout} layout @param {string} id @param {string} key @returns {string | null}
 */
export function neighbour(layout, id, key) {
  const { people, services } = groups(layout);
  const group = people.includes(id) ? people : services;
  const at = group.indexOf(id);
  return at < 0 || !KEYS[key] ? null : group[KEYS[key](at, group.length)];
}
