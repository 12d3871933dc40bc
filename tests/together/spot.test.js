// The free spot for a new token, held to the same table as Python's rule.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { freeSpot, sliceOf, takenIn } from "../../src/kring/static/kring/together/spot.js";

const table = JSON.parse(readFileSync(new URL("spot.json", import.meta.url), "utf-8"));

for (const row of table.spots)
  test(row.name, () => {
    const token = table.tokens[row.token];
    const taken = [...(row.taken ?? [])];
    let free = 0;
    let spot;
    for (let time = 0; time < (row.again ?? 1); time += 1) {
      spot = freeSpot(table.cells[row.cell], token, taken);
      const { x, y, box, covers } = spot;
      taken.push([x - token.r, y - token.r, x + token.r, y + token.r].map(exact), box);
      free += covers === 0 ? 1 : 0;
    }
    assert.deepEqual(spot, row.spot);
    if (row.again) assert.equal(free, row.free);
  });

/** @param {number} value */
const exact = (value) => Math.floor(value * 100 + 0.5) / 100;

test("what stands on a layout is taken, but for the token that is moved", () => {
  const layout = {
    center: [410, 410],
    inner: [355, 355],
    ring_radii: [[0.2, 0.5], [0.5, 1]],
    sector_spans: [[90, 270], [270, 450]],
    nodes: [
      { id: "a", x: 100, y: 200, r: 10, boxes: [[90, 212, 110, 226]] },
      { id: "b", x: 300, y: 200, r: 10, boxes: [] },
    ],
    furniture: [{ kind: "half", text: "Mensen", box: [1, 2, 3, 4] }],
  };
  assert.deepEqual(takenIn(layout), [
    [90, 190, 110, 210],
    [90, 212, 110, 226],
    [290, 190, 310, 210],
    [1, 2, 3, 4],
  ]);
  assert.deepEqual(takenIn(layout, "a"), [[290, 190, 310, 210], [1, 2, 3, 4]]);
  assert.deepEqual(sliceOf(layout, 1, 0), {
    center: [410, 410],
    inner: [355, 355],
    span: [270, 450],
    ring: [0.2, 0.5],
    field: [0.2, 1],
  });
});
