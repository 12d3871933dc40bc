// Zooming and panning: what is under a finger stays under it, and no map slips off the screen.

import assert from "node:assert/strict";
import test from "node:test";

import {
  MOST,
  inSight,
  isZoomedIn,
  panned,
  pinched,
  scaleOf,
  toMap,
  toScreen,
  whole,
  zoomed,
} from "../../src/kring/static/kring/together/view.js";

const layout = { page: [800, 600] };
const screen = { width: 400, height: 500 };
const all = whole(layout);
const near = (one, other) =>
  assert.ok(one.every((value, at) => Math.abs(value - other[at]) < 1e-6), `${one} is not ${other}`);

test("the whole map is shown in the middle of the screen", () => {
  assert.deepEqual(all, { x: 0, y: 0, width: 800, height: 600 });
  assert.equal(scaleOf(all, screen), 0.5);
  near(toMap(all, screen, [0, 100]), [0, 0]);
  near(toMap(all, screen, [400, 400]), [800, 600]);
  near(toScreen(all, screen, [400, 300]), [200, 250]);
  assert.ok(!isZoomedIn(layout, all));
});

test("a screen that is wider than the map has blank beside it", () => {
  const wide = { width: 1000, height: 300 };
  assert.equal(scaleOf(all, wide), 0.5);
  near(toMap(all, wide, [300, 0]), [0, 0]);
  near(toScreen(all, wide, [800, 600]), [700, 300]);
  near(toMap(zoomed(layout, all, wide, 2, [500, 150]), wide, [500, 150]), [400, 300]);
});

for (const [times, width] of [[2, 400], [4, 200], [100, 800 / MOST], [0.5, 800]])
  test(`${times} times as large shows ${width} points, not more or less than can be`, () => {
    const view = zoomed(layout, all, screen, times, [200, 250]);
    assert.equal(view.width, width);
    assert.equal(view.width / view.height, 800 / 600);
    assert.equal(isZoomedIn(layout, view), width < 800);
    near(toMap(view, screen, [200, 250]), [400, 300]);
  });

test("what is under the finger stays there while zooming, unless the edge comes first", () => {
  const view = zoomed(layout, all, screen, 2, [300, 200]);
  near(toMap(view, screen, [300, 200]), toMap(all, screen, [300, 200]));
  const corner = zoomed(layout, view, screen, 0.6, [0, 100]);
  assert.ok(corner.x >= 0 && corner.y >= 0);
  assert.ok(corner.x + corner.width <= 800 + 1e-9);
  assert.deepEqual(zoomed(layout, view, screen, 0.1, [0, 0]), all);
});

test("a map that is seen whole does not move; one that is not follows the finger", () => {
  assert.deepEqual(panned(layout, all, screen, [10, 10], [90, 60]), all);
  const view = zoomed(layout, all, screen, 4, [200, 250]);
  const moved = panned(layout, view, screen, [200, 250], [180, 260]);
  near(toMap(moved, screen, [180, 260]), toMap(view, screen, [200, 250]));
  const edge = panned(layout, view, screen, [0, 0], [10000, -10000]);
  near([edge.x, edge.y + edge.height], [0, 600]);
});

test("two fingers carry what lies between them", () => {
  const view = zoomed(layout, all, screen, 2, [200, 250]);
  const from = [[150, 250], [250, 250]];
  const to = [[140, 260], [290, 260]];
  const after = pinched(layout, view, screen, from, to);
  near([after.width], [view.width / 1.5]);
  near(toMap(after, screen, [215, 260]), toMap(view, screen, [200, 250]));
  const one = pinched(layout, view, screen, [[9, 9], [9, 9]], [[5, 9], [13, 9]]);
  assert.equal(one.width, view.width);
});

const uncovered = { top: 0, right: 0, bottom: 0, left: 0 };
for (const [name, box, covered, seen] of [
  ["what is seen already does not move the map", [100, 100, 200, 200], uncovered, [0, 0]],
  ["under the sheet: the map moves up", [100, 500, 200, 560], { ...uncovered, bottom: 200 }, [0, 160]],
  ["under a banner: the map moves down", [100, 20, 200, 60], { ...uncovered, top: 150 }, [0, -80]],
  ["beside a panel at the right", [700, 100, 760, 160], { ...uncovered, right: 100 }, [160, 0]],
  ["too large for what is left: its beginning", [100, 100, 200, 590], { ...uncovered, bottom: 400 }, [0, 300]],
])
  test(`into sight: ${name}`, () => {
    const view = inSight(all, screen, box, covered);
    near([view.x, view.y], seen);
    assert.equal(view.width, all.width);
    if (!seen[0] && !seen[1]) assert.equal(view, all);
  });
