"""The code of four pictures of one member of a family: giving, choosing, trying, stopping."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import KringError, NotAllowed, NotFoundHere
from kring.base.reader import errand
from kring.families.models import Family, PictureCode, Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User
from kring.people.models.accounts import OF_A_FAMILY
from kring.people.open_sessions import end_all
from kring.reception.pictures import LENGTH, PICTURES
from kring.reception.queries import codes_of, members_to_choose, works_with
from kring.reception.tokens import mark_of, new_token

FIRST_TIME: Final = timedelta(hours=72)
FREE: Final = 5  # wrong tries before waiting begins
WAIT: Final = timedelta(minutes=15)
LONGEST_WAIT: Final = timedelta(hours=4)
PURPOSE: Final = "eigen gezin"


class LinkRefused(NotFoundHere):
    """One text for a link that is stopped, too old or never was."""

    def __init__(self) -> None:
        super().__init__(_("Deze link werkt niet meer. Vraag een nieuwe aan je begeleider."))


class WrongPictures(KringError):
    """These were not the four pictures, or there is nothing to try yet."""

    status = 422


@dataclass(frozen=True, slots=True)
class Given:
    """A new code with the word for its link, which is nowhere after this."""

    code: PictureCode
    word: str


def give_code(
    family_id: UUID, *, member: UUID, language: str, asked_apart: bool, by: User
) -> Given:
    """A way in for one member, with a seat when they have none. An older code stops.

    Raises:
        NotFoundHere: this reader may not know of the family, or not of this member.
        NotAllowed: not a worker or coordinator; or nobody asked the member apart.
    """
    family = works_with(family_id, by=by)
    if member not in members_to_choose(family_id, by=by):
        raise NotFoundHere(_("Kies een gezinslid uit de lijst."))
    if not asked_apart:
        raise NotAllowed(_("Vraag het eerst apart, zonder de andere volwassene."))
    token = new_token()
    with transaction.atomic():
        seat = _seat_of(family, member, language=language, by=by)
        for old in PictureCode.objects.filter(seat=seat, stopped_at=None):
            _stop(old, by=by, detail="replaced")
        code = PictureCode.objects.create(
            seat=seat, token_hash=token.mark, by=by, choose_before=now() + FIRST_TIME
        )
        _write(Entry.Verb.ADDED, code, by=by, detail="given")
    return Given(code, token.word)


def code_behind(word: str) -> PictureCode:
    """The code that this link opens.

    Raises:
        LinkRefused: it opens none.
    """
    with errand("family code"):
        code = (
            PictureCode.live()
            .filter(token_hash=mark_of(word))
            .select_related("seat__user")
            .first()
        )
    if code is None:
        raise LinkRefused
    return code


def choose_pictures(word: str, *, pictures: Sequence[str], again: Sequence[str]) -> User:
    """The first time: the member chooses four pictures, twice the same. Their account.

    Raises:
        LinkRefused: see `code_behind`; or pictures were chosen before.
        WrongPictures: not four, or not twice the same.
    """
    with errand("family code"), transaction.atomic():
        code = _locked(word)
        if code.pictures:
            raise LinkRefused
        if not _are_four(pictures) or list(pictures) != list(again):
            raise WrongPictures(_("Dit zijn niet twee keer dezelfde vier. Begin opnieuw."))
        code.pictures = make_password(_said(word, pictures))
        code.chosen_at = now()
        code.save(update_fields=["pictures", "chosen_at"])
        _write(Entry.Verb.CHANGED, code, by=code.seat.user, detail="chosen")
        return _owner(code)


def try_pictures(word: str, *, pictures: Sequence[str]) -> User:
    """Whose link and pictures these are. A wrong try is counted; nobody is locked out for good.

    Raises:
        LinkRefused: see `code_behind`.
        WrongPictures: another four, or too many tries shortly before.
    """
    refusal = ""
    with errand("family code"), transaction.atomic():
        code = _locked(word)
        if code.waits_until and now() < code.waits_until:
            raise WrongPictures(_waiting_words(code.waits_until))
        right = bool(code.pictures) and _are_four(pictures)
        if right and check_password(_said(word, pictures), code.pictures):
            if code.misses:
                code.misses, code.waits_until = 0, None
                code.save(update_fields=["misses", "waits_until"])
            return _owner(code)
        code.misses += 1
        if code.misses % FREE == 0:
            turns = code.misses // FREE - 1
            code.waits_until = now() + min(WAIT * 2**turns, LONGEST_WAIT)
        code.save(update_fields=["misses", "waits_until"])
        _write(Entry.Verb.REFUSED, code, by=None, detail="pictures")
        refusal = (
            _waiting_words(code.waits_until)
            if code.waits_until and now() < code.waits_until
            else _("Dit zijn niet jouw vier tekeningen. Probeer opnieuw.")
        )
    raise WrongPictures(refusal)


def stop_code(family_id: UUID, code_id: UUID, *, by: User) -> None:
    """A lost phone or card: from now on this link opens nothing, and who is in goes out.

    Raises:
        NotFoundHere: no such code that this reader may know of.
    """
    found = next(
        (each.code for each in codes_of(family_id, by=by) if each.code.pk == code_id), None
    )
    if found is None:
        raise NotFoundHere(_("Deze code is er niet meer."))
    with transaction.atomic():
        _stop(found, by=by, detail="stopped")


def choose_language(word: str, *, language: str) -> None:
    """The language in which this member reads; with it begins every visit."""
    user = _owner(code_behind(word))
    user.language = language
    user.save(update_fields=["language"])


def stop_codes_of(user: User, *, by: User | None) -> int:
    """Every code of somebody who leaves; how many."""
    codes = list(PictureCode.objects.filter(seat__user=user, stopped_at=None))
    for code in codes:
        _stop(code, by=by, detail="left")
    return len(codes)


def _seat_of(family: Family, member: UUID, *, language: str, by: User) -> Seat:
    seat = Seat.now().filter(family=family, role=Seat.Role.FAMILY, member=member).first()
    if seat is not None and seat.user is not None:
        return seat
    # No name and no mail address: who this is, stands sealed in the family.
    user = User(username=f"{OF_A_FAMILY}{uuid4().hex}", language=language)
    user.set_unusable_password()
    user.save()
    # In the journal the code says who gave it: a worker may, though not seats in general.
    return give_seat(
        family=family, user=user, role=Seat.Role.FAMILY, purpose=PURPOSE, by=None, member=member
    )


def _locked(word: str) -> PictureCode:
    live = PictureCode.live().filter(token_hash=mark_of(word))
    code = live.select_related("seat__user").select_for_update(of=("self",)).first()
    if code is None:
        raise LinkRefused
    return code


def _owner(code: PictureCode) -> User:
    assert code.seat.user is not None  # noqa: S101  # who has a code, has an account
    return code.seat.user


def _stop(code: PictureCode, *, by: User | None, detail: str) -> None:
    code.stopped_at = now()
    code.save(update_fields=["stopped_at"])
    end_all(_owner(code))
    _write(Entry.Verb.CHANGED, code, by=by, detail=detail)


def _are_four(pictures: Sequence[str]) -> bool:
    return len(pictures) == LENGTH and all(each in PICTURES for each in pictures)


def _said(word: str, pictures: Sequence[str]) -> str:
    """What is hashed: with the token in it, the four pictures cannot be tried without it."""
    return f"{word}:{'-'.join(pictures)}"


def _waiting_words(until: datetime) -> str:
    minutes = max(1, round((until - now()).total_seconds() / 60))
    return _("Te veel keer fout. Wacht {minutes} minuten, of vraag een nieuwe code.").format(
        minutes=minutes
    )


def _write(verb: Entry.Verb, code: PictureCode, *, by: User | None, detail: str) -> None:
    record(verb, by=by, part="code", family=code.seat.family_id, item=code.pk, detail=detail)
