"""Standing behind the second wall in a test: the role of the pages, and a world to compare."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.utils.timezone import localdate, now

from kring.base.keystore import open_keys
from kring.base.reader import reads_as
from kring.base.scoping import ScopedModel
from kring.core.words import Text
from kring.families.models import (
    BreakGlass,
    Consent,
    Family,
    FamilyRecord,
    Hidden,
    Member,
    Paper,
    Protocol,
    Recording,
    Seat,
)
from kring.network.models import Actor, Operation
from kring.people.models import Organisation, User
from kring.rights.models import OldValue, Reply
from kring.site.demo_world import make_world

MODELS = list(apps.get_app_config("kring").get_models())
SCOPED = [model for model in MODELS if issubclass(model, ScopedModel)]
RECORDS = [model for model in MODELS if issubclass(model, FamilyRecord)]


@contextmanager
def as_role(role: str = "kring_app") -> Iterator[None]:
    """In this block the connection is what a page has on a real site, and no more."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def seen(table: str, *, by: User | None, column: str = "id") -> set:
    """What the database itself shows this person of a table, asked without any filter."""
    with as_role(), reads_as(by.pk if by else None), connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return {key for (key,) in cursor.fetchall()}


class World:
    """The families of the demo, and forty people in every kind of seat, at random but the same
    each time."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        make_world()
        families = list(Family.objects.for_system("test"))
        open_keys(each.pk for each in families)
        self.families = sorted(families, key=lambda each: str(each.code))
        self.houses = [Organisation.objects.create(name=f"Huis {n}") for n in range(3)]
        self.people = list(User.objects.all())
        self.members = self._ids(Member)
        self.actors = self._ids(Actor)
        self._invite_people()
        self._say_more()
        self._deepen()
        self._agree()
        self._hide()
        for family in self.families[::6]:
            self._row(Family, family.pk, is_restricted=True)
        self._stand_at_the_edge()

    def _ids(self, model) -> dict:
        found: dict = {family.pk: [] for family in self.families}
        for pk, family in model.objects.for_system("test").values_list("pk", "family"):
            found[family].append(pk)
        return found

    def _row(self, model, pk, **values) -> None:
        model._base_manager.filter(pk=pk).update(**values)

    def _invite_people(self) -> None:
        moment = now()
        spans = {
            "live": (-9, 90, None), "ended": (-90, -1, None), "withdrawn": (-9, 90, -1),
            "later": (2, 90, None),
        }  # fmt: skip
        for number in range(40):
            user = User.objects.create(
                username=f"p{number}",
                organisation=self.dice.choice([None, *self.houses]),
                system_role=self.dice.choice([""] * 8 + ["analyst", "administrator"]),
                is_active=self.dice.random() < 0.95,
            )
            self.people.append(user)
            for family in self.dice.sample(self.families, 5):
                start, end, gone = (
                    timedelta(days=days) if days is not None else None
                    for days in spans[self.dice.choice(["live"] * 4 + [*spans])]
                )
                role = self.dice.choice(Seat.Role.values)
                members = self.members[family.pk] or [uuid4()]
                actors = self.actors[family.pk]
                Seat.objects.create(
                    family=family, user=user, role=role, purpose="test",
                    member=self.dice.choice(members) if role == "family" else None,
                    actor=self.dice.choice([None, *actors]) if role != "family" else None,
                    tie=self.dice.choice(["", "secrecy", "discretion"]),
                    starts_at=moment + start, ends_at=moment + end,
                    withdrawn_at=moment + gone if gone else None,
                )  # fmt: skip
            for family in self.dice.sample(self.families, self.dice.choice([0, 1, 2])):
                Protocol.objects.get_or_create(family=family, organisation=self.houses[0])
                start = moment - timedelta(hours=self.dice.choice([1, 5]))
                BreakGlass.objects.create(
                    family=family, user=user, reason="danger", words="test", starts_at=start,
                    ends_at=start + timedelta(hours=4),
                    ended_at=self.dice.choice([None, start + timedelta(minutes=1)]),
                )  # fmt: skip

    def _say_more(self) -> None:
        for family in self.families:
            for actor in self.actors[family.pk]:
                Operation(
                    family=family, number=uuid4(), kind="actor", record=actor,
                    said={"field": "label", "value": "x", "seen": [], "tap": ""},
                ).save()  # fmt: skip
            for item in self.members[family.pk]:
                Reply(family=family, item=item, kind="word", words=Text.dutch("nee")).save()
                OldValue(
                    family=family, item=item, field="member.name", value="x",
                    kept_until=localdate(),
                ).save()  # fmt: skip
                for kind in (Paper, Recording):
                    kind(family=family, name="x", key="x", kind="png", size=1, pieces=0).save()

    def _deepen(self) -> None:
        """Every layer, and notes by everybody."""
        for model in RECORDS:
            for pk in model._base_manager.values_list("pk", flat=True):
                self._row(
                    model, pk, layer=self.dice.choice([1, 1, 2, 3, 4]),
                    author=self.dice.choice([None, *self.people]),
                )  # fmt: skip

    def _agree(self) -> None:
        today = localdate()
        for family in self.families:
            sitting = [*Seat.objects.filter(family=family).values_list("user", flat=True)]
            for _ in range(12):
                said = self.dice.choice([-3, -1, 0, 2])
                Consent(
                    family=family, part=self.dice.choice(["", "story", "map", "plan"]),
                    receiver=self.dice.choice(
                        [None, *self.dice.sample(sitting, min(2, len(sitting))),
                         self.dice.choice(self.houses).pk, *self.actors[family.pk][:3]]
                    ),
                    given_on=today + timedelta(days=said), language="nl", form="spoken",
                    by=self.members[family.pk][:1],
                    withdrawn_on=self.dice.choice([None, None, None, today]),
                    ends_on=self.dice.choice([None, today - timedelta(days=1), today]),
                    layer=self.dice.choice([1, 1, 2]),
                ).save()  # fmt: skip
            for name in (*self.members[family.pk][:1], *self.actors[family.pk][:1]):
                # Somebody whom the family's helpers must not know of, named by a consent.
                Hidden.objects.create(family=family, item=name, who=None)
        # Most families of the demo agreed to everything: half of them took it back.
        for pk in Consent._base_manager.filter(receiver=None).values_list("pk", flat=True):
            if self.dice.random() < 0.5:
                self._row(Consent, pk, withdrawn_on=today)

    def _hide(self) -> None:
        for family in self.families:
            items = [
                pk
                for model in RECORDS
                for pk in model._base_manager.filter(family=family).values_list("pk", flat=True)
            ]
            for item in self.dice.sample(items, min(8, len(items))):
                who = self.dice.choice(
                    [None, self.dice.choice(self.people).pk, *self.members[family.pk],
                     *self.actors[family.pk][:4], uuid4()]
                )  # fmt: skip
                Hidden.objects.create(family=family, item=item, who=who)

    def _stand_at_the_edge(self) -> None:
        """One helper a family, with one thing that is just so: dice may leave these out."""
        today, moment = localdate(), now()
        day, hour = timedelta(days=1), timedelta(hours=1)
        edges = (
            {"said": [{"receiver": "actor"}], "hides": "actor"},
            {"said": [{"by": "member"}], "hides": "member"},
            {"said": [{"given_on": today + day}]},
            {"said": [{"ends_on": today - day}]},
            {"said": [{"withdrawn_on": today}]},
            {"said": [{}, {"receiver": "me", "withdrawn_on": today}]},
            {"said": [{"receiver": self.houses[0].pk}]},
            {"said": [{"part": "story"}]},
            {"user": {"is_active": False}},
            {"user": {"system_role": "analyst"}},
            {"seat": {"starts_at": moment + hour}},
            {"seat": {"starts_at": moment - day, "ends_at": moment - hour}},
            {"seat": {"withdrawn_at": moment - hour}},
            {"glass": {}},
            {"glass": {"ended_at": moment - hour / 2}},
            {"glass": {"starts_at": moment - 5 * hour, "ends_at": moment - hour}},
        )
        # First what families said, so that no two of those meet in one family.
        homes = [
            each for n, each in enumerate(self.families) if n % 6 and self.members[each.pk]
        ]
        for number, edge in enumerate(edges):
            family = homes[number % len(homes)]
            user = User.objects.create(username=f"edge{number}", **edge.get("user", {}))
            self.people.append(user)
            if "glass" in edge:
                BreakGlass.objects.create(**{
                    "family": family, "user": user, "reason": "danger", "words": "test",
                    "starts_at": moment - hour, "ends_at": moment + hour, **edge["glass"],
                })  # fmt: skip
            else:
                Seat.objects.create(**{
                    "family": family, "user": user, "role": "volunteer", "purpose": "test",
                    "starts_at": moment - day, "ends_at": moment + day, **edge.get("seat", {}),
                })  # fmt: skip
            if "said" not in edge:
                continue
            names = {
                "me": user.pk, "actor": (self.actors[family.pk] or [None])[0],
                "member": [self.members[family.pk][0]],
            }  # fmt: skip
            Consent._base_manager.filter(family=family).delete()
            for said in edge["said"]:
                Consent(**{
                    "family": family, "given_on": today - day, "language": "nl",
                    "form": "spoken", "by": [],
                    **{key: names.get(value, value) if isinstance(value, str) else value
                       for key, value in said.items()},
                }).save()  # fmt: skip
            if "hides" in edge:
                hidden = names[edge["hides"]]
                item = hidden[0] if isinstance(hidden, list) else hidden
                Hidden.objects.create(family=family, item=item, who=None)
