"""Remembering a volunteer's phone behind a pin code or a finger, opening and forgetting it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import KringError, NotAllowed, NotFoundHere
from kring.base.reader import errand
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people import device_keys
from kring.people.device_keys import FingerKey, Question, State
from kring.people.factors import WrongFactor
from kring.people.models import Device, User
from kring.reception.queries import check_administrator, helpers_with_devices, is_only_volunteer
from kring.reception.tokens import Token, mark_of, new_token

DAYS: Final = 30
PIN: Final = re.compile(r"[0-9]{6}", re.ASCII)
MOST_MISSES: Final = 5
MOST_DEVICES: Final = 3


class WrongPin(KringError):
    """Not this pin code; after five the device is forgotten."""

    status = 422


class DeviceForgotten(KringError):
    """This browser is not (or no longer) one that we remember."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("We kennen dit toestel niet meer. Meld aan met je mailadres."))


@dataclass(frozen=True, slots=True)
class Remembered:
    """A device with the word for its cookie, which is nowhere after this."""

    device: Device
    word: str


def remember_device(user: User, *, pin: str, name: str = "") -> Remembered:
    """For thirty days this browser opens the small seat with six digits. The oldest of more
    than three devices is forgotten.

    Raises:
        NotAllowed: only somebody who is a volunteer everywhere gets a small seat.
        WrongPin: not six digits, or six that anybody tries first.
    """
    _check_may_have_one(user)
    if not PIN.fullmatch(pin):
        raise WrongPin(_("Schrijf zes cijfers."))
    if is_easy(pin):
        raise WrongPin(_("Deze code is te makkelijk te raden. Kies zes andere cijfers."))
    token = new_token()
    return _remember(user, token, name=name, pin=make_password(_said(token.word, pin)))


def remember_finger(
    user: User, *, state: State | None, answer: str, name: str = ""
) -> Remembered:
    """The same, behind a finger or a face: `answer` is what the phone said when it made a key
    to the question that we hold in `state`.

    Raises:
        NotAllowed: only somebody who is a volunteer everywhere gets a small seat.
        WrongFactor: see `device_keys.made`.
    """
    _check_may_have_one(user)
    key = device_keys.made(state, answer)
    return _remember(
        user, new_token(), name=name, pin=make_password(None), finger=key.public,
        finger_count=key.count,
    )  # fmt: skip


def device_behind(word: str) -> Device:
    """The device of this cookie.

    Raises:
        DeviceForgotten: it is none of ours, or its owner is no longer only a volunteer.
    """
    with errand("small seat"):
        found = Device.remembered().filter(token_hash=mark_of(word)).select_related("user")
        device = found.first()
        if device is None or not is_only_volunteer(device.user):
            raise DeviceForgotten
        return device


def open_small_seat(word: str, *, pin: str) -> Device:
    """The device, when this is its pin code.

    Raises:
        DeviceForgotten: see `device_behind`; or this was the fifth wrong pin code.
        WrongPin: another pin code.
    """
    device_behind(word)
    with transaction.atomic():
        device = _locked(word)
        if device is not None and check_password(_said(word, pin), device.pin):
            if device.misses:
                device.misses = 0
                device.save(update_fields=["misses"])
            return device
        is_gone = device is None or _count_miss(device)
    if is_gone:
        raise DeviceForgotten
    raise WrongPin(_("Deze pincode klopt niet. Probeer opnieuw."))


def ask_finger(device: Device) -> tuple[Question, State] | None:
    """The question to the key of this device; None when it is behind a pin code."""
    return None if device.finger is None else device_keys.ask_to_use(_key_of(device))


def open_with_finger(word: str, *, state: State | None, answer: str) -> Device:
    """The device, when its own key answers the question that we hold in `state`.

    Nobody guesses a key, so a wrong answer does not count towards forgetting the device.

    Raises:
        DeviceForgotten: see `device_behind`.
        WrongFactor: see `device_keys.used`; or this device is behind a pin code.
    """
    device_behind(word)
    with transaction.atomic():
        device = _locked(word)
        if device is None:
            raise DeviceForgotten
        try:
            count = device_keys.used(_key_of(device), state, answer)
        except WrongFactor as refusal:
            refused: WrongFactor | None = refusal
            _write(Entry.Verb.REFUSED, device, by=None, detail="finger")
        else:
            refused, device.finger_count = None, count
            device.save(update_fields=["finger_count"])
    if refused:
        raise refused
    return device


