"""What the family opens for whom, switch by switch; and closing everything at once."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.core.words import Text
from kring.families.models import Consent, Seat
from kring.families.models.rule import PARTS
from kring.families.services.changes import added, changed
from kring.families.services.writing import DECIDES, WRITES_DOWN, check_may_write, locked
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

PART: Final = "consent"  # how the journal calls a switch
REVIEW: Final = timedelta(days=182)  # asking again is part of a yes
SAID: Final = (
    "given_on", "form", "language", "interpreter", "witness", "purpose", "review_on", "ends_on",
    "by",
)  # fmt: skip


@transaction.atomic
def give_consent(
    family_id: UUID,
    *,
    by: User | None,
    receiver: UUID | None,
    part: str,
    form: str,
    language: str,
    interpreter: str = "",
    review_on: date | None = None,
    ends_on: date | None = None,
    purpose: str = "",
    witness: Text | None = None,
) -> Consent:
    """Turn a switch on: this receiver may see this part. `part` "": every part.

    `receiver`: an actor, an account or an organisation; None: everybody in the circle, but for
    whom a switch was turned off. A part of somebody that was off is on again after this, also
    when it was turned off under their other name, as an actor or as an account.

    Raises:
        NotFoundHere: `by` has no seat in this circle.
        NotAllowed: `by` is a volunteer, or there is no such part.
    """
    held = check_may_write(family_id, by=by, roles=WRITES_DOWN, even_restricted=True)
    _check_part(part)
    locked(family_id)
    if by is not None and held.isdisjoint(DECIDES) and _opens_for(by, family_id, receiver):
        raise NotAllowed(_("Dit opent iets voor jezelf. Vraag het aan het gezin."))
    if receiver is not None:
        _turn_back_on(family_id, receiver, part)
    rows = _said(family_id).filter(receiver=receiver, part=part, withdrawn_on=None)
    row = rows.first() or Consent(family_id=family_id, receiver=receiver, part=part, author=by)
    row.given_on, row.form, row.language = localdate(), form, language
    row.interpreter, row.witness, row.purpose = interpreter, witness, purpose or None
    row.review_on, row.ends_on = review_on or localdate() + REVIEW, ends_on
    row.by = _members(family_id, by)
    if row._state.adding:
        return added(row, by=by, part=PART, detail=part)
    return changed(row, by=by, part=PART, fields=SAID)


@transaction.atomic
def withdraw_consent(
    family_id: UUID, *, by: User | None, receiver: UUID | None, part: str
) -> Consent | None:
    """Turn a switch off. It acts at once; nobody asks why.

    For one receiver it beats every yes, also the one to the whole circle: what remains is the
    row that says so. With `receiver` None the yes to the whole circle is taken back, and who
    has a yes of their own keeps it.

    Raises:
        NotFoundHere: `by` has no seat in this circle.
        NotAllowed: `by` is a volunteer, or there is no such part.
    """
    check_may_write(family_id, by=by, roles=WRITES_DOWN, even_restricted=True)
    _check_part(part)
    locked(family_id)
    names = [None] if receiver is None else _same_person(family_id, receiver)
    # With what `hide_everything` took: else `show_again` would give this back too.
    given = _to(_said(family_id), names).filter(Q(withdrawn_on=None) | Q(with_all=True))
    for row in given.filter(part__in=[part] if part else ["", *PARTS]):
        row.withdrawn_on, row.with_all = localdate(), False
        changed(row, by=by, part=PART, fields=("withdrawn_on", "with_all"))
    if receiver is None:
        for row in given.filter(part="") if part else ():
            _narrow(row, without=part, by=by)
        return None
    shut = _said(family_id).filter(receiver=receiver, part=part, withdrawn_on__isnull=False)
    return shut.first() or added(
        Consent(
            family_id=family_id, receiver=receiver, part=part, author=by,
            given_on=localdate(), withdrawn_on=localdate(), form="", language="",
            by=_members(family_id, by),
        ),
        by=by, part=PART, detail=f"withdrawn {part}".strip(),
    )  # fmt: skip


@transaction.atomic
def hide_everything(family_id: UUID, *, by: User | None) -> None:
    """Take every yes back in one go, until the family shows it again.

    Raises:
        NotFoundHere: `by` has no seat in this circle.
        NotAllowed: `by` is a volunteer.
    """
    check_may_write(family_id, by=by, roles=WRITES_DOWN, even_restricted=True)
    locked(family_id)
    for row in _said(family_id).filter(withdrawn_on=None):
        row.withdrawn_on, row.with_all = localdate(), True
        changed(row, by=by, part=PART, fields=("withdrawn_on", "with_all"))
    record(Entry.Verb.CHANGED, by=by, part=PART, family=family_id, detail="all withdrawn")


@transaction.atomic
def show_again(family_id: UUID, *, by: User | None) -> None:
    """Give back what `hide_everything` took. What was turned off one by one stays off.

    Raises:
        NotFoundHere: `by` has no seat in this circle.
        NotAllowed: `by` is a volunteer.
    """
    check_may_write(family_id, by=by, roles=WRITES_DOWN, even_restricted=True)
    locked(family_id)
    for row in _said(family_id).filter(with_all=True):
        row.withdrawn_on, row.with_all = None, False
        changed(row, by=by, part=PART, fields=("withdrawn_on", "with_all"))
    record(Entry.Verb.CHANGED, by=by, part=PART, family=family_id, detail="all shown")


def _said(family_id: UUID) -> QuerySet[Consent]:
    rows: Any = Consent.objects.for_system("switches count, seen or not")
    found: QuerySet[Consent] = rows.filter(family=family_id)
    return found


def _to(rows: QuerySet[Consent], names: list[UUID] | list[None]) -> QuerySet[Consent]:
    return rows.filter(Q(receiver=None) if names == [None] else Q(receiver__in=names))


def _same_person(family_id: UUID, receiver: UUID) -> list[UUID]:
    """This receiver under their other name: the account behind an actor, and the other way."""
    seats = Seat.now().filter(family=family_id, user__isnull=False, actor__isnull=False)
    pairs = seats.filter(Q(user=receiver) | Q(actor=receiver)).values_list("user", "actor")
    return list({receiver, *(each for pair in pairs for each in pair if each)})


def _turn_back_on(family_id: UUID, receiver: UUID, part: str) -> None:
    """Remove what keeps this part off; what else was off stays so. The journal remembers."""
    names = _same_person(family_id, receiver)
    shut = _to(_said(family_id), names).filter(withdrawn_on__isnull=False)
    if part:
        for row in shut.filter(part=""):
            for other in PARTS:
                if other != part:
                    _for_part(row, other).save(force_insert=True)
        shut = shut.filter(part__in=["", part])
    shut.delete()


def _narrow(row: Consent, *, without: str, by: User | None) -> None:
    """A yes for every part becomes a yes for the others."""
    for other in PARTS:
        if other != without:
            added(_for_part(row, other), by=by, part=PART, detail=other)
    row.delete()


def _for_part(row: Consent, part: str) -> Consent:
    own = {"id", "part", "version", "made_on"}
    names = [each.name for each in Consent._meta.concrete_fields if each.name not in own]
    return Consent(part=part, **{name: getattr(row, name) for name in names})


def _members(family_id: UUID, by: User | None) -> list[UUID]:
    """Who of the family said it, when they say it themselves."""
    if by is None:
        return []
    own = Seat.of(by).filter(family=family_id, role=Seat.Role.FAMILY, member__isnull=False)
    return [each for each in own.values_list("member", flat=True) if each]


def _opens_for(person: User, family_id: UUID, receiver: UUID | None) -> bool:
    """Whether a yes to this receiver is one to that person too."""
    return receiver is None or receiver in {
        *_same_person(family_id, person.pk), person.organisation_id
    }  # fmt: skip


def _check_part(part: str) -> None:
    if part not in ("", *PARTS):
        raise NotAllowed(_("Dit deel bestaat niet. Kies verhaal, kaart of plan."))
