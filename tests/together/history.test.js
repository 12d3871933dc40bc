// Taking a tap back and doing it again: what comes of it, and what stands in the way.

import assert from "node:assert/strict";
import test from "node:test";

import {
  begun,
  done,
  lastDone,
  lastUndone,
  passOver,
  redo,
  undo,
  without,
} from "../../src/kring/static/kring/together/history.js";
import { choose, put, takeAway } from "../../src/kring/static/kring/together/make.js";
import { openChoices, standing } from "../../src/kring/static/kring/together/operations.js";
import { newActor, tick } from "../../src/kring/static/kring/together/taps.js";
import { cell, operation } from "./applied.js";

/** Els with her tablet: taps, and what others send meanwhile. */
class Tablet {
  constructor(...rows) {
    this.operations = rows.map(operation);
    this.history = begun();
    this.count = 0;
  }

  get stands() {
    return standing(this.operations);
  }

  hand() {
    return { id: () => `e${(this.count += 1)}`, tap: `tap ${this.count}`, by: "Els" };
  }

  taps(say, make, ...given) {
    const made = make(...(make === newActor ? [] : [this.stands]), this.hand(), ...given);
    const operations = made.operations ?? made;
    this.history = done(this.history, this.stands, operations, say);
    this.operations.push(...operations);
    return made;
  }

  hears(...rows) {
    this.operations.push(...rows.map(operation));
  }

  takes(way) {
    const taken = way(this.history, this.stands, this.hand());
    if (taken.refused) return taken;
    this.history = JSON.parse(JSON.stringify(taken.history));
    this.operations.push(...taken.operations);
    return taken.operations.map((one) => [
      `${one.cell.kind} ${one.cell.record} ${one.cell.field}`,
      one.value,
      one.seen,
    ]);
  }

  value(words) {
    const [kind, record, field] = words.split(" ");
    const said = this.stands.get([kind, record, field].join("\n")) ?? [];
    return said.map(({ value }) => value);
  }
}

const LABEL = cell("actor a label");
const lieve = [
  ["1", "actor a label", "Lieve"],
  ["2", "actor a sphere", "kin"],
  ["3", "relation r actor", "a"],
];

test("nothing was done: nothing to take back or to do again", () => {
  const tablet = new Tablet(...lieve);
  const nothing = { refused: "nothing", by: "", cell: null };
  assert.deepEqual(tablet.takes(undo), nothing);
  assert.deepEqual(tablet.takes(redo), nothing);
  assert.equal(lastDone(tablet.history), null);
  assert.equal(lastUndone(tablet.history), null);
});

test("a tap that changed nothing is no step", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("niets", put, LABEL, "Lieve");
  assert.deepEqual(tablet.history, begun());
});

test("what was there before comes back, and goes again", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("naam", put, LABEL, "Lieve Maes");
  assert.equal(lastDone(tablet.history), "naam");
  assert.deepEqual(tablet.takes(undo), [["actor a label", "Lieve", ["e1"]]]);
  assert.equal(lastUndone(tablet.history), "naam");
  assert.deepEqual(tablet.takes(redo), [["actor a label", "Lieve Maes", ["e2"]]]);
  assert.deepEqual(tablet.takes(undo), [["actor a label", "Lieve", ["e3"]]]);
});

test("a field that was empty is empty again", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("vinkje", tick, "a", "housing", "helps");
  assert.deepEqual(tablet.takes(undo), [["relation r themes.housing", null, ["e1"]]]);
  assert.deepEqual(tablet.takes(redo), [["relation r themes.housing", "helps", ["e2"]]]);
});

test("somebody new is taken away whole, and comes back whole", () => {
  const tablet = new Tablet();
  const { actor, relation } = tablet.taps("nieuw", newActor, { label: "Omar", sphere: "kin" });
  const cells = ["e3", "e4"];
  assert.deepEqual(tablet.takes(undo), [
    [`actor ${actor} gone`, true, cells],
    [`relation ${relation} gone`, true, ["e5"]],
  ]);
  assert.deepEqual(tablet.takes(redo), [
    [`actor ${actor} gone`, false, ["e6"]],
    [`relation ${relation} gone`, false, ["e7"]],
  ]);
  assert.equal(openChoices(tablet.stands).size, 0);
});

test("a theme is never taken away: its answer is emptied", () => {
  const tablet = new Tablet();
  tablet.taps("hulp", put, cell("theme housing need"), "some");
  assert.deepEqual(tablet.takes(undo), [["theme housing need", null, ["e1"]]]);
});

test("who was taken away comes back, and goes again with all that stands there", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("weg", takeAway, { kind: "actor", record: "a" });
  assert.deepEqual(tablet.takes(undo), [
    ["actor a gone", false, ["e1"]],
    ["relation r gone", false, ["e2"]],
  ]);
  assert.deepEqual(tablet.takes(redo), [
    ["actor a gone", true, ["1", "2", "e3"]],
    ["relation r gone", true, ["3", "e4"]],
  ]);
  assert.equal(openChoices(tablet.stands).size, 0);
});