def forget_device(device_id: UUID, *, by: User) -> None:
    """One's own device, from any other one.

    Raises:
        NotFoundHere: it is not theirs, or already forgotten.
    """
    device = Device.remembered().filter(pk=device_id, user=by).first()
    if device is None:
        raise NotFoundHere(_("Dit toestel is er niet meer."))
    with transaction.atomic():
        _forget(device, by=by, detail="own")


def forget_devices_in(family_id: UUID, user_id: UUID, *, by: User) -> int:
    """All devices of a volunteer, by the coordinator of a circle they sit in; how many.

    Raises:
        NotFoundHere: not a volunteer of a circle that this reader leads, or none to forget.
    """
    found = next(
        (each for each in helpers_with_devices(family_id, by=by) if each.user.pk == user_id),
        None,
    )
    if found is None:
        raise NotFoundHere(_("Dit toestel is er niet meer."))
    return forget_devices_of(found.user, by=by, detail="by_lead")


def forget_devices_by_administrator(user: User, *, by: User) -> int:
    """All devices of anybody. Raises NotFoundHere for who is no administrator."""
    check_administrator(by)
    return forget_devices_of(user, by=by, detail="by_administrator")


@transaction.atomic
def forget_devices_of(user: User, *, by: User | None, detail: str) -> int:
    """All devices of this person; how many. Their small seats close at once."""
    devices = list(Device.objects.filter(user=user, forgotten_at=None))
    for device in devices:
        _forget(device, by=by, detail=detail)
    return len(devices)


def is_easy(pin: str) -> bool:
    """One digit, a row up or down, or the same two or three digits again."""
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    return (len(steps) == 1 and steps <= {-1, 0, 1}) or pin[:3] == pin[3:] or pin == pin[:2] * 3


def _check_may_have_one(user: User) -> None:
    if not is_only_volunteer(user):
        raise NotAllowed(_("Een toestel onthouden is er alleen voor vrijwilligers."))


@transaction.atomic
def _remember(user: User, token: Token, *, name: str, **how: Any) -> Remembered:
    for old in Device.remembered().filter(user=user).order_by("-made_at")[MOST_DEVICES - 1 :]:
        _forget(old, by=user, detail="one_too_many")
    device = Device.objects.create(
        user=user, token_hash=token.mark, name=name.strip(),
        ends_at=now() + timedelta(days=DAYS), **how,
    )  # fmt: skip
    _write(Entry.Verb.ADDED, device, by=user)
    return Remembered(device, token.word)


def _locked(word: str) -> Device | None:
    found = Device.remembered().filter(token_hash=mark_of(word)).select_related("user")
    return found.select_for_update(of=("self",)).first()


def _key_of(device: Device) -> FingerKey:
    return FingerKey(bytes(device.finger or b""), device.finger_count)


def _said(word: str, pin: str) -> str:
    return f"{word}:{pin}"


def _count_miss(device: Device) -> bool:
    """One more wrong pin code; True when the device is forgotten for it."""
    device.misses += 1
    device.save(update_fields=["misses"])
    if device.misses >= MOST_MISSES:
        _forget(device, by=None, detail="too_many_misses")
        return True
    _write(Entry.Verb.REFUSED, device, by=None, detail="pin")
    return False


def _forget(device: Device, *, by: User | None, detail: str) -> None:
    device.forgotten_at = now()
    device.save(update_fields=["forgotten_at"])
    _write(Entry.Verb.CHANGED, device, by=by, detail=detail)


def _write(verb: Entry.Verb, device: Device, *, by: User | None, detail: str = "") -> None:
    record(verb, by=by, part="device", item=device.pk, detail=detail)
