"""A key in the sensor of a remembered phone: it asks who is there, and opens no other door.

It is no passkey of an account: it stands with the device and not among the second factors, so
it can never be shown where somebody signs in with everything.
"""

import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from allauth.mfa.webauthn.internal.auth import get_server
from django.utils.translation import gettext as _
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorAttachment,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kring.people.factors import UNREADABLE, WrongFactor

ASKS_WHO: Final = UserVerificationRequirement.REQUIRED
Question = dict[str, Any]  # for the browser
State = dict[str, Any]  # for us, until the answer: what was asked


@dataclass(frozen=True, slots=True)
class FingerKey:
    """The public half of a key in a phone, and how often it said that it signed."""

    public: bytes
    count: int


def ask_to_make() -> tuple[Question, State]:
    """What the browser needs to make a key in this very phone, and what to hold until then.

    The key is made for nobody's name but its own: one that carried the id of the account would
    take the place of that person's passkey on the same phone.
    """
    name = _("Mijn stappen")
    whose = PublicKeyCredentialUserEntity(name=name, id=uuid4().bytes, display_name=name)
    options, state = get_server().register_begin(
        whose,
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=ASKS_WHO,
        authenticator_attachment=AuthenticatorAttachment.PLATFORM,
    )
    return dict(options), state


def made(state: State | None, answer: str) -> FingerKey:
    """The key that this phone made.

    Raises:
        WrongFactor: not for this site or this question, or nobody showed who they are.
    """
    try:
        data = get_server().register_complete(_held(state), json.loads(answer))
        return FingerKey(bytes(data.credential_data or b""), data.counter)
    except UNREADABLE as why:
        raise _wrong() from why


def ask_to_use(key: FingerKey) -> tuple[Question, State]:
    """What the browser needs to ask for this one key, and what to hold until the answer."""
    options, state = get_server().authenticate_begin(
        [AttestedCredentialData(key.public)], user_verification=ASKS_WHO
    )
    return dict(options), state


def used(key: FingerKey, state: State | None, answer: str) -> int:
    """How often the key says that it signed, now that it answered rightly.

    Raises:
        WrongFactor: another key, site or question; nobody showed who they are; or a count that
            did not grow: then there may be a copy of it.
    """
    if not key.public:
        raise _wrong()
    try:
        said = json.loads(answer)
        get_server().authenticate_complete(
            _held(state), [AttestedCredentialData(key.public)], said
        )
        given = AuthenticationResponse.from_dict(said).response
        count: int = given.authenticator_data.counter
    except UNREADABLE as why:
        raise _wrong() from why
    if (count or key.count) and count <= key.count:
        raise _wrong()
    return count


def _held(state: State | None) -> State:
    if not state:
        raise ValueError("nothing was asked")
    return state


def _wrong() -> WrongFactor:
    return WrongFactor(_("Dat lukte niet met je vinger of gezicht. Probeer opnieuw."))