test("a choice that is taken back is open again, and can be made again", () => {
  const tablet = new Tablet(...lieve, ["4", "actor a label", "Lieve M.", [], "Nadia"]);
  tablet.taps("keuze", choose, LABEL, "theirs");
  assert.deepEqual(tablet.takes(undo), [
    ["actor a label", "Lieve", ["e1"]],
    ["actor a label", "Lieve M.", ["e1"]],
  ]);
  assert.equal(openChoices(tablet.stands).size, 1);
  tablet.takes(redo);
  assert.deepEqual(tablet.value("actor a label"), ["Lieve M."]);
});

test("a choice about what was taken away is open again too", () => {
  const gone = ["4", "actor a gone", true, ["1", "2"]];
  const late = ["5", "actor a role", "buddy", [], "Nadia"];
  const tablet = new Tablet(...lieve, gone, late);
  for (const which of ["theirs", "mine"]) {
    tablet.taps("keuze", choose, cell("actor a gone"), which);
    assert.equal(openChoices(tablet.stands).size, 0);
    tablet.takes(undo);
    assert.deepEqual([...openChoices(tablet.stands).keys()], ["actor\na\ngone"]);
    tablet.takes(redo);
    assert.equal(openChoices(tablet.stands).size, 0);
    tablet.takes(undo);
  }
});

test("a new tap clears what could be done again", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("naam", put, LABEL, "Lieve Maes");
  tablet.takes(undo);
  tablet.taps("rol", put, cell("actor a role"), "buddy");
  assert.equal(tablet.takes(redo).refused, "nothing");
  assert.equal(lastDone(tablet.history), "rol");
});

const refusals = [
  {
    name: "somebody else changed it since",
    taps: [["naam", put, LABEL, "Lieve Maes"]],
    hears: [["n", "actor a label", "Lieve M.", ["e1"], "Nadia"]],
    undo: ["changed", "Nadia", "actor a label"],
  },
  {
    name: "somebody else says the same",
    taps: [["naam", put, LABEL, "Lieve Maes"]],
    hears: [["n", "actor a label", "Lieve Maes", ["1"], "Nadia"]],
    undo: ["changed", "Nadia", "actor a label"],
  },
  {
    name: "a choice is open",
    taps: [["naam", put, LABEL, "Lieve Maes"]],
    hears: [["n", "actor a label", "Lieve M.", ["1"], "Nadia"]],
    undo: ["open", "Nadia", "actor a label"],
  },
  {
    name: "one cell of a tap is enough",
    taps: [["vinkje", tick, "a", "housing", "helps"], ["weg", takeAway, { kind: "actor", record: "a" }]],
    hears: [["n", "relation r gone", false, ["e3"], "Nadia"]],
    undo: ["changed", "Nadia", "relation r gone"],
  },
  {
    name: "somebody wrote in what is new",
    taps: [["nieuw", newActor, { label: "Omar", sphere: "kin" }]],
    hears: [["n", "actor e1 role", "buddy", [], "Nadia"]],
    undo: ["changed", "Nadia", "actor e1 gone"],
  },
  {
    name: "somebody drew a line to who is new",
    taps: [["nieuw", newActor, { label: "Omar", sphere: "kin" }]],
    hears: [["n", "link l a", "a", [], "Nadia"], ["m", "link l b", "e1", [], "Nadia"]],
    undo: ["changed", "Nadia", "actor e1 gone"],
  },
  {
    name: "somebody took the whole record away",
    taps: [["rol", put, cell("actor a role"), "buddy"]],
    hears: [["n", "actor a gone", true, ["1", "2", "e1", "3"], "Nadia"]],
    undo: ["changed", "Nadia", "actor a gone"],
  },
  {
    name: "somebody took it away, not knowing of the tap",
    taps: [["rol", put, cell("actor a role"), "buddy"]],
    hears: [["n", "actor a gone", true, ["1", "2"], "Nadia"]],
    undo: ["open", "Nadia", "actor a gone"],
  },
  {
    name: "the tap never came to the map",
    taps: [["naam", put, LABEL, "Lieve Maes"]],
    drops: ["e1"],
    undo: ["changed", "Els", "actor a label"],
  },
  {
    name: "the first word in a field never came to the map",
    taps: [["rol", put, cell("actor a role"), "buddy"]],
    drops: ["e1"],
    undo: ["changed", "", "actor a role"],
  },
  {
    name: "again: somebody else changed it since",
    taps: [["naam", put, LABEL, "Lieve Maes"]],
    back: true,
    hears: [["n", "actor a label", "Lieve M.", ["e2"], "Nadia"]],
    redo: ["changed", "Nadia", "actor a label"],
  },
  {
    name: "again: somebody filled in what was empty",
    taps: [["rol", put, cell("actor a role"), "buddy"]],
    back: true,
    hears: [["n", "actor a role", "friend", ["e2"], "Nadia"]],
    redo: ["changed", "Nadia", "actor a role"],
  },
  {
    name: "again: somebody wrote in who came back",
    taps: [["weg", takeAway, { kind: "actor", record: "a" }]],
    back: true,
    hears: [["n", "actor a role", "buddy", [], "Nadia"]],
    redo: ["changed", "Nadia", "actor a gone"],
  },
  {
    name: "again: somebody drew a line to who came back",
    taps: [["weg", takeAway, { kind: "actor", record: "a" }]],
    back: true,
    hears: [["n", "link l a", "a", [], "Nadia"]],
    redo: ["changed", "Nadia", "actor a gone"],
  },
  {
    name: "again: somebody wrote in who was new and is gone",
    taps: [["nieuw", newActor, { label: "Omar", sphere: "kin" }]],
    back: true,
    hears: [["n", "actor e1 role", "buddy", [], "Nadia"]],
    redo: ["open", "Nadia", "actor e1 gone"],
  },
  {
    name: "again: somebody brought back who was new",
    taps: [["nieuw", newActor, { label: "Omar", sphere: "kin" }]],
    back: true,
    hears: [["n", "actor e1 gone", false, ["e6"], "Nadia"]],
    redo: ["changed", "Nadia", "actor e1 gone"],
  },
  {
    name: "again: the way back never came to the map",
    taps: [["nieuw", newActor, { label: "Omar", sphere: "kin" }]],
    back: true,
    drops: ["e6", "e7"],
    redo: ["changed", "", "actor e1 gone"],
  },
];

