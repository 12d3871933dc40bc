// A visit with a false server and a false device: whatever fails, every word arrives once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { put } from "../../src/kring/static/kring/together/make.js";
import { GONE, nameOf, openChoices, standing } from "../../src/kring/static/kring/together/operations.js";
import { newActor } from "../../src/kring/static/kring/together/taps.js";
import { Visit } from "../../src/kring/static/kring/together/visit.js";

/** A server as ours: idempotent by number, and it tells what stands. */
class Server {
  said = new Map();
  refuses = () => false;
  take(operations) {
    return operations.map((one) => {
      if (this.said.has(one.id)) return { id: one.id, answer: "known" };
      if (this.refuses(one)) return { id: one.id, answer: "refused", say: "Dat mag niet." };
      this.said.set(one.id, one);
      return { id: one.id, answer: "done" };
    });
  }
  state(me) {
    const records = Object.fromEntries(["actor", "relation", "link", "theme", "map"].map((kind) => [kind, {}]));
    const stands = standing(this.said.values());
    for (const said of stands.values()) {
      const { kind, record, field } = said[0].cell;
      (records[kind][record] ??= {})[field] = { value: said[0].value, ops: said.map(({ id }) => id) };
    }
    const open = [...openChoices(stands).values()].map((said) => ({
      cell: said[0].cell,
      said: said.map(({ id, cell, value, by }) => ({ id, cell, value, by: by ?? "", mine: by === me })),
    }));
    return { records, open, me: { id: me } };
  }
}

const answer = (status, body, mark = "") => ({
  status, type: "basic", redirected: false, json: async () => body, headers: { get: () => mark },
});

/** @param {(to: string) => string} fate of a request: "" all well, "lost" before, "torn" after, or a status */
const line = (server, me, fate = () => "") => async (url, { body } = {}) => {
  const what = fate(url);
  if (what === "lost") throw new TypeError("Failed to fetch");
  if (Number(what)) return answer(Number(what), { say: "Straks." });
  const told = body
    ? { answers: server.take(JSON.parse(body).operations.map((one) => ({ ...one, by: me }))) }
    : server.state(me);
  if (what === "torn") throw new TypeError("Failed to fetch");
  return answer(200, told, JSON.stringify(told).length + "");
};

const device = () => {
  let lies = "null";
  return { read: async () => JSON.parse(lies), write: async (kept) => void (lies = JSON.stringify(kept)), wipe: async () => void (lies = "null") };
};

let count = 0;
const id = () => `n${String((count += 1)).padStart(6, "0")}`;
const visit = (server, { me = "Els", store = device(), fate } = {}) =>
  new Visit({ stateUrl: "state", sendUrl: "send", token: "t", store, id, fetcher: line(server, me, fate) });
const settled = async (one) => {
  for (let turn = 0; turn < 200; turn += 1) await null;
  await one.send();
};
const add = (one, label) => {
  let made;
  one.act(`${label} staat erbij`, (_stands, hand) => {
    made = newActor(hand, { label, sphere: "kin" }, { closeness: 1 });
    return made.operations;
  });
  return made.actor;
};
const labels = (server) =>
  [...standing(server.said.values())].filter(([name]) => name.endsWith("\nlabel")).flatMap(([, said]) => said.map(({ value }) => value)).sort();

test("a tap is shown at once, then kept, then sent, and then it is saved", async () => {
  const [server, store] = [new Server(), device()];
  const one = visit(server, { store });
  await one.begin();
  const key = add(one, "Lieve");
  assert.equal(one.records.actor[key].label.value, "Lieve");
  assert.equal(one.chip.count, 1);
  await settled(one);
  assert.deepEqual(labels(server), ["Lieve"]);
  assert.deepEqual(one.chip, { state: "saved", count: 0, why: "" });
  assert.equal((await store.read()).sent.length, 0);
});

