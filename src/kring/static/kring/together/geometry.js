// Where a point lies on the map: in which ring and sector, at which share of its cell, and back.
// The same sums as core/layout/spans.py; the table tests/together/geometry.json holds both to it.

/** Left, top, right, bottom, in points. @typedef {[number, number, number, number]} Box */
/** @typedef {[number, number]} Point */
/** Shares of a cell: `along` counter-clockwise, `across` outwards. @typedef {{along: number, across: number}} Place */
/**
 * A token as the layout placed it; `side` and `boxes` are of its label.
 * @typedef {{id: string, x: number, y: number, r: number, font: number, lines: string[],
 *   boxes: Box[], side: string, sector: number, ring: number, along: number, across: number}} Node
 */
/**
 * What core/layout answers (scene.py), as it is in JSON. `ring_radii` are shares of `inner`, the
 * radii of the field; `sector_spans` are degrees, counter-clockwise from three o'clock.
 * @typedef {{page: Point, center: Point, inner: Point, ring_radii: Point[], sector_spans: Point[],
 *   family: Node, nodes: Node[], furniture: {kind: string, text: string, box: Box}[]}} Layout
 */
/**
 * A cell, in the map's words: `closeness` is null outside the three rings.
 * @typedef {{sector: number, ring: number, sphere: string, closeness: number | null}} Where
 */

// Counter-clockwise from the top, the people's half first.
export const SECTORS = [
  "volunteers",
  "kin",
  "friends_neighbours",
  "community",
  "daily_life",
  "services",
];
export const PEOPLE = 4; // so many sectors make the people's half
export const CLOSE = 3; // so many rings say how close somebody is; outside is who is still sought
export const TURN = 0.1; // of a sector, for one step around by key

/** @param {number} ring */
export const closenessOf = (ring) => (ring < CLOSE ? ring + 1 : null);

/** The cell of an actor who is that close; who nobody placed yet stands in the third ring. @param {string} sphere @param {number | null} [closeness] */
export const cellOfActor = (sphere, closeness) => ({
  sector: SECTORS.indexOf(sphere),
  ring: (closeness ?? CLOSE) - 1,
});

/** @param {Layout} layout @param {number} x @param {number} y */
function turnedTo(layout, x, y) {
  const ex = (x - layout.center[0]) / layout.inner[0];
  const ey = (layout.center[1] - y) / layout.inner[1];
  return { share: Math.hypot(ex, ey), degrees: (Math.atan2(ey, ex) * 180) / Math.PI };
}

/** @param {number} degrees @param {number} start */
const after = (degrees, start) => (((degrees - start) % 360) + 360) % 360;

/**
 * The ring and sector under a point. The family's disc counts with the first ring, what lies
 * beyond the last ring with the last: a finger that slips off still says what it means.
 * @param {Layout} layout @param {number} x @param {number} y @returns {Where}
 */
export function whereIs(layout, x, y) {
  const { share, degrees } = turnedTo(layout, x, y);
  const first = layout.sector_spans[0][0];
  const within = layout.sector_spans.findIndex(([, end]) => after(degrees, first) < end - first);
  const inside = layout.ring_radii.findIndex(([, high]) => share < high);
  const sector = within < 0 ? layout.sector_spans.length - 1 : within;
  const ring = inside < 0 ? layout.ring_radii.length - 1 : inside;
  return { sector, ring, sphere: SECTORS[sector], closeness: closenessOf(ring) };
}

/**
 * Where in its cell a point lies.
 * @param {Layout} layout @param {number} x @param {number} y
 * @param {number} sector @param {number} ring @returns {Place}
 */
export function placeOf(layout, x, y, sector, ring) {
  const { share, degrees } = turnedTo(layout, x, y);
  const [start, end] = layout.sector_spans[sector];
  const [low, high] = layout.ring_radii[ring];
  return {
    along: exact(Math.min(1, after(degrees, start) / (end - start)), 1e5),
    across: exact(Math.min(1, Math.max(0, (share - low) / (high - low))), 1e5),
  };
}

/**
 * The point at these shares of a cell.
 * @param {Layout} layout @param {number} sector @param {number} ring @param {Place} place
 * @returns {Point}
 */
export function pointOf(layout, sector, ring, { along, across }) {
  const [start, end] = layout.sector_spans[sector];
  const [low, high] = layout.ring_radii[ring];
  const angle = ((start + along * (end - start)) * Math.PI) / 180;
  const share = low + across * (high - low);
  return [
    exact(layout.center[0] + share * layout.inner[0] * Math.cos(angle), 100),
    exact(layout.center[1] - share * layout.inner[1] * Math.sin(angle), 100),
  ];
}

/**
 * Where a dragged token comes to rest: its edge keeps to the ring that its middle is in, so that
 * it never lies across a line, and nobody has to wonder how close it is. `most` is how many
 * rings it may stand in: who is close or not stays inside the three.
 * @param {Layout} layout @param {number} x @param {number} y @param {number} r
 * @param {number} [most]
 * @returns {Where & {x: number, y: number, place: Place}}
 */
export function snapped(layout, x, y, r, most = CLOSE) {
  const { sector, ring: under } = whereIs(layout, x, y);
  const ring = Math.min(under, most - 1);
  const [low, high] = layout.ring_radii[ring];
  const { share, degrees } = turnedTo(layout, x, y);
  const angle = (degrees * Math.PI) / 180;
  const [rx, ry] = layout.inner;
  // How much share one point of paper is, straight across the ring: an ellipse is thinner aside.
  const edge = r * Math.hypot(Math.cos(angle) / rx, Math.sin(angle) / ry);
  const held = Math.max(low + edge, Math.min(high - edge, share));
  const middle = 2 * edge > high - low ? (low + high) / 2 : held;
  const atX = exact(layout.center[0] + middle * rx * Math.cos(angle), 100);
  const atY = exact(layout.center[1] - middle * ry * Math.sin(angle), 100);
  const place = placeOf(layout, atX, atY, sector, ring);
  return { sector, ring, sphere: SECTORS[sector], closeness: closenessOf(ring), x: atX, y: atY, place };
}

/**
 * One step around within its own sector, by key: with the clock for 1, against it for -1.
 * @param {Place} place @param {1 | -1} step @returns {Place}
 */
export const stepAround = ({ along, across }, step) => ({
  along: exact(Math.min(1, Math.max(0, along - step * TURN)), 1e5),
  across,
});

/** @param {number} value @param {number} parts */
const exact = (value, parts) => Math.round(value * parts) / parts;
