// Undo and redo over visits by chance, with a seed: back to the first map, forth to the last one.

import assert from "node:assert/strict";
import test from "node:test";

import { begun, done, passOver, redo, undo } from "../../src/kring/static/kring/together/history.js";
import { bringBack, choose, isGone, put, takeAway } from "../../src/kring/static/kring/together/make.js";
import { cellOf, nameOf, openChoices, standing } from "../../src/kring/static/kring/together/operations.js";
import { link, move, near, newActor, tick } from "../../src/kring/static/kring/together/taps.js";

/** Numbers by chance from 0 to 1, the same for the same seed (mulberry32). */
function chanceOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The map as one sees it: what has a value in what is there, and what is still to be chosen. */
function seen(stands) {
  const open = openChoices(stands);
  const shown = [...stands]
    .filter(([name]) => {
      const { kind, record, field } = cellOf(name);
      const gone = { kind, record, field: "gone" };
      return field !== "gone" && (!isGone(stands, gone) || open.has(nameOf(gone)));
    })
    .map(([name, said]) => [name, said.map(({ value }) => JSON.stringify(value)).sort()])
    .filter(([, values]) => values.some((value) => value !== "null"));
  const choices = [...open].map(([name, said]) => [
    name,
    said.map(({ cell, value }) => `${nameOf(cell)} ${JSON.stringify(value)}`).sort(),
  ]);
  return { shown, choices };
}

class Table {
  constructor(seed) {
    this.chance = chanceOf(seed);
    this.operations = [];
    this.history = begun();
    this.count = 0;
    this.taps = 0;
    this.turned = new Map(); // by tap: how much was said when it was last done or taken back
    this.shown = { of: -1, stands: standing([]) };
  }

  get stands() {
    const of = this.operations.length;
    if (this.shown.of !== of) this.shown = { of, stands: standing(this.operations) };
    return this.shown.stands;
  }

  hand(by) {
    this.taps += 1;
    const id = () => `${by}${String((this.count += 1)).padStart(5, "0")}`;
    return { id, tap: `tap ${this.taps}`, by };
  }

  one(all) {
    return all[Math.floor(this.chance() * all.length)];
  }

  records(kind, isAway = false) {
    const all = [...this.stands.keys()].map(cellOf).filter((cell) => cell.kind === kind);
    const ids = [...new Set(all.map(({ record }) => record))];
    return ids.filter((record) => isGone(this.stands, { kind, record }) === isAway);
  }

  /** Operations of one tap by chance; some taps come to nothing. */
  tap(by) {
    const hand = this.hand(by);
    const stands = this.stands;
    const actor = this.one(this.records("actor"));
    const other = this.one(this.records("actor"));
    const kinds = ["new", "new", "put", "put", "tick", "tick", "near", "move", "link", "theme", "away", "back", "choose"];
    const what = actor ? this.one(kinds) : "new";
    if (what === "new") return newActor(hand, { label: hand.tap, sphere: this.one(["kin", "services"]) }).operations;
    if (what === "put")
      return put(stands, hand, { kind: "actor", record: actor, field: this.one(["label", "role", "note"]) }, hand.tap);
    if (what === "tick")
      return tick(stands, hand, actor, this.one(["housing", "work"]), this.one(["helps", "carries", null]));
    if (what === "near") return near(stands, hand, actor, this.one([1, 2, 3]));
    if (what === "move")
      return move(stands, hand, actor, {
        sphere: this.one(["kin", "volunteers"]),
        closeness: this.one([1, 2, 3, null]),
        place: { along: Math.floor(this.chance() * 100) / 100, across: 0.5 },
      });
    if (what === "link") return link(stands, hand, actor, other).operations;
    if (what === "theme")
      return put(stands, hand, { kind: "theme", record: this.one(["housing", "work"]), field: "need" }, this.one(["some", "none"]));
    const kind = this.one(["actor", "relation", "link"]);
    if (what === "away") {
      const record = this.one(this.records(kind));
      return record ? takeAway(stands, hand, { kind, record }) : [];
    }
    if (what === "back") {
      const record = this.one(this.records(kind, true));
      return record ? bringBack(stands, hand, { kind, record }) : [];
    }
    const name = this.one([...openChoices(stands).keys()]);
    return name ? (choose(stands, hand, cellOf(name), this.one(["mine", "theirs", "both"])) ?? []) : [];
  }

