// The free spot for a new token: the twin of core/together/spot.py, to the last digit. The table
// tests/together/spot.json holds both to it; there it says why only these sums are used.

/** @typedef {import("./geometry.js").Box} Box */
/** @typedef {import("./geometry.js").Layout} Layout */
/** @typedef {[number, number]} Pair */
/**
 * One cell of a map: `span` in degrees, `ring` and `field` in shares of the radii `inner`.
 * @typedef {{center: Pair, inner: Pair, span: Pair, ring: Pair, field: Pair}} Slice
 */
/**
 * A symbol of `2 r` wide, with a label of this size at `gap` points from it.
 * @typedef {{r: number, gap: number, width: number, height: number}} Token
 */
/**
 * Where a token goes; `covers` is how many square points of other things, 0 when it is free.
 * @typedef {{x: number, y: number, side: string, box: Box, along: number, across: number,
 *   covers: number}} FreeSpot
 */

/** Halves, quarters, eighths … of a cell. @param {number} levels */
const halving = (levels) =>
  Array.from({ length: levels }, (_, level) =>
    Array.from({ length: 2 ** level }, (_, at) => (2 * at + 1) / 2 ** (level + 1)),
  ).flat();

const ALONG = halving(5);
const ACROSS = halving(3);
const SIDES = ["B", "R", "L", "A"]; // a name stands below its symbol when it can
const HAIR = 0.005; // points; what overlaps less only touches

/** @param {Layout} layout @param {number} sector @param {number} ring @returns {Slice} */
export const sliceOf = (layout, sector, ring) => ({
  center: layout.center,
  inner: layout.inner,
  span: layout.sector_spans[sector],
  ring: layout.ring_radii[ring],
  field: [layout.ring_radii[0][0], layout.ring_radii[layout.ring_radii.length - 1][1]],
});

/**
 * Every symbol, label and word that stands on the map, but for one token that is being moved.
 * @param {Layout} layout @param {string} [without] @returns {Box[]}
 */
export const takenIn = (layout, without) => [
  ...layout.nodes
    .filter((node) => node.id !== without)
    .flatMap((node) => [around(node.x, node.y, node.r, node.r), ...node.boxes]),
  ...layout.furniture.map((piece) => piece.box),
];

/**
 * The first free place of the cell; when there is none, the one that covers least. Places where
 * the symbol keeps off the borders of its cell go first.
 * @param {Slice} cell @param {Token} token @param {Box[]} taken @returns {FreeSpot}
 */
export function freeSpot(cell, token, taken) {
  let best = /** @type {FreeSpot | undefined} */ (undefined);
  for (const { x, y, along, across } of placesOf(cell, token.r)) {
    const under = covered(around(x, y, token.r, token.r), taken);
    for (const side of SIDES) {
      const box = labelBox(x, y, side, token);
      const outside = inField(box, cell) ? 0 : token.width * token.height;
      const covers = rounded(under + covered(box, taken) + outside);
      if (!best || covers < best.covers) best = { x, y, side, box, along, across, covers };
      if (covers === 0) return best;
    }
  }
  return /** @type {FreeSpot} */ (best); // there are always places: the row is fixed
}

/**
 * The box of a label beside a symbol.
 * @param {number} x @param {number} y @param {string} side @param {Token} token @returns {Box}
 */
export function labelBox(x, y, side, { r, gap, width, height }) {
  const reach = r + gap;
  const beside = { R: reach + width / 2, L: -(reach + width / 2) }[side] ?? 0;
  const below = { B: reach + height / 2, A: -(reach + height / 2) }[side] ?? 0;
  return around(x + beside, y + below, width / 2, height / 2);
}

/** Point and shares of every place; too near a border comes last. @param {Slice} cell @param {number} r */
function placesOf(cell, r) {
  const all = ACROSS.flatMap((across) =>
    ALONG.map((along) => ({ ...pointIn(cell, along, across), along, across })),
  );
  const isRoomy = all.map(({ x, y }) => roomAt(cell, x, y) >= r);
  return [...all.filter((_, at) => isRoomy[at]), ...all.filter((_, at) => !isRoomy[at])];
}

/** @param {Slice} cell @param {number} along @param {number} across */
function pointIn({ center, inner, span: [start, end], ring: [low, high] }, along, across) {
  const [cosine, sine] = direction(start + along * (end - start));
  const share = low + across * (high - low);
  return {
    x: rounded(center[0] + share * inner[0] * cosine),
    y: rounded(center[1] - share * inner[1] * sine),
  };
}

/** Points from here to the nearest border. @param {Slice} cell @param {number} atX @param {number} atY */
function roomAt({ center, inner: [rx, ry], span, ring: [low, high] }, atX, atY) {
  const x = atX - center[0];
  const y = atY - center[1];
  const share = length(x / rx, y / ry);
  const slope = length(x / rx / rx, y / ry / ry) / share;
  let room = Math.min(share - low, high - share) / slope;
  for (const degrees of span) {
    const [cosine, sine] = direction(degrees);
    const [bx, by] = [rx * cosine, -ry * sine];
    if (x * bx + y * by > 0) room = Math.min(room, Math.abs(x * by - y * bx) / length(bx, by));
  }
  return room;
}

/** Cosine and sine, rounded: the last bit differs by language. @param {number} degrees @returns {Pair} */
function direction(degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [rounded(Math.cos(angle), 1e9), rounded(Math.sin(angle), 1e9)];
}

/** @param {Box} box @param {Slice} cell */
function inField([left, top, right, bottom], { center: [cx, cy], inner: [rx, ry], field }) {
  const [x0, y0, x1, y1] = [(left - cx) / rx, (top - cy) / ry, (right - cx) / rx, (bottom - cy) / ry];
  const far = length(Math.max(-x0, x1), Math.max(-y0, y1));
  const near = length(Math.max(0, x0, -x1), Math.max(0, y0, -y1));
  return field[0] <= near && far <= field[1];
}

/** Square points of what is taken under a box. @param {Box} box @param {Box[]} taken */
function covered(box, taken) {
  let area = 0;
  for (const other of taken) {
    const wide = Math.min(box[2], other[2]) - Math.max(box[0], other[0]);
    const high = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
    if (wide > HAIR && high > HAIR) area += wide * high;
  }
  return area;
}

/** @param {number} x @param {number} y @param {number} wide @param {number} high @returns {Box} */
const around = (x, y, wide, high) => [
  rounded(x - wide),
  rounded(y - high),
  rounded(x + wide),
  rounded(y + high),
];

/** @param {number} x @param {number} y */
const length = (x, y) => Math.sqrt(x * x + y * y);

/** Half up, as Python's twin does. @param {number} value @param {number} [parts] */
const rounded = (value, parts = 100) => Math.floor(value * parts + 0.5) / parts;