test("without a line all waits, also after a reload, and goes later", async () => {
  const [server, store] = [new Server(), device()];
  let isOut = false;
  const fate = () => (isOut ? "lost" : "");
  const one = visit(server, { store, fate });
  await one.begin();
  isOut = true;
  add(one, "Lieve");
  await settled(one);
  assert.deepEqual(one.chip, { state: "offline", count: 1, why: "offline" });
  isOut = false;
  const again = visit(server, { store, fate });
  assert.equal(await again.begin(), true);
  await settled(again);
  assert.deepEqual(labels(server), ["Lieve"]);
  assert.equal(again.history.past.length, 1);
});

test("an answer that got lost is asked again and does nothing twice", async () => {
  const server = new Server();
  let torn = 2;
  const one = visit(server, { fate: (url) => (url === "send" && torn-- > 0 ? "torn" : "") });
  await one.begin();
  add(one, "Lieve");
  for (let turn = 0; turn < 4; turn += 1) await settled(one);
  assert.deepEqual(labels(server), ["Lieve"]);
  assert.equal(one.chip.state, "saved");
});

test("what is refused leaves the map and the history, and its words stay", async () => {
  const server = new Server();
  server.refuses = ({ value }) => value === "Niemand";
  const one = visit(server);
  await one.begin();
  add(one, "Lieve");
  one.act("Lieve heet anders", (stands, hand) => {
    const [[name]] = [...stands].filter(([each]) => each.endsWith("\nlabel"));
    const [kind, record, field] = name.split("\n");
    return put(stands, hand, { kind, record, field }, "Niemand");
  });
  await settled(one);
  assert.deepEqual(labels(server), ["Lieve"]);
  assert.deepEqual(one.refused.map(({ say, operation }) => [say, operation.value]), [["Dat mag niet.", "Niemand"]]);
  assert.equal(one.history.past.length, 1);
});

for (const [status, why] of [["401", "out"], ["403", "away"], ["429", "slow"], ["500", "trouble"]])
  test(`an answer ${status} keeps what waits and says ${why}`, async () => {
    const one = visit(new Server(), { fate: (url) => (url === "send" ? status : "") });
    const said = [];
    one.subscribe(({ say, because }) => because === "chip" && said.push(say));
    await one.begin();
    add(one, "Lieve");
    await settled(one);
    assert.equal(said.at(-1), "Straks.");
    assert.deepEqual(one.chip, { state: "waiting", count: 1, why });
  });

for (const status of ["409", "413", "422"])
  test(`after ${status} each tap is tried alone, and one that cannot be is set aside`, async () => {
    const server = new Server();
    const store = device();
    let bad = "";
    const one = new Visit({
      stateUrl: "state", sendUrl: "send", token: "t", store, id,
      fetcher: async (url, init = {}) =>
        bad && init.body?.includes(bad) ? answer(Number(status), { say: "Zo gaat het niet." }) : line(server, "Els")(url, init),
    });
    await one.begin();
    bad = "Slecht";
    for (const label of ["Lieve", "Slecht", "Hala"]) add(one, label);
    await settled(one);
    await settled(one);
    assert.deepEqual(labels(server), ["Hala", "Lieve"]);
    assert.equal(one.refused[0].say, "Zo gaat het niet.");
    assert.equal(one.chip.count, 0);
  });

test("a device without place says so, and still sends", async () => {
  const server = new Server();
  const store = { ...device(), write: async () => Promise.reject(new DOMException("full", "QuotaExceededError")) };
  const one = visit(server, { store });
  await one.begin();
  add(one, "Lieve");
  await settled(one);
  assert.equal(one.chip.state, "full");
  assert.deepEqual(labels(server), ["Lieve"]);
});

test("undo and redo work after a reload, without a line, a hundred steps", async () => {
  const [server, store] = [new Server(), device()];
  const one = visit(server, { store });
  await one.begin();
  for (let step = 0; step < 100; step += 1) add(one, `mens ${step}`);
  await settled(one);
  const again = visit(server, { store, fate: (url) => (url === "send" ? "lost" : "") });
  await again.begin();
  for (let step = 0; step < 100; step += 1) assert.ok("say" in again.back("undo"), `${step}`);
  assert.equal(Object.keys(again.records.actor).length, 0);
  assert.equal(again.back("undo").refused, "nothing");
  for (let step = 0; step < 100; step += 1) assert.ok("say" in again.back("redo"), `${step}`);
  assert.equal(Object.keys(again.records.actor).length, 100);
});

