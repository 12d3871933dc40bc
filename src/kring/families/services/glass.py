"""Breaking the glass: reading a family out of need, with a reason that somebody checks."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import override

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.reader import errand
from kring.families.models import BreakGlass, Protocol, Seat
from kring.families.models.glass import OPEN_FOR
from kring.families.newcomers import PROFESSIONAL
from kring.families.queries import families_in_reach, glass_of, overdue_reviews
from kring.families.services.writing import DECIDES, check_may_write
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.mail import post
from kring.people.models import Organisation, User, WaitingMail

PART: Final = "glass"  # how the journal calls it
SHORTEST: Final = 20  # characters of a reason in words
MOST_A_DAY: Final = 2


@transaction.atomic
def break_glass(family_id: UUID, *, by: User, reason: str, words: str) -> BreakGlass:
    """Read layers 1 and 2 of a family for four hours, restricted or closed as it may be.

    The family finds it in its journal; the coordinators and who guards the data of the
    reader's organisation get a mail without a name in it.
    Whoever does it again before it is over gets the same four hours.

    Raises:
        NotFoundHere: no such family, or it did not name this person's organisation, or that
            organisation does not allow it. All read the same.
        NotAllowed: this person is no professional in any circle; a reason is missing; they did
            it twice today; or one of theirs was never reviewed.
    """
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)  # one at a time: it is counted
    if not Seat.of(by).filter(role__in=PROFESSIONAL).exists():
        raise NotAllowed(_("Dit kan alleen een begeleider of een coördinator."))
    if family_id not in families_in_reach(by):
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    if open_now := glass_of(by).filter(family=family_id).first():
        return open_now
    if reason not in BreakGlass.Reason.values:
        raise NotAllowed(_("Kies eerst een reden."))
    if len(words.strip()) < SHORTEST:
        raise NotAllowed(
            _("Schrijf in minstens {number} tekens waarom.").format(number=SHORTEST)
        )
    if overdue_reviews(by):
        raise NotAllowed(
            _("Een vorige keer is nog niet nagekeken. Vraag dat eerst aan de coördinator.")
        )
    midnight = localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if BreakGlass.objects.filter(user=by, starts_at__gte=midnight).count() >= MOST_A_DAY:
        raise NotAllowed(_("Dit kan hoogstens twee keer op een dag. Bel de coördinator."))
    moment = now()
    glass = BreakGlass.objects.create(
        family_id=family_id, user=by, reason=reason, words=words.strip(),
        starts_at=moment, ends_at=moment + OPEN_FOR,
    )  # fmt: skip
    record(Entry.Verb.ADDED, by=by, part=PART, family=family_id, item=glass.pk, detail=reason)
    _tell(_leads_of(family_id, besides=by))
    _tell_officer(by.organisation)
    return glass


@transaction.atomic
def close_glass(glass_id: UUID, *, by: User) -> BreakGlass:
    """Stop reading before the four hours are over.

    Raises:
        NotFoundHere: there is no such open glass of this person.
    """
    glass = glass_of(by).filter(pk=glass_id).first()
    if glass is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    glass.ended_at = now()
    glass.save(update_fields=["ended_at"])
    _write(glass, by=by, detail="ended")
    return glass


@transaction.atomic
def review_glass(glass_id: UUID, *, by: User, verdict: str) -> BreakGlass:
    """Say whether it was needed: the family, or a coordinator other than who broke it.

    Raises:
        NotFoundHere: there is no such glass, or `by` has no seat in this circle.
        NotAllowed: `by` is not of the family nor its coordinator, broke it themselves, or it
            was reviewed before.
    """
    glass = BreakGlass.objects.filter(pk=glass_id).first()
    if glass is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    check_may_write(glass.family_id, by=by, roles=DECIDES, even_restricted=True)
    if glass.user_id == by.pk:
        raise NotAllowed(_("Iemand anders kijkt na wat je zelf deed."))
    if glass.reviewed_at is not None:
        raise NotAllowed(_("Dit is al nagekeken."))
    if verdict not in BreakGlass.Verdict.values:
        raise NotAllowed(_("Kies of het nodig was."))
    glass.reviewed_at, glass.reviewed_by, glass.verdict = now(), by, verdict
    glass.save(update_fields=["reviewed_at", "reviewed_by", "verdict"])
    _write(glass, by=by, detail=f"reviewed {verdict}")
    return glass


@transaction.atomic
def name_protocol(family_id: UUID, *, organisation: Organisation, by: User | None) -> Protocol:
    """Write down that the family lets this organisation read in need.

    Raises:
        NotFoundHere: `by` has no seat in this circle.
        NotAllowed: `by` is not of the family nor its coordinator.
    """
    check_may_write(family_id, by=by, roles=DECIDES)
    protocol, is_new = Protocol.objects.get_or_create(
        family_id=family_id, organisation=organisation, defaults={"named_by": by}
    )
    if is_new:
        record(Entry.Verb.ADDED, by=by, part="protocol", family=family_id, item=organisation.pk)
    return protocol


@transaction.atomic
def unname_protocol(family_id: UUID, *, organisation: Organisation, by: User | None) -> None:
    """Take that back. A glass of this organisation that is open now closes with it.

    Raises:
        NotFoundHere, NotAllowed: see `name_protocol`.
    """
    check_may_write(family_id, by=by, roles=DECIDES, even_restricted=True)
    gone, _kinds = Protocol.objects.filter(family=family_id, organisation=organisation).delete()
    if not gone:
        return
    _end_all(BreakGlass.objects.filter(family=family_id, user__organisation=organisation))
    record(Entry.Verb.ERASED, by=by, part="protocol", family=family_id, item=organisation.pk)


def close_glasses_of(organisation: Organisation, *, by: User) -> int:
    """Its people no longer read in need: what is open now closes. How many were.

    Each is written down in the journal of its family. Whoever may decide this is asked before.
    """
    with errand("no longer in need"), transaction.atomic():
        ended = _end_all(BreakGlass.objects.filter(user__organisation=organisation))
        for glass in ended:
            _write(glass, by=by, detail="no longer allowed")
    return len(ended)


def _end_all(glasses: QuerySet[BreakGlass]) -> list[BreakGlass]:
    moment = now()
    ended = list(glasses.filter(ended_at=None, ends_at__gt=moment))
    for glass in ended:
        glass.ended_at = moment
        glass.save(update_fields=["ended_at"])
    return ended


def _write(glass: BreakGlass, *, by: User, detail: str) -> None:
    record(
        Entry.Verb.CHANGED, by=by, part=PART, family=glass.family_id, item=glass.pk,
        detail=detail,
    )  # fmt: skip


def _leads_of(family_id: UUID, *, besides: User) -> list[tuple[str, str]]:
    """Where to write to the coordinators, and in which language."""
    seats = Seat.now().filter(
        family=family_id, role=Seat.Role.COORDINATOR, user__is_active=True
    )
    people = seats.exclude(user=besides).exclude(user__email="")
    return sorted(set(people.values_list("user__email", "user__language")))


def _tell(leads: list[tuple[str, str]]) -> None:
    for address, language in leads:
        with override(language):
            post(
                WaitingMail.Kind.GLASS,
                address,
                _("Kring: kijk iets na"),
                _(
                    "Iemand las een gezin van jou uit nood. Meld je aan in Kring en "
                    "kijk het na binnen vijf werkdagen."
                ),
            )


def _tell_officer(organisation: Organisation | None) -> None:
    """Who guards the data there; else who answers for it. The page warns when nobody does."""
    if organisation is None or not organisation.mail_in_need:
        return
    with override(settings.LANGUAGE_CODE):
        post(
            WaitingMail.Kind.GLASS,
            organisation.mail_in_need,
            _("Kring: iemand las uit nood"),
            _(
                "Iemand van jouw organisatie las een gezin uit nood. De coördinator van dat "
                "gezin kijkt het na binnen vijf werkdagen. In deze mail staat met opzet geen "
                "naam."
            ),
        )
