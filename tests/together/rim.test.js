// The states of themes on the rim, held to the same table as the core's; and the records under it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { standing } from "../../src/kring/static/kring/together/operations.js";
import { eachOf, recordsOf, valueOf } from "../../src/kring/static/kring/together/records.js";
import { rimOf, roundsAsked } from "../../src/kring/static/kring/together/rim.js";
import { said } from "./rows.js";

const table = JSON.parse(readFileSync(new URL("rim.json", import.meta.url), "utf-8"));

for (const row of table)
  test(row.name, () => {
    const themes = row.rim.map(({ theme }) => theme);
    assert.deepEqual(rimOf(said(row.records), themes), row.rim);
  });

test("what is not whole yet is passed over: an actor without a sphere, a map without a day", () => {
  const records = said({
    actor: { a: { label: "Lieve" } },
    relation: { r: { actor: "a", "themes.housing": "helps" }, s: { "themes.housing": "helps" } },
    map: { m: { "asked.near": true } },
  });
  assert.deepEqual(rimOf(records, ["housing"]), [{ theme: "housing", state: "not_asked", marks: [] }]);
  assert.equal(roundsAsked(records).size, 6);
});

const cell = (record, field, kind = "actor") => ({ kind, record, field });
const op = (id, at, value, seen = [], by = "Els") => ({ id, cell: at, value, seen, by });

test("records hold what stands, and which operations say so", () => {
  const stands = standing([
    op("1", cell("a", "label"), "Lieve"),
    op("2", cell("a", "label"), "Lieve Maes", ["1"]),
    op("3", cell("a", "role"), null),
    op("4", cell("housing", "need", "theme"), "some"),
  ]);
  const records = recordsOf(stands);
  assert.deepEqual(records, {
    actor: { a: { label: { value: "Lieve Maes", ops: ["2"] }, role: { value: null, ops: ["3"] } } },
    relation: {},
    link: {},
    theme: { housing: { need: { value: "some", ops: ["4"] } } },
    map: {},
  });
  assert.equal(valueOf(records.actor.a, "role"), undefined);
  assert.equal(valueOf(records.actor.a, "sphere"), undefined);
});

test("while a choice is open the first of what was said shows, with all who say so", () => {
  const stands = standing([
    op("1", cell("a", "label"), "Lieve"),
    op("2", cell("a", "label"), "Lieven", [], "Nadia"),
  ]);
  assert.deepEqual(recordsOf(stands).actor.a.label, { value: "Lieve", ops: ["1", "2"] });
});

test("who was taken away is not there, but is while somebody still has to choose", () => {
  const taken = [op("1", cell("a", "label"), "Lieve"), op("2", cell("a", "gone"), true, ["1"])];
  assert.deepEqual(recordsOf(standing(taken)).actor, {});
  const late = op("3", cell("a", "role"), "buddy", [], "Nadia");
  assert.deepEqual(Object.keys(recordsOf(standing([...taken, late])).actor.a), ["label", "role"]);
  const back = op("4", cell("a", "gone"), false, ["2"]);
  assert.deepEqual(Object.keys(recordsOf(standing([...taken, back])).actor.a), ["label"]);
});

test("a field with one value for each theme", () => {
  const fields = said({ relation: { r: { "themes.work": "helps", "themes.money": null, themes_x: 1 } } });
  assert.deepEqual(eachOf(fields.relation.r, "themes"), [["work", "helps"]]);
});
