// From what the server answers to what stands, as it was where it was made.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { bringBack } from "../../src/kring/static/kring/together/make.js";
import { cellOf, openChoices, standing } from "../../src/kring/static/kring/together/operations.js";
import { operationsOf } from "../../src/kring/static/kring/together/state.js";

const table = JSON.parse(readFileSync(new URL("operations.json", import.meta.url), "utf-8"));

/** As the server tells it: each field with its operations, and what is open. */
function told(stands, me) {
  const records = {};
  for (const [name, said] of stands) {
    const { kind, record, field } = cellOf(name);
    ((records[kind] ??= {})[record] ??= {})[field] = {
      value: said[0].value,
      ops: said.map(({ id }) => id),
    };
  }
  const open = [...openChoices(stands)].map(([name, said]) => ({
    cell: cellOf(name),
    said: said.map(({ id, value, by }) => ({ id, value, by: by === me ? "" : by, mine: by === me })),
  }));
  return JSON.parse(JSON.stringify({ records, open }));
}

const ids = (stands) => [...stands].map(([name, said]) => [name, said.map(({ id }) => id)]);
const values = (stands) =>
  [...stands].map(([name, said]) => [name, said.map(({ value, by }) => [value, by])]);

for (const row of table.standing)
  test(`as the server tells it: ${row.name}`, () => {
    const there = standing(row.operations);
    const here = standing(operationsOf(told(there, "Els"), "Els"));
    assert.deepEqual(ids(here), ids(there));
    assert.deepEqual(ids(openChoices(here)), ids(openChoices(there)));
    const isWritten = ([name]) => cellOf(name).field !== "gone";
    const open = (stands) => values(openChoices(stands)).filter(isWritten);
    assert.deepEqual(open(here), open(there));
  });

test("one's own words are one's own, by whatever name one has here", () => {
  const cell = { kind: "actor", record: "a", field: "label" };
  const state = {
    records: { actor: { a: { label: { value: "x", ops: ["1", "2"] } } } },
    open: [
      {
        cell,
        said: [
          { id: "1", value: "x", by: "", mine: true },
          { id: "2", value: "y", by: "Nadia", mine: false },
        ],
      },
    ],
  };
  assert.deepEqual(operationsOf(state, "user 7"), [
    { id: "1", cell, value: "x", seen: [], by: "user 7", tap: "" },
    { id: "2", cell, value: "y", seen: [], by: "Nadia", tap: "" },
  ]);
});

test("what went in one tap comes back in one", () => {
  const said = (value, id, tap) => ({ value, ops: [id], ...(tap ? { tap } : {}) });
  const records = {
    actor: { a: { label: said("Lieve", "1"), gone: said(true, "2", "tap 9") } },
    relation: { r: { actor: said("a", "3"), gone: said(true, "4", "tap 9") } },
  };
  const stands = standing(operationsOf({ records, open: [] }, "Els"));
  const hand = { id: () => "new", tap: "tap 10", by: "Els" };
  const back = bringBack(stands, hand, { kind: "actor", record: "a" });
  assert.deepEqual(back.map(({ cell: { record }, value, seen }) => [record, value, seen]), [
    ["a", false, ["2"]],
    ["r", false, ["4"]],
  ]);
});