for (const row of refusals)
  test(`in the way: ${row.name}`, () => {
    const tablet = new Tablet(...lieve);
    for (const tap of row.taps) tablet.taps(...tap);
    if (row.back) tablet.takes(undo);
    tablet.hears(...(row.hears ?? []));
    tablet.operations = tablet.operations.filter(({ id }) => !row.drops?.includes(id));
    const before = tablet.history;
    const [refused, by, where] = row.undo ?? row.redo;
    const expected = { refused, by, cell: cell(where) };
    assert.deepEqual(tablet.takes(row.undo ? undo : redo), expected);
    assert.equal(tablet.history, before);
  });

test("somebody's words under one's own: those come back, and are not taken back further", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("naam", put, LABEL, "Lieve Maes");
  tablet.hears(["n", "actor a label", "Lieve M.", ["e1"], "Nadia"]);
  tablet.taps("naam", put, LABEL, "Lieve Maes");
  tablet.takes(undo);
  assert.deepEqual(tablet.value("actor a label"), ["Lieve M."]);
  assert.deepEqual(tablet.takes(undo), { refused: "changed", by: "Nadia", cell: LABEL });
});

test("who was taken away comes back with what another wrote there meanwhile", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("weg", takeAway, { kind: "actor", record: "a" });
  tablet.hears(["n", "actor a role", "buddy", [], "Nadia"]);
  tablet.takes(undo);
  assert.equal(openChoices(tablet.stands).size, 0);
  assert.deepEqual(tablet.value("actor a role"), ["buddy"]);
});

test("past a tap that cannot be taken back, the one before it can", () => {
  const tablet = new Tablet();
  const { actor } = tablet.taps("nieuw", newActor, { label: "Omar", sphere: "kin" });
  const role = cell(`actor ${actor} role`);
  tablet.taps("rol", put, role, "buddy");
  tablet.taps("naam", put, LABEL, "Lieve Maes");
  tablet.hears(["n", "actor a label", "Lieve M.", ["e7"], "Nadia"]);
  assert.equal(tablet.takes(undo).refused, "changed");
  tablet.history = passOver(passOver(tablet.history));
  assert.equal(lastDone(tablet.history), "nieuw");
  const seen = ["e3", "e4", "e6"]; // the role too: it is one's own, though passed over
  assert.deepEqual(tablet.takes(undo)[0], [`actor ${actor} gone`, true, seen]);
  assert.deepEqual(passOver(begun()), begun());
});

test("what the server refused is no step any more", () => {
  const tablet = new Tablet(...lieve);
  tablet.taps("naam", put, LABEL, "Lieve Maes");
  tablet.taps("rol", put, cell("actor a role"), "buddy");
  tablet.takes(undo);
  tablet.history = without(tablet.history, ["e1"]);
  assert.equal(lastDone(tablet.history), null);
  assert.equal(lastUndone(tablet.history), "rol");
  assert.equal(lastUndone(without(tablet.history, ["e2"])), null);
});

test("a thousand taps are kept; what is older stays one's own", () => {
  const tablet = new Tablet();
  const { actor } = tablet.taps("nieuw", newActor, { label: "Omar", sphere: "kin" });
  let history = tablet.history;
  let stands = tablet.stands;
  for (let number = 0; number < 1005; number += 1) {
    const role = cell(`actor ${actor} note`);
    const operations = put(stands, tablet.hand(), role, `${number}`);
    history = done(history, stands, operations, `${number}`);
    tablet.operations.push(...operations);
    stands = new Map([...stands, [`actor\n${actor}\nnote`, operations]]);
  }
  assert.equal(history.past.length, 1000);
  assert.equal(history.past[0].say, "5");
  assert.deepEqual(history.passed, ["e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10"]);
});
