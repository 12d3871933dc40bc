// What this device keeps of a visit until it is sent: sealed, in IndexedDB, gone at sign-out.

import { newKey, seal, unseal } from "./seal.js";

/** @typedef {{read: () => Promise<any>, write: (kept: any) => Promise<void>, wipe: () => Promise<void>}} Store */

const NAME = "kring";
const KEYS = "keys";
const VISITS = "visits";

/** The answer of a request to the database. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Until it lies on the disk. @param {IDBTransaction} transaction @returns {Promise<void>} */
const written = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });

/** @param {IDBFactory} databases @returns {Promise<IDBDatabase>} */
function database(databases) {
  const request = databases.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(VISITS);
  };
  return answer(request).then((base) => {
    base.onversionchange = () => base.close(); // elsewhere somebody signs out and forgets all
    return base;
  });
}

/** The key of whoever is signed in here; made when there is none. @param {IDBDatabase} base @param {Crypto} crypto @param {string} me */
async function keyOf(base, crypto, me) {
  const found = await answer(base.transaction(KEYS).objectStore(KEYS).get(me));
  if (found) return found;
  const made = await newKey(crypto);
  const writing = base.transaction(KEYS, "readwrite", { durability: "strict" });
  const keys = writing.objectStore(KEYS);
  const meanwhile = await answer(keys.get(me)); // another window may have made one
  if (!meanwhile) keys.put(made, me);
  await written(writing);
  return meanwhile ?? made;
}

/**
 * The place of one visit. What does not open, because its key is gone, is answered as nothing
 * and written over: nobody can read it any more.
 * @param {{me: string, family: string, databases?: IDBFactory, crypto?: Crypto}} of
 * @returns {Promise<Store>}
 */
export async function openStore({ me, family, databases = indexedDB, crypto = globalThis.crypto }) {
  const base = await database(databases);
  const key = await keyOf(base, crypto, me);
  const spot = `${me}/${family}`;
  return {
    async read() {
      const whole = await answer(base.transaction(VISITS).objectStore(VISITS).get(spot));
      if (!whole) return null;
      return unseal(crypto, key, spot, whole).catch(() => null);
    },
    async write(kept) {
      const whole = await seal(crypto, key, spot, kept);
      const writing = base.transaction(VISITS, "readwrite", { durability: "strict" });
      writing.objectStore(VISITS).put(whole, spot);
      await written(writing);
    },
    async wipe() {
      const writing = base.transaction(VISITS, "readwrite", { durability: "strict" });
      writing.objectStore(VISITS).delete(spot);
      await written(writing);
    },
  };
}

/** Everything of everybody, with the keys. @param {IDBFactory} [databases] */
export const forgetAll = (databases = indexedDB) => answer(databases.deleteDatabase(NAME));
