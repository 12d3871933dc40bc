"""Bringing a family in, whole or not at all."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kring.base.keystore import make_key
from kring.base.records import row_values
from kring.core.codes import Id
from kring.core.family import Family as FamilyOf
from kring.core.family import Theme
from kring.core.plain import plain, renamed
from kring.core.sharing import known_ids
from kring.core.themes import SHIPPED
from kring.families.models import Consent, Family, Hidden, Member, Story, Strength
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import User
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.signals.models import GoodPractice, Signal


@transaction.atomic
def bring_in(
    family: FamilyOf, *, themes: Sequence[Theme], by: User | None, is_example: bool = False
) -> Family:
    """Make a family out of a record, with everything that hangs on it.

    Every id gets a new UUID; the id of the file stays as `code`, for the way out. Nobody gets a
    seat by this: see `families.services.seat`.
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


class _Rows:
    """Writes the rows of one family, kind by kind, in the order of the file."""

    def __init__(self, family: Family, codes: dict[Id, Id], author: User | None) -> None:
        self.family, self.codes, self.author = family, codes, author
        self.hidden: list[Hidden] = []

    def write(self, family: FamilyOf) -> None:
        self.add(Member, family.members)
        self.add(Story, family.stories)
        self.add(Strength, family.strengths)
        self.add(Consent, [family.consent] if family.consent else [])
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

    def code(self, record: Any, model: Any) -> dict[str, Id]:
        named = any(field.name == "code" for field in model._meta.concrete_fields)
        return {"code": self.codes[record.id]} if named and record.id in self.codes else {}

    def hide(self, row: Any, people: Iterable[Id]) -> None:
        for who in people:
            self.hidden.append(
                Hidden(family=self.family, item=row.pk, who=UUID(who))
                if who in self.codes
                else Hidden(family=self.family, item=row.pk, who=_user(who), code=who)
            )


def _user(code: str) -> UUID | None:
    user = User.objects.filter(username=code).first()
    return user.pk if user else None
