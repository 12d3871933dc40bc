// What a finger means: a tap, a drag or a pinch, and which token lies under it.

/** @typedef {import("./geometry.js").Layout} Layout */
/** A finger or a mouse, in pixels of the screen and milliseconds. @typedef {{x: number, y: number, at: number}} Touch */

export const SLOP = 8; // pixels that a finger may slip and still be a tap
export const TAP = 400; // milliseconds that a tap may take
export const AT_ONCE = 150; // milliseconds: a second finger later than this is another hand
export const TARGET = 44; // pixels across that a token is for a finger, however small it is drawn

/** Whether a finger went so far that it drags. @param {Touch} start @param {Touch} now */
export const isDrag = (start, now) => Math.hypot(now.x - start.x, now.y - start.y) > SLOP;

/** @param {Touch} start @param {Touch} end */
export const isTap = (start, end) => !isDrag(start, end) && end.at - start.at <= TAP;

/** Two hands at one table do not zoom by accident. @param {Touch} first @param {Touch} second */
export const isPinch = (first, second) => Math.abs(second.at - first.at) <= AT_ONCE;

/**
 * The token at a point of the map, or the family, or nothing. A symbol goes before a name, and
 * the nearest symbol before others whose target reaches as far.
 * @param {Layout} layout @param {number} x @param {number} y
 * @param {number} scale pixels of the screen for one point of the map
 * @returns {string | null} its id
 */
export function tokenUnder(layout, x, y, scale) {
  const reach = TARGET / 2 / scale;
  let nearest = null;
  let least = Infinity;
  for (const node of layout.nodes) {
    const [dx, dy] = [Math.abs(node.x - x), Math.abs(node.y - y)];
    const way = Math.hypot(dx, dy);
    if (Math.max(dx, dy) <= Math.max(node.r, reach) && way < least) [nearest, least] = [node.id, way];
  }
  if (nearest !== null) return nearest;
  const named = layout.nodes.find(({ boxes }) =>
    boxes.some(([x0, y0, x1, y1]) => x0 <= x && x <= x1 && y0 <= y && y <= y1),
  );
  return named?.id ?? (isOnDisc(layout, x, y) ? layout.family.id : null);
}

/** @param {Layout} layout @param {number} x @param {number} y */
function isOnDisc({ center, inner, ring_radii: [[disc]] }, x, y) {
  return Math.hypot((x - center[0]) / inner[0], (y - center[1]) / inner[1]) < disc;
}
