"""Turning one switch: on, off, and back when it was a mistake."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.core.codes import Interpreter
from kring.core.words import Text
from kring.families.models import Consent, Seat
from kring.families.services import changed, give_consent, withdraw_consent
from kring.people.models import User
from kring.rights.queries import sits_as
from kring.rights.receivers import ON_SCREEN, Receiver, Switch, table_of

HALF_A_YEAR: Final = timedelta(days=182)


@transaction.atomic
def turn_off(family_id: UUID, *, receiver: UUID, part: str, by: User) -> Consent | None:
    """At once, and nobody asks why. Gives the yes that stood there, for who was mistaken.

    Raises:
        NotFoundHere: nobody with this id is to be seen here.
    """
    _who, switch = _switch_of(family_id, receiver, part, by=by)
    withdraw_consent(family_id, by=by, receiver=receiver, part=part)
    return switch.said if switch.is_on else None


@transaction.atomic
def turn_on(family_id: UUID, *, receiver: UUID, part: str, by: User, language: str) -> None:
    """The family says yes on the screen, for half a year.

    Raises:
        NotFoundHere: nobody with this id is to be seen here.
        NotAllowed: a worker writes down how the family said yes, on a page of its own.
    """
    who, _switch = _switch_of(family_id, receiver, part, by=by)
    if not sits_as(family_id, [Seat.Role.FAMILY], user=by):
        raise NotAllowed(_("Schrijf eerst op hoe het gezin ja zei."))
    half_a_year = localdate() + HALF_A_YEAR
    give_consent(
        family_id, by=by, receiver=receiver, part=part, form=ON_SCREEN, language=language,
        interpreter=Interpreter.NONE, review_on=half_a_year,
        ends_on=min(half_a_year, who.until or half_a_year),
    )  # fmt: skip


@transaction.atomic
def put_back(family_id: UUID, *, receiver: UUID, part: str, said: UUID, by: User) -> None:
    """The yes that stood there before somebody turned it off by mistake, as it was said.

    Raises:
        NotFoundHere: there never was such a yes here.
    """
    consents: Any = Consent.objects.visible_to(by)
    yes: Consent | None = consents.filter(family=family_id, pk=said).first()
    if yes is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    give_consent(
        family_id, by=by, receiver=receiver, part=part, form=yes.form, language=yes.language,
        interpreter=yes.interpreter, review_on=yes.review_on, ends_on=yes.ends_on,
        purpose=yes.purpose or "", witness=yes.witness,
    )  # fmt: skip


@transaction.atomic
def write_down(
    family_id: UUID,
    *,
    receiver: UUID,
    parts: list[str],
    by: User,
    form: str,
    language: str,
    interpreter: str,
    purpose: str,
    review_on: date,
    ends_on: date,
    witness: str = "",
    answer: str = "",
) -> None:
    """A yes of the family to one receiver, one row for each part; all of them or none.

    `answer`: what the family said when asked to tell it back.

    Raises:
        NotFoundHere: nobody with this id is to be seen here.
    """
    for part in parts:
        _switch_of(family_id, receiver, part, by=by)
        said = give_consent(
            family_id, by=by, receiver=receiver, part=part, form=form, language=language,
            interpreter=interpreter, review_on=review_on, ends_on=ends_on, purpose=purpose,
            witness=Text.dutch(witness) if witness else None,
        )  # fmt: skip
        said.answer = answer or None
        changed(said, by=by, part="consent", fields=["answer"])


def _switch_of(
    family_id: UUID, receiver: UUID, part: str, *, by: User
) -> tuple[Receiver, Switch]:
    who = table_of(family_id, by=by).find(receiver)
    switch = next((each for each in who.switches if each.part == part), None) if who else None
    if who is None or switch is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    return who, switch
