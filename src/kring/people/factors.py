"""The second factors: passkeys, codes of an app, recovery codes. Checked once, never twice."""

import json
import unicodedata
from collections.abc import Mapping
from hmac import compare_digest
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.errors import KringError
from kring.people.models import User
from kring.people.sessions import Way

WRONG_CODE: Final = _("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code.")
WRONG_PASSKEY: Final = _("Dat lukte niet met deze passkey. Probeer opnieuw.")
# What a browser sends is somebody's guess until it is read: any of these means "not a passkey".
UNREADABLE: Final = (
    ValidationError, ValueError, TypeError, LookupError, AttributeError, RecursionError,
)  # fmt: skip


class WrongFactor(KringError):
    """It was not shown who somebody is."""

    status = 422


def kinds_of(user: User) -> set[str]:
    """The ways that this person has set up, beside a password."""
    names = {
        Authenticator.Type.WEBAUTHN: Way.PASSKEY,
        Authenticator.Type.TOTP: Way.APP,
        Authenticator.Type.RECOVERY_CODES: Way.RECOVERY,
    }
    held = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    return {names[Authenticator.Type(kind)] for kind in held}


def check_code(user: User, typed: str) -> tuple[str, Authenticator]:
    """Which kind of code this is, and whose; it is used up from now on.

    Raises:
        WrongFactor: it is no code of this person, or one that was used before.
    """
    code = digits(typed)
    found = _check_app(user, code) or _check_recovery(user, code)
    if found is None:
        raise WrongFactor(str(WRONG_CODE))
    return found


def digits(typed: str) -> str:
    """A code as a person types it, with spaces and in the digits of their own script."""
    spaceless = "".join(typed.split()).replace("-", "")
    return "".join(str(unicodedata.digit(each, each)) for each in spaceless)


def ask_passkey(user: User | None) -> dict[str, Any]:
    """What the browser needs to ask for a passkey: of this person, or of whoever is there."""
    return dict(webauthn.begin_authentication(user))


@transaction.atomic
def check_passkey(user: User | None, answer: str) -> tuple[User, Authenticator]:
    """Whose passkey answered. One question, one answer: the question is used up.

    Raises:
        WrongFactor: another site, another question, another key, or a key whose count of
            signatures did not grow: then there may be a copy of it.
    """
    try:
        credential = json.loads(answer)
        owner = user or webauthn.extract_user_from_response(credential)
        found = webauthn.complete_authentication(owner, credential)
        count = _count(webauthn.parse_authentication_response(credential))
    except UNREADABLE as why:
        raise WrongFactor(str(WRONG_PASSKEY)) from why
    finally:
        webauthn.clear_state()
    row = Authenticator.objects.select_for_update().get(pk=found.pk)
    before = row.data.get("sign_count", row.wrap().authenticator_data.counter)
    if not owner.is_active or ((count or before) and count <= before):
        raise WrongFactor(str(WRONG_PASSKEY))
    _used(row, sign_count=count)
    return owner, row


def ask_new_passkey(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey on the device that asks who is there."""
    return dict(webauthn.begin_registration(user, passwordless=True))


def add_passkey(user: User, answer: str, *, name: str) -> Authenticator:
    """Keep a new passkey.

    Raises:
        WrongFactor: it was not made for this site and this question, or without asking who.
    """
    try:
        credential = json.loads(answer)
        webauthn.parse_registration_response(credential)
        made = webauthn.complete_registration(credential)
    except UNREADABLE as why:
        raise WrongFactor(str(WRONG_PASSKEY)) from why
    finally:
        webauthn.clear_state()
    if not made.is_user_verified():
        raise WrongFactor(str(WRONG_PASSKEY))
    return webauthn.WebAuthn.add(user, name, credential).instance


def add_app(user: User, secret: str, typed: str) -> Authenticator:
    """Keep a new app for codes, once it has shown a right code.

    Raises:
        WrongFactor: the code is not what this secret gives now.
    """
    counter = _counter(secret, digits(typed), after=-1)
    if counter is None:
        raise WrongFactor(
            str(_("Deze code klopt niet. Kijk of de klok van je toestel juist staat."))
        )
    row = totp.TOTP.activate(user, secret).instance
    _used(row, counter=counter)
    return row


def new_recovery_codes(user: User) -> list[str]:
    """Ten new codes for when a device is lost. The old ones stop working."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        return list(RecoveryCodes.activate(user).generate_codes())


def recovery_codes_left(user: User) -> int:
    """How many recovery codes were not used yet."""
    row = Authenticator.objects.filter(
        user=user, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return len(row.wrap().get_unused_codes()) if row else 0


@transaction.atomic
def _check_app(user: User, code: str) -> tuple[str, Authenticator] | None:
    row = Authenticator.objects.select_for_update().filter(
        user=user, type=Authenticator.Type.TOTP
    ).first()  # fmt: skip
    if row is None:
        return None
    counter = _counter(decrypt(row.data["secret"]), code, after=row.data.get("counter", -1))
    if counter is None:
        return None
    _used(row, counter=counter)
    return Way.APP, row


def _check_recovery(user: User, code: str) -> tuple[str, Authenticator] | None:
    row = Authenticator.objects.filter(
        user=user, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if row is None or not row.wrap().validate_code(code):
        return None
    row.refresh_from_db()
    _used(row)
    return Way.RECOVERY, row


def _counter(secret: str, code: str, *, after: int) -> int | None:
    """The moment, in steps of 30 seconds, of which this is the code; none at or before `after`.

    RFC 6238, chapter 5.2: a code counts once.
    """
    for counter in totp.yield_hotp_counters_from_time():
        right = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > after and compare_digest(right.encode(), code.encode()):
            return int(counter)
    return None


def _count(response: Any) -> int:
    return int(response.response.authenticator_data.counter)


def _used(row: Authenticator, **data: int) -> None:
    kept: Mapping[str, Any] = {**row.data, **data}
    row.data, row.last_used_at = dict(kept), now()
    row.save(update_fields=["data", "last_used_at"])
