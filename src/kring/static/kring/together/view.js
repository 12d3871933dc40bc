// Which part of the map is seen: zooming, panning and bringing a token into sight, as view boxes.

/** @typedef {import("./geometry.js").Layout} Layout */
/** @typedef {import("./geometry.js").Box} Box */
/** @typedef {import("./geometry.js").Point} Point */
/** The `viewBox` of the drawing, in points of the map. @typedef {{x: number, y: number, width: number, height: number}} View */
/** The element that shows it, in pixels. @typedef {{width: number, height: number}} Screen */
/** Pixels at each edge that something lies over, such as the sheet. @typedef {{top: number, right: number, bottom: number, left: number}} Covered */

export const MOST = 4; // times as large as the whole map
export const STEP = 1.25; // for one tap on + or −

/** The whole map: what the button Alles shows. @param {Layout} layout @returns {View} */
export const whole = ({ page: [width, height] }) => ({ x: 0, y: 0, width, height });

/** Then one finger pans; else it leaves the map where it is. @param {Layout} layout @param {View} view */
export const isZoomedIn = ({ page }, view) => view.width < page[0] - 0.01;

/** Pixels for one point: the view is shown whole, in the middle. @param {View} view @param {Screen} screen */
export const scaleOf = (view, screen) =>
  Math.min(screen.width / view.width, screen.height / view.height);

/** Blank pixels beside and above the view. @param {View} view @param {Screen} screen @returns {Point} */
function margins(view, screen) {
  const scale = scaleOf(view, screen);
  return [(screen.width - view.width * scale) / 2, (screen.height - view.height * scale) / 2];
}

/** The point of the map under a pixel. @param {View} view @param {Screen} screen @param {Point} pixel @returns {Point} */
export function toMap(view, screen, [x, y]) {
  const scale = scaleOf(view, screen);
  const [left, top] = margins(view, screen);
  return [view.x + (x - left) / scale, view.y + (y - top) / scale];
}

/** The pixel of a point of the map. @param {View} view @param {Screen} screen @param {Point} point @returns {Point} */
export function toScreen(view, screen, [x, y]) {
  const scale = scaleOf(view, screen);
  const [left, top] = margins(view, screen);
  return [left + (x - view.x) * scale, top + (y - view.y) * scale];
}

/**
 * So many times as large; the point of the map under the pixel stays under it.
 * @param {Layout} layout @param {View} view @param {Screen} screen
 * @param {number} times @param {Point} pixel @returns {View}
 */
export const zoomed = (layout, view, screen, times, pixel) =>
  put(layout, view, screen, times, toMap(view, screen, pixel), pixel);

/**
 * The map follows a finger, as far as its own edge.
 * @param {Layout} layout @param {View} view @param {Screen} screen
 * @param {Point} from @param {Point} to pixels @returns {View}
 */
export const panned = (layout, view, screen, from, to) =>
  put(layout, view, screen, 1, toMap(view, screen, from), to);

/**
 * The map follows two fingers: what lay between them lies between them still.
 * @param {Layout} layout @param {View} view @param {Screen} screen
 * @param {[Point, Point]} from @param {[Point, Point]} to pixels @returns {View}
 */
export function pinched(layout, view, screen, from, to) {
  const before = Math.hypot(from[1][0] - from[0][0], from[1][1] - from[0][1]);
  const after = Math.hypot(to[1][0] - to[0][0], to[1][1] - to[0][1]);
  const times = before > 0 ? after / before : 1;
  return put(layout, view, screen, times, toMap(view, screen, middle(from)), middle(to));
}

/** @param {[Point, Point]} points @returns {Point} */
const middle = ([one, other]) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];

/**
 * The view in which this point of the map lies under this pixel, but never beyond the page.
 * @param {Layout} layout @param {View} view @param {Screen} screen
 * @param {number} times @param {Point} point @param {Point} pixel @returns {View}
 */
function put({ page }, view, screen, times, point, pixel) {
  const width = between(page[0] / MOST, view.width / times, page[0]);
  const height = (width * page[1]) / page[0];
  const sized = { x: 0, y: 0, width, height };
  const [x, y] = toMap(sized, screen, pixel);
  return {
    x: between(0, point[0] - x, page[0] - width),
    y: between(0, point[1] - y, page[1] - height),
    width,
    height,
  };
}

/**
 * The view moved no further than needed to see a box (a chosen token with its name) beside what
 * covers the screen. Beyond the edge of the page too: the sheet may cover all of it.
 * @param {View} view @param {Screen} screen @param {Box} box @param {Covered} covered
 * @returns {View}
 */
export function inSight(view, screen, [left, top, right, bottom], covered) {
  const scale = scaleOf(view, screen);
  const from = toMap(view, screen, [covered.left, covered.top]);
  const to = toMap(view, screen, [screen.width - covered.right, screen.height - covered.bottom]);
  const dx = shift(left, right, from[0], to[0]);
  const dy = shift(top, bottom, from[1], to[1]);
  const isThere = Math.abs(dx) * scale < 0.5 && Math.abs(dy) * scale < 0.5;
  return isThere ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

/**
 * How far to move a window so that it holds low to high; its beginning when that is too much.
 * @param {number} low @param {number} high @param {number} from @param {number} to
 */
function shift(low, high, from, to) {
  if (low < from || high - low > to - from) return low - from;
  return Math.max(0, high - to);
}

/** @param {number} low @param {number} value @param {number} high */
const between = (low, value, high) => Math.max(low, Math.min(value, high));