test("two who wrote over one another both stand until somebody chooses", async () => {
  const server = new Server();
  const [one, other] = [visit(server), visit(server, { me: "Nadia" })];
  await one.begin();
  const key = add(one, "Lieve");
  await settled(one);
  await other.begin();
  const cell = { kind: "actor", record: key, field: "label" };
  for (const [who, value] of [[one, "Lieve M."], [other, "Lieve Maes"]])
    who.act("naam", (stands, hand) => put(stands, hand, cell, value));
  await settled(one);
  await settled(other);
  await one.refresh();
  assert.deepEqual(one.choices.map(({ cell: open }) => nameOf(open)), [nameOf(cell)]);
  assert.equal(one.choose(cell, "both", "allebei"), true);
  await settled(one);
  assert.deepEqual(labels(server), ["Lieve M. / Lieve Maes"]);
});

test("what the server leaves unanswered is not taken for done", async () => {
  const server = new Server();
  const quick = line(server, "Els");
  const one = new Visit({
    stateUrl: "state", sendUrl: "send", token: "t", store: device(), id,
    fetcher: async (url, init) => (url === "send" ? answer(200, { answers: [] }) : quick(url, init)),
  });
  await one.begin();
  const key = add(one, "Lieve");
  await settled(one);
  assert.deepEqual(one.chip, { state: "waiting", count: 1, why: "trouble" });
  assert.equal(one.records.actor[key].label.value, "Lieve");
});

test("an answer that was overtaken does not bring back an older map", async () => {
  const server = new Server();
  const slow = [];
  let isSlow = false;
  const quick = line(server, "Els");
  const one = new Visit({
    stateUrl: "state", sendUrl: "send", token: "t", store: device(), id,
    fetcher: async (url, init) => {
      const told = await quick(url, init);
      if (isSlow && url === "state") await new Promise((go) => slow.push(go));
      return told;
    },
  });
  await one.begin();
  isSlow = true;
  const old = one.refresh();
  for (let turn = 0; turn < 20; turn += 1) await null;
  isSlow = false;
  const key = add(one, "Lieve");
  await settled(one);
  slow.forEach((go) => go());
  await old;
  assert.equal(one.records.actor[key].label.value, "Lieve");
});

test("a page that is killed at any moment loses nothing that was tapped", async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const server = new Server();
    const store = device();
    let turn = seed * 7919;
    const chance = () => (turn = (turn * 48271) % 2147483647) / 2147483647;
    const fate = () => { const drawn = chance(); return drawn < 0.2 ? "lost" : drawn < 0.4 ? "torn" : drawn < 0.45 ? "500" : ""; };
    const wanted = [];
    for (let life = 0; life < 10; life += 1) {
      const one = visit(server, { store, fate });
      while (!(await one.begin()));
      for (let tap = 0; tap < 3; tap += 1) {
        const label = `${seed}-${life}-${tap}`;
        add(one, label);
        wanted.push(label);
        // A tap is kept once the device wrote it; the page lives at least so long, then dies.
        for (let tick = 0; tick < 4 + Math.floor(chance() * 30); tick += 1) await null;
      }
      for (let tick = 0; tick < 6; tick += 1) await null;
      one.to.fetcher = async () => new Promise(() => {}); // dead: no answer comes any more
      one.store = { ...store, write: async () => new Promise(() => {}) };
    }
    const last = visit(server, { store });
    await last.begin();
    await settled(last);
    assert.deepEqual(labels(server), [...wanted].sort(), `seed ${seed}`);
    assert.ok(!Object.values(last.records.actor).some((fields) => fields[GONE]));
  }
});
