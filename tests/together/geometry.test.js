// Where things lie on the map, what a finger means there and who is next: held to one table.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { isDrag, isPinch, isTap, tokenUnder } from "../../src/kring/static/kring/together/fingers.js";
import {
  cellOfActor,
  placeOf,
  pointOf,
  snapped,
  stepAround,
  whereIs,
} from "../../src/kring/static/kring/together/geometry.js";
import { groups, inOrder, neighbour } from "../../src/kring/static/kring/together/order.js";

const table = JSON.parse(readFileSync(new URL("geometry.json", import.meta.url), "utf-8"));
const layoutOf = (row) => table.layouts[row.layout];
const near = (one, other, most) =>
  assert.ok(one.every((value, at) => Math.abs(value - other[at]) <= most), `${one} is not ${other}`);

for (const row of table.where)
  test(`where is ${row.name ?? row.at} on the ${row.layout}`, () => {
    const { sector, ring, sphere, closeness } = row;
    assert.deepEqual(whereIs(layoutOf(row), ...row.at), { sector, ring, sphere, closeness });
  });

for (const row of table.places)
  test(`the place of ${row.at} on the ${row.layout}, and back`, () => {
    const { sector, ring, along, across } = row;
    assert.deepEqual(placeOf(layoutOf(row), ...row.at, sector, ring), { along, across });
    near(pointOf(layoutOf(row), sector, ring, { along, across }), row.at, 0.021);
  });

for (const row of table.snaps)
  test(`${row.name ?? row.at} of ${row.r} comes to rest on the ${row.layout}`, () => {
    const layout = layoutOf(row);
    const rest = snapped(layout, ...row.at, row.r, row.most);
    const { sector, ring, closeness, x, y, place } = rest;
    assert.deepEqual({ sector, ring, closeness, x, y, place }, row.is);
    assert.equal(rest.sphere, whereIs(layout, x, y).sphere);
    near(pointOf(layout, sector, ring, place), [x, y], 0.021);
    const again = snapped(layout, x, y, row.r, row.most);
    near([again.x, again.y], [x, y], 0.021);
  });

for (const row of table.under)
  test(`under a finger: ${row.name ?? row.at}`, () => {
    assert.equal(tokenUnder(layoutOf(row), ...row.at, row.scale), row.is);
  });

for (const row of table.order)
  test(`in order on the ${row.layout}`, () => {
    const layout = layoutOf(row);
    assert.deepEqual(groups(layout), { people: row.people, services: row.services });
    assert.deepEqual(inOrder(layout), [...row.people, ...row.services]);
    assert.deepEqual(new Set(inOrder(layout)), new Set(layout.nodes.map(({ id }) => id)));
  });

test("arrows go round within one group, and other keys stay", () => {
  const layout = table.layouts.screen;
  const [{ people, services }] = table.order;
  assert.equal(neighbour(layout, people[0], "ArrowRight"), people[1]);
  assert.equal(neighbour(layout, people[0], "ArrowDown"), people[1]);
  assert.equal(neighbour(layout, people[1], "ArrowLeft"), people[0]);
  assert.equal(neighbour(layout, people[0], "ArrowUp"), people[people.length - 1]);
  assert.equal(neighbour(layout, people[people.length - 1], "ArrowRight"), people[0]);
  assert.equal(neighbour(layout, services[2], "Home"), services[0]);
  assert.equal(neighbour(layout, services[0], "End"), services[services.length - 1]);
  assert.equal(neighbour(layout, services[0], "Enter"), null);
  assert.equal(neighbour(layout, "nobody", "Home"), null);
  assert.equal(neighbour(table.layouts.ellipse, "ocmw", "ArrowRight"), "ocmw");
});

test("two tokens on one spot have one order, whatever the order of the file", () => {
  const { ellipse } = table.layouts;
  const twins = ["b", "a"].map((id) => ({ ...ellipse.nodes[0], id }));
  assert.deepEqual(groups({ ...ellipse, nodes: twins }).people, ["a", "b"]);
});

test("a tap stays within 8 pixels and 400 milliseconds, a drag does not", () => {
  const start = { x: 10, y: 10, at: 1000 };
  assert.ok(isTap(start, { x: 18, y: 10, at: 1400 }));
  assert.ok(!isTap(start, { x: 18.1, y: 10, at: 1100 }));
  assert.ok(!isTap(start, { x: 10, y: 10, at: 1401 }));
  assert.ok(isDrag(start, { x: 16, y: 16, at: 1001 }));
  assert.ok(!isDrag(start, { x: 15, y: 15, at: 9999 }));
});

test("two fingers zoom when they come at once, two hands do not", () => {
  const first = { x: 0, y: 0, at: 1000 };
  assert.ok(isPinch(first, { x: 90, y: 0, at: 1150 }));
  assert.ok(!isPinch(first, { x: 90, y: 0, at: 1151 }));
});

test("by key somebody goes around within their own sector, and no further", () => {
  const place = { along: 0.5, across: 0.3 };
  assert.deepEqual(stepAround(place, 1), { along: 0.4, across: 0.3 });
  assert.deepEqual(stepAround(place, -1), { along: 0.6, across: 0.3 });
  assert.deepEqual(stepAround({ along: 0.04, across: 0.3 }, 1), { along: 0, across: 0.3 });
  assert.deepEqual(stepAround({ along: 1, across: 0.3 }, -1), { along: 1, across: 0.3 });
});

test("the cell of an actor: how close nobody asked counts as further", () => {
  assert.deepEqual(cellOfActor("kin", 1), { sector: 1, ring: 0 });
  assert.deepEqual(cellOfActor("services"), { sector: 5, ring: 2 });
  assert.deepEqual(cellOfActor("volunteers", null), { sector: 0, ring: 2 });
});
