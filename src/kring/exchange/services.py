"""Bringing families in, whole or not at all; and letting a copy go out."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.base.keystore import KEYS, make_key
from kring.base.records import row_values
from kring.core.codes import Id
from kring.core.family import Consent as ConsentOf
from kring.core.family import Family as FamilyOf
from kring.core.family import Theme
from kring.core.loose_ends import known_ids
from kring.core.plain import plain, renamed
from kring.core.sharing import Reader
from kring.core.themes import SHIPPED
from kring.exchange.copies import Kind
from kring.exchange.queries import family_file
from kring.families.models import (
    Consent,
    ConsentTalk,
    Family,
    Hidden,
    Member,
    Seat,
    Story,
    Strength,
)
from kring.families.newcomers import may_bring_in
from kring.families.queries import OpenFamily, open_family
from kring.families.services import added, give_seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import User
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.signals.models import GoodPractice, Signal

PART: Final = "import"  # how the journal calls bringing in
SPOKEN: Final = "spoken"  # the form of a yes that was said aloud
TAKES_COPIES: Final = frozenset({Reader.FAMILY, Reader.WORKER, Reader.COORDINATOR})


@transaction.atomic
def bring_in(
    family: FamilyOf, *, themes: Sequence[Theme], by: User | None, is_example: bool = False
) -> Family:
    """Make a family out of a record, with everything that hangs on it.

    Every id gets a new UUID; the id of the file stays as `code`, for the way out. Nobody gets a
    seat by this: see `families.services.give_seat`.
    """
    names = {each: Id(str(uuid4())) for each in sorted(known_ids(family))}
    codes = {new: old for old, new in names.items()}
    family = renamed(FamilyOf, family, lambda each: names.get(each, each))

    make_key(UUID(family.id))
    own = () if tuple(themes) == SHIPPED else themes
    row = Family(
        **row_values(family, Family), code=codes[family.id],
        own_themes=plain(tuple(own)), is_example=is_example,
    )  # fmt: skip
    row.save(force_insert=True)
    _Rows(row, codes, by).write(family)
    record(Entry.Verb.ADDED, by=by, part="family", family=row.pk)
    return row


def check_may_bring_in(by: User) -> None:
    """Raises NotAllowed, see `may_bring_in`: who runs the site or writes policy never does."""
    if by.system_role:
        raise NotAllowed(
            _("Wie een rol op de site heeft, leest geen gezinnen en brengt er ook geen binnen.")
        )
    if not may_bring_in(by):
        raise NotAllowed(
            _(
                "Alleen een begeleider brengt een nieuw gezin binnen. "
                "Vraag het aan een begeleider in je kring."
            )
        )


def bring_in_once(
    families: Sequence[FamilyOf],
    *,
    themes: Sequence[Theme],
    note: UUID,
    by: User,
    is_example: bool = False,
) -> list[UUID]:
    """All these families, or none. Who brings them in becomes their contact point.

    The families agreed to that: the form asks for it, see `forms.AgreedForm`.

    Saying it twice with the same `note` brings them in once; the answer is the same.

    Raises:
        NotAllowed: see `check_may_bring_in`.
    """
    check_may_bring_in(by)
    try:
        with transaction.atomic(), transaction.atomic(using=KEYS):
            # The line goes first: writing it waits for whoever says the same at this moment.
            line = record(Entry.Verb.ADDED, by=by, part=PART, item=note)
            if _lines_of(note, by).exclude(pk=line.pk).exists():
                raise _SaidBefore
            for family in families:
                # A file may say that nobody lives in it; on a real site that opens no door.
                row = bring_in(
                    family, themes=themes, by=by, is_example=is_example and settings.DEMO
                )
                give_seat(
                    family=row, user=by, role=Seat.Role.COORDINATOR,
                    purpose=_("bracht het gezin in Kring"), by=by,
                )  # fmt: skip
                _agrees(row, family.consent, by=by)
                record(Entry.Verb.ADDED, by=by, part=PART, item=note, family=row.pk)
    except _SaidBefore:
        pass
    found = _lines_of(note, by).exclude(family_id=None).order_by("pk")
    return [each for each in found.values_list("family_id", flat=True) if each]


def _agrees(row: Family, talk: ConsentOf | None, *, by: User) -> None:
    """The family's yes to whoever brings it in: as the file tells it, else said aloud today."""
    told = talk if talk is not None and talk.withdrawn is None else None
    added(
        Consent(
            family=row, receiver=by.pk, part="", author=by,
            given_on=told.given_on if told else localdate(),
            form=str(told.form) if told else SPOKEN,
            language=str(told.language) if told else by.language,
            interpreter=str(told.interpreter or "") if told else "",
        ),
        by=by, part="consent",
    )  # fmt: skip


