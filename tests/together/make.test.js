// The operations of one tap, as a table; Python looks at what they put and what stands then.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { linkBetween } from "../../src/kring/static/kring/together/taps.js";
import { standing } from "../../src/kring/static/kring/together/operations.js";
import { apply, operation } from "./applied.js";

const table = JSON.parse(readFileSync(new URL("make.json", import.meta.url), "utf-8"));

for (const row of table)
  test(row.name, () => {
    const { makes, after, list } = apply(row);
    assert.deepEqual(makes, row.makes);
    assert.deepEqual(after, row.after);
    for (const one of list ?? []) assert.deepEqual([one.tap, one.by], ["now", "Els"]);
  });

test("somebody new comes with the ids of the actor and the relation", () => {
  const { made } = apply({ operations: [], call: ["newActor", { label: "Lieve", sphere: "kin" }] });
  assert.deepEqual([made.actor, made.relation], ["n1", "n2"]);
});

test("a line is known by its id, new or not", () => {
  const drawn = [["1", "link l a", "a"], ["2", "link l b", "b"]];
  assert.equal(apply({ operations: drawn, call: ["link", "a", "b"] }).made.link, "l");
  assert.equal(apply({ operations: [], call: ["link", "a", "b"] }).made.link, "n1");
  assert.equal(apply({ operations: drawn, call: ["link", "a", "a"] }).made.link, null);
  const stands = standing(drawn.map(operation));
  assert.equal(linkBetween(stands, "b", "a"), "l");
  assert.equal(linkBetween(stands, "a", "c"), null);
});
