// Passkeys: asks the device for one, or to make one, and sends its answer with the form.

/** Bytes out of base64url, as the server writes them. */
export function bytes(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0)).buffer;
}

/** Base64url out of bytes, as the server reads them. */
export function text(buffer) {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The server's question, with bytes where the browser wants bytes. */
export function question(asked) {
  const named = (each) => ({ ...each, id: bytes(each.id) });
  const ready = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) ready.user = named(asked.user);
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (asked[list]) ready[list] = asked[list].map(named);
  }
  return ready;
}

/** The device's answer, with text where the server wants text. */
export function answer(credential) {
  const said = credential.response;
  const response = { clientDataJSON: text(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = text(said[part]);
  }
  if (said.getTransports) response.transports = said.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function asked(form) {
  const here = form.querySelector("script[type='application/json']");
  if (here) return JSON.parse(here.textContent);
  const response = await fetch(form.dataset.question, { credentials: "same-origin" });
  if (!response.ok) throw new Error("no question");
  return response.json();
}

async function show(form) {
  const publicKey = question((await asked(form)).publicKey);
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
  form.querySelector("[data-answer]").value = JSON.stringify(answer(credential));
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) {
    const without = form.parentElement.querySelector("[data-no-passkey]");
    if (without && form.dataset.passkey === "create") without.hidden = false;
    continue;
  }
  form.hidden = false;
  const failed = form.querySelector("[data-failed]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failed.hidden = true;
    show(form).catch(() => {
      failed.hidden = false;
    });
  });
}
