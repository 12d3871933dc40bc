// The browser's rules of operations, held to the same table as Python's.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { both, cellOf, nameOf, openChoices, standing } from "../../src/kring/static/kring/together/operations.js";

const table = JSON.parse(readFileSync(new URL("operations.json", import.meta.url), "utf-8"));

/** @param {import("../../src/kring/static/kring/together/operations.js").Standing} stands */
const ids = (stands) =>
  Object.fromEntries([...stands].map(([name, said]) => [name, said.map((one) => one.id)]));

for (const row of table.standing)
  test(row.name, () => {
    const stands = standing(row.operations);
    assert.deepEqual(ids(stands), row.stands);
    assert.deepEqual(ids(openChoices(stands)), row.open);
    assert.deepEqual(standing([...row.operations].reverse()), stands);
  });

for (const { one, other, together } of table.both)
  test(`both ${JSON.stringify(one)} and ${JSON.stringify(other)}`, () => {
    assert.deepEqual(both(one, other) ?? null, together);
  });

test("a cell and its name are one thing", () => {
  const cell = { kind: "relation", record: "r1", field: "themes.housing" };
  assert.deepEqual(cellOf(nameOf(cell)), cell);
});