class _SaidBefore(Exception):
    """These families are already in."""


def _lines_of(note: UUID, by: User) -> QuerySet[Entry]:
    return Entry.objects.filter(part=PART, item_id=note, actor_id=by.pk)


def check_may_copy(door: OpenFamily) -> None:
    """Who takes a family along as it is, in one go: the family itself.

    A professional goes by `rights.export_views`, where somebody else looks first and the notes
    stay. Of an example, in which nobody lives, they may take a copy here.

    Raises:
        NotAllowed: a volunteer, a professional, or somebody who reads it in need.
    """
    door.check_may_leave()
    if door.reader not in TAKES_COPIES:
        raise NotAllowed(
            _("Een kopie is voor het gezin en de begeleider. Vraag het aan een van hen.")
        )
    if door.reader is not Reader.FAMILY and not door.row.is_example:
        raise NotAllowed(
            _("Kies bij het gezin ‘Neem mee’. Iemand anders kijkt dan eerst na wat meegaat.")
        )


def door_to_copy(family_id: UUID, *, by: User) -> OpenFamily:
    """The family, for who may take a copy of it.

    Raises:
        NotFoundHere: see `open_family`.
        NotAllowed: see `check_may_copy`.
    """
    door = open_family(family_id, by=by, part="export")
    check_may_copy(door)
    return door


def copy_of(family_id: UUID, *, kind: Kind, by: User) -> bytes:
    """The family as a file of this kind, as far as this reader may see it.

    Raises:
        NotFoundHere: see `open_family`.
        NotAllowed: see `check_may_copy`.
        FileRefused: this kind of file cannot hold it.
    """
    door = door_to_copy(family_id, by=by)
    written = kind.write(family_file(family_id, by=by))
    record(Entry.Verb.EXPORTED, by=by, part="family", family=door.pk, detail=kind.ending)
    return written


class _Rows:
    """Writes the rows of one family, kind by kind, in the order of the file."""

    def __init__(self, family: Family, codes: dict[Id, Id], author: User | None) -> None:
        self.family, self.codes, self.author = family, codes, author
        self.hidden: list[Hidden] = []

    def write(self, family: FamilyOf) -> None:
        self.add(Member, family.members)
        self.add(Story, family.stories)
        self.add(Strength, family.strengths)
        self.consent(family.consent)
        self.add(Actor, family.actors)
        self.add(Relation, family.relations)
        self.add(Link, family.links)
        self.add(MapRecord, family.maps)
        if family.plan:
            [plan] = self.add(Plan, [family.plan])
            self.add(Goal, family.plan.goals, plan=plan)
            self.add(Action, family.plan.actions, plan=plan)
            self.add(Agreement, family.plan.agreements, plan=plan)
        self.add(Meeting, family.meetings)
        self.add(Signal, family.signals)
        self.add(GoodPractice, family.good_practices)
        Hidden.objects.bulk_create(self.hidden)

    def add(self, model: Any, records: Iterable[Any], **more: Any) -> list[Any]:
        rows = [
            model(
                **row_values(each, model) | self.code(each, model) | more,
                family=self.family, author=self.author, position=position,
            )
            for position, each in enumerate(records)
        ]  # fmt: skip
        for row, each in zip(rows, records, strict=True):
            self.hide(row, getattr(each, "hidden_from", ()))
        return list(model.objects.bulk_create(rows))

    def consent(self, talk: ConsentOf | None) -> None:
        """The conversation as it was, and a switch for each person with whom it shares."""
        if talk is None:
            return
        self.add(ConsentTalk, [talk])
        for who in talk.shared_with:
            self.add(Consent, [talk], receiver=UUID(who))

    def code(self, record: Any, model: Any) -> dict[str, Id]:
        named = any(field.name == "code" for field in model._meta.concrete_fields)
        return {"code": self.codes[record.id]} if named and record.id in self.codes else {}

    def hide(self, row: Any, people: Iterable[Id]) -> None:
        """From every person the word may mean: one of the family's records, or an account.

        A word that means nobody yet hides the item from everybody but the coordinators.
        """
        for who in people:
            code = self.codes.get(who, who)
            meant: list[UUID | None] = [UUID(who)] if who in self.codes else []
            meant += User.objects.filter(username=code).values_list("pk", flat=True)
            for one in meant or [None]:
                self.hidden.append(
                    Hidden(
                        family=self.family, item=row.pk, who=one, code=code, author=self.author
                    )
                )
