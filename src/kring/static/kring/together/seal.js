// Sealing what waits on this device: AES-GCM, with a key that no script can read out.

const NONCE = 12;

/** A key for this device; it can be kept in IndexedDB and never taken out. @param {Crypto} crypto */
export const newKey = (crypto) =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/**
 * @param {Crypto} crypto @param {CryptoKey} key @param {string} spot what the value is bound to
 * @param {any} value anything that JSON holds @returns {Promise<Uint8Array>}
 */
export async function seal(crypto, key, spot, value) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const additionalData = new TextEncoder().encode(spot);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, text);
  const whole = new Uint8Array(NONCE + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), NONCE);
  return whole;
}

/** Throws when it was altered, or sealed for another spot. @param {Crypto} crypto @param {CryptoKey} key @param {string} spot @param {Uint8Array} whole */
export async function unseal(crypto, key, spot, whole) {
  const iv = whole.slice(0, NONCE);
  const additionalData = new TextEncoder().encode(spot);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, whole.slice(NONCE));
  return JSON.parse(new TextDecoder().decode(text));
}
