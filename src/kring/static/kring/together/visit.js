// A visit: the map as the server told it with what was tapped here since, shown, kept and sent.

import { choose as chosen } from "./make.js";
import { done, redo, undo } from "./history.js";
import { acted, answered, empty, own, setAside, told } from "./kept.js";
import { openChoices, standing } from "./operations.js";
import { recordsOf } from "./records.js";
import { operationsOf } from "./state.js";
import { ask, send, together } from "./sync.js";

/** @typedef {import("./operations.js").Operation} Operation */
/** @typedef {import("./operations.js").Standing} Standing */
/** @typedef {import("./operations.js").Cell} Cell */
/** @typedef {import("./make.js").Hand} Hand */
/** @typedef {import("./kept.js").Kept} Kept */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./sync.js").Fetcher} Fetcher */
/** @typedef {import("./sync.js").Why} Why */
/** What changed, in one sentence, and why. @typedef {{say: string, because: "tap" | "server" | "chip"}} News */
/** @typedef {{state: "saved" | "busy" | "offline" | "waiting" | "full", count: number, why: Why | ""}} Chip */

const ALONE = new Set(["crossed", "large", "unreadable"]); // then a tap is tried by itself

export class Visit {
  /** @type {any} */ told = null;
  #mark = "";
  #kept = empty();
  #isSending = false;
  #isFull = false;
  #asked = 0;
  /** @type {Why | ""} */ #why = "";
  #writing = Promise.resolve();
  /** @type {Set<(news: News) => void>} */ #listeners = new Set();

  /**
   * @param {{stateUrl: string, sendUrl: string, token: string, store: Store, fetcher?: Fetcher,
   *   id?: () => string}} with
   */
  constructor({ stateUrl, sendUrl, token, store, fetcher = fetch.bind(globalThis), id = newId }) {
    this.stateUrl = stateUrl;
    this.to = { fetcher, url: sendUrl, token };
    this.store = store;
    this.id = id;
  }

  /** What was left here is taken up again, and the map asked. @returns {Promise<boolean>} whether there is a map */
  async begin() {
    this.#kept = { ...empty(), ...(await this.store.read()) };
    await this.refresh();
    if (this.told) void this.send();
    return this.told !== null;
  }

  get me() {
    return this.told?.me.id ?? "";
  }

  /** @returns {Standing} */
  get stands() {
    const before = this.told ? operationsOf(this.told, this.me) : [];
    return standing([...before, ...own(this.#kept)]);
  }

  get records() {
    return recordsOf(this.stands);
  }

  /** @returns {{cell: Cell, said: Operation[]}[]} */
  get choices() {
    return [...openChoices(this.stands).values()].map((said) => ({ cell: said[0].cell, said }));
  }

  get history() {
    return this.#kept.history;
  }

  get refused() {
    return this.#kept.refused;
  }

  get place() {
    return this.#kept.place;
  }

  set place(place) {
    this.#kept = { ...this.#kept, place };
    void this.#keep();
  }

  /** @returns {Chip} */
  get chip() {
    const count = this.#kept.waiting.length;
    const why = this.#why;
    const state = this.#isFull ? "full" : this.#isSending ? "busy" : why === "offline" ? "offline"
      : count ? "waiting" : "saved"; // prettier-ignore
    return { state, count, why };
  }

  /** One tap: shown at once, then kept, then sent. @param {string} say @param {(stands: Standing, hand: Hand) => Operation[]} make */
  act(say, make) {
    const stands = this.stands;
    const hand = this.#hand();
    const operations = make(stands, hand);
    if (operations.length) this.#taken(hand, operations, done(this.history, stands, operations, say), say);
    return operations.length > 0;
  }

  /** @param {"undo" | "redo"} way */
  back(way) {
    const hand = this.#hand();
    const found = (way === "undo" ? undo : redo)(this.history, this.stands, hand);
    if ("refused" in found) return found;
    this.#taken(hand, found.operations, found.history, found.step.say);
    return { say: found.step.say };
  }

  /** @param {Cell} cell @param {string} which @param {string} say @returns {boolean} whether that can be chosen */
  choose(cell, which, say) {
    return this.act(say, (stands, hand) => chosen(stands, hand, cell, which) ?? []);
  }

  /** @param {(news: News) => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Send all that waits; afterwards the map is asked anew. */
  async send() {
    if (this.#isSending || !this.told) return;
    this.#isSending = true;
    this.#why = "";
    let isAlone = false;
    let say = "";
    while (this.#kept.waiting.length && !this.#why) {
      this.#tell("", "chip");
      const taps = isAlone ? this.#kept.waiting.slice(0, 1) : together(this.#kept.waiting);
      await this.#writing; // nothing is sent that a killed page would forget
      const found = await send(this.to, taps);
      if ("answers" in found) {
        this.#kept = answered(this.#kept, taps, found.answers);
        this.#tell(found.answers.find((one) => one.say)?.say ?? "", "server");
      } else if (!ALONE.has(found.why)) [this.#why, say] = [found.why, found.say];
      else if (taps.length > 1) isAlone = true;
      else this.#kept = setAside(this.#kept, taps[0], found.say);
      await this.#keep();
    }
    this.#isSending = false;
    if (!this.#why) await this.refresh();
    this.#tell(say, "chip");
  }

  /** Ask how the map stands. An answer that was overtaken by a later question is left alone. */
  async refresh() {
    const turn = (this.#asked += 1);
    const sent = this.#kept.sent;
    const found = await ask({ fetcher: this.to.fetcher, url: this.stateUrl }, this.#mark);
    if (turn !== this.#asked) return;
    if ("why" in found) {
      this.#why = found.why;
      return this.#tell(found.say, "chip");
    }
    this.#why = "";
    if ("state" in found) [this.told, this.#mark] = [found.state, found.mark];
    this.#kept = told(this.#kept, sent);
    await this.#keep();
    this.#tell("", "server");
  }

  #hand() {
    return { id: this.id, tap: this.id(), by: this.me };
  }

  /** @param {Hand} hand @param {Operation[]} operations @param {import("./obstacles.js").History} history @param {string} say */
  #taken(hand, operations, history, say) {
    this.#kept = acted(this.#kept, { tap: hand.tap, operations }, history);
    this.#tell(say, "tap");
    void this.#keep().then(() => this.send());
  }

  /** One after another, so that an older state never lies over a newer one. */
  #keep() {
    this.#writing = this.#writing.then(() => this.store.write(this.#kept)).then(
      () => void (this.#isFull = false),
      () => void (this.#isFull = true),
    );
    return this.#writing;
  }

  /** @param {string} say @param {News["because"]} because */
  #tell(say, because) {
    for (const listener of this.#listeners) listener({ say, because });
  }
}

const newId = () => crypto.randomUUID();
