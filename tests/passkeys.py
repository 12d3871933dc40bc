"""A device with a passkey, played in Python, that can also do what no honest device does."""

import json
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG
SEEN = FLAG.UP | FLAG.UV  # somebody was there, and showed who
HERE = "https://testserver"


class Device:
    """One passkey for one site. `count` is how often it says that it signed."""

    def __init__(self, *, site="testserver", origin=HERE):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.site, self.origin, self.count = site, origin, 0
        self.owner = b""

    def make(self, question, *, flags=SEEN):
        """What the browser sends after making the passkey."""
        asked = question["publicKey"]
        self.owner = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AuthenticatorData.create(
            sha256(self.site.encode()),
            flags | FLAG.AT,
            self.count,
            AttestedCredentialData.create(b"\0" * 16, self.id, public),
        )
        said = self._said("webauthn.create", asked["challenge"])
        return self._sent(said, attestationObject=AttestationObject.create("none", data, {}))

    def answer(self, question, *, flags=SEEN, key=None):
        """What the browser sends after somebody used the passkey."""
        self.count += 1
        data = AuthenticatorData.create(sha256(self.site.encode()), flags, self.count)
        said = self._said("webauthn.get", question["publicKey"]["challenge"])
        signature = (key or self.key).sign(data + said.hash, ec.ECDSA(SHA256()))
        return self._sent(
            said, authenticatorData=data, signature=signature, userHandle=self.owner
        )

    def _said(self, kind, challenge):
        return CollectedClientData.create(kind, challenge, self.origin)

    def _sent(self, said, **parts):
        return json.dumps({
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": websafe_encode(said),
                **{name: websafe_encode(bytes(value)) for name, value in parts.items()},
            },
        })  # fmt: skip