  mine() {
    const before = this.stands;
    const operations = this.tap("me");
    this.history = done(this.history, before, operations, "x");
    this.operations.push(...operations);
    if (operations.length) this.turned.set(operations[0].tap, this.operations.length);
    return operations.length;
  }

  /** Somebody at another table: some of what they do, they do without knowing the last few. */
  theirs() {
    const held = this.operations;
    if (this.chance() < 0.4) this.operations = held.slice(0, -4);
    this.shown.of = -1;
    const made = this.tap("Nadia");
    this.operations = [...held, ...made];
    this.shown.of = -1;
  }

  takes(way) {
    const taken = way(this.history, this.stands, this.hand("me"));
    if (taken.refused) return taken;
    this.history = JSON.parse(JSON.stringify(taken.history)); // as after a reload
    this.operations.push(...taken.operations);
    const since = this.turned.get(taken.step.tap);
    this.turned.set(taken.step.tap, this.operations.length);
    return { ...taken, since };
  }
}

for (let seed = 1; seed <= 12; seed += 1)
  test(`visit ${seed}: all of it back, and forth again, twice`, () => {
    const table = new Table(seed);
    for (let number = 0; number < 12; number += 1) table.theirs();
    const first = seen(table.stands);
    let taps = 0;
    while (taps < 105) taps += table.mine() ? 1 : 0;
    const last = seen(table.stands);
    for (const _ of [1, 2]) {
      for (let tap = 0; tap < taps; tap += 1) {
        const taken = table.takes(undo);
        assert.ok(!taken.refused, JSON.stringify(taken));
      }
      assert.deepEqual(seen(table.stands), first);
      assert.equal(table.takes(undo).refused, "nothing");
      for (let tap = 0; tap < taps; tap += 1) {
        const taken = table.takes(redo);
        assert.ok(!taken.refused, JSON.stringify(taken));
      }
      assert.deepEqual(seen(table.stands), last);
      assert.equal(table.takes(redo).refused, "nothing");
    }
  });

for (let seed = 1; seed <= 25; seed += 1)
  test(`walk ${seed}: back and forth at will shows each time what was seen there before`, () => {
    const table = new Table(1000 + seed);
    const maps = [seen(table.stands)];
    let at = 0;
    for (let number = 0; number < 120; number += 1) {
      const way = table.chance();
      if (way < 0.4) {
        if (!table.mine()) continue;
        at += 1;
        maps.length = at;
        maps.push(seen(table.stands));
      } else {
        const forth = way > 0.75;
        const taken = table.takes(forth ? redo : undo);
        const isEnd = forth ? at === maps.length - 1 : at === 0;
        assert.equal(taken.refused ?? null, isEnd ? "nothing" : null);
        if (!isEnd) at += forth ? 1 : -1;
      }
      assert.deepEqual(seen(table.stands), maps[at]);
    }
  });

const answers = new Set();

for (let seed = 1; seed <= 40; seed += 1)
  test(`two hands ${seed}: what another wrote since stays to be seen, whatever is taken back`, () => {
    const table = new Table(2000 + seed);
    const said = new Set();
    for (let number = 0; number < 100; number += 1) {
      const way = table.chance();
      if (way < 0.3) table.mine();
      else if (way < 0.55) table.theirs();
      else {
        const before = visible(table.stands);
        const taken = table.takes(way < 0.85 ? undo : redo);
        said.add(taken.refused ?? "done");
        if (taken.refused) {
          assert.equal(taken.cell === null, taken.refused === "nothing");
          if (table.chance() < 0.3) table.history = passOver(table.history);
          continue;
        }
        const after = visible(table.stands);
        const since = table.operations.slice(taken.since).map(({ id }) => id);
        for (const id of since.filter((one) => before.has(one)))
          assert.ok(after.has(id), `${id} is not seen any more`);
      }
    }
    for (const answer of said) answers.add(answer);
  });

test("on those visits everything was answered that can be", () => {
  assert.deepEqual([...answers].sort(), ["changed", "done", "nothing", "open"]);
});

/** What others wrote and one can see: on the map, or in a choice. */
function visible(stands) {
  const open = openChoices(stands);
  const found = new Set();
  for (const [name, said] of stands) {
    const { kind, record, field } = cellOf(name);
    const gone = { kind, record, field: "gone" };
    const isThere = !isGone(stands, gone) || open.has(nameOf(gone));
    if (isThere && field !== "gone")
      for (const { id, by } of said) if (by !== "me") found.add(id);
  }
  return found;
}
