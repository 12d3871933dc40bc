"""Who is who in our tests. Alice and Bob sit in a circle; Charlie never does; Paula counts."""

from datetime import date

import pytest
from django.test.client import ClientMixin

from kring.base.keyring import make_key_ring
from kring.base.keystore import keys_for_one_request
from kring.core.codes import Direction, Fluency, Frequency, Need, Part, Quality, Sphere
from kring.core.family import (
    Actor,
    Family,
    Link,
    MapRecord,
    Member,
    Relation,
    Story,
    ThemeState,
)
from kring.core.plan import Action, Goal, Meeting, Plan, Signal
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.exchange.services import bring_in
from kring.families.models import Member as MemberRow
from kring.families.models import Seat
from kring.families.services import give_consent, give_seat
from kring.people import sessions
from kring.people.models import User

nl = Text.dutch

STERRENBERG = Family(
    id="ster",
    label=nl("Gezin Sterrenberg"),
    municipality=nl("Lindervelde"),
    members=(
        Member(id="amal", name=Text({"ar": "أمل", "nl": "Amal"}), role="mother",
               birth_year=1988, languages={"ar": Fluency.NATIVE, "nl": Fluency.BASIC}),
        Member(id="yousef", name=nl("Yousef"), role="father", birth_year=1984,
               languages={"ar": Fluency.NATIVE}),
    ),
    stories=(
        Story(id="s1", spoken_by="amal", told_on=date(2026, 2, 1),
              words=Text({"ar": "نريد بيتاً جافاً.", "nl": "Wij willen een droog huis."})),
    ),
    themes=(
        ThemeState(id="housing", need=Need.URGENT, score=3, words=nl("Het huis is nat.")),
        ThemeState(id="work", need=Need.SOME, words=nl("Yousef was bakker.")),
        ThemeState(id="health", need=Need.NONE),
    ),
    actors=(
        Actor(id="lieve", label=nl("Lieve"), role="embracer", sphere=Sphere.VOLUNTEERS,
              languages=("nl",)),
        Actor(id="ocmw", label=nl("OCMW"), role="ocmw_social_worker", sphere=Sphere.SERVICES,
              languages=("nl",)),
        Actor(id="hala", label=nl("Tante Hala"), role="relative", sphere=Sphere.KIN,
              abroad=True, languages=("ar",)),
    ),
    relations=(
        Relation(actor="lieve", closeness=1, freq=Frequency.WEEKLY, quality=Quality.STRONG,
                 dir=Direction.MUTUAL, themes={"housing": Part.CARRIES}),
        Relation(actor="ocmw", members=("amal",), closeness=3, freq=Frequency.MONTHLY,
                 quality=Quality.STRESSFUL, themes={"housing": Part.HELPS}),
        Relation(actor="hala", members=("amal",), closeness=1, freq=Frequency.DAILY,
                 quality=Quality.STRONG),
    ),
    links=(Link(a="lieve", b="ocmw"),),
    maps=(MapRecord(id="m1", date=date(2026, 2, 1), made_with=("amal",), language="ar"),),
    plan=Plan(
        id="p1", coordinator="ocmw",
        goals=(Goal(id="g1", words=nl("Een droog huis."), theme="housing", score_start=3),),
        actions=(
            Action(id="a1", goal="g1", what=nl("Bel de verhuurder"), responsible="lieve",
                   with_=("amal",), due=date(2026, 3, 10)),
        ),
    ),
    meetings=(
        Meeting(id="o1", date=date(2026, 2, 1), kind="network_meeting", chair="ocmw",
                present=("amal", "lieve"), decisions=("a1",)),
    ),
    signals=(
        Signal(id="sig1", title=nl("Te weinig woningen"), what_we_see=nl("Gezinnen wachten."),
               themes=("housing",)),
    ),
)  # fmt: skip

MAANLICHT = Family(id="maan", label=nl("Gezin Maanlicht"))


@pytest.fixture(autouse=True)
def a_house_with_a_key(settings, tmp_path_factory):
    """A key ring for this run, plain static files, opened keys forgotten after each test."""
    ring = tmp_path_factory.getbasetemp() / "keyring.json"
    if not ring.exists():
        make_key_ring(ring, name="test")
    settings.KRING_KEY_RING = ring
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with keys_for_one_request():
        yield


@pytest.fixture(autouse=True)
def a_forced_sign_in_is_a_strong_one(monkeypatch, settings):
    """`client.force_login` stands for somebody who came in with a passkey a moment ago.

    Real sign-ins, in tests/people, go through the pages and get only what they showed. Their
    passwords are hashed fast: a test proves nothing about the cost of a hash.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    force = ClientMixin.force_login

    def force_login(client, user, backend=None):
        force(client, user, backend)
        session = client.session
        sessions.begin(session, user, {sessions.Way.PASSKEY})
        session.save()

    monkeypatch.setattr(ClientMixin, "force_login", force_login)


def bring(record, *, themes=SHIPPED, by=None, **more):
    """A family that said yes to its whole circle."""
    row = bring_in(record, themes=themes, by=by, **more)
    agree(row)
    return row


def agree(family, *, receiver=None, part=""):
    """The family says yes, out loud."""
    return give_consent(
        family.pk, by=None, receiver=receiver, part=part, form="spoken", language="nl"
    )


@pytest.fixture
def family(db):
    return bring(STERRENBERG)


@pytest.fixture
def other_family(db):
    return bring(MAANLICHT)


def person(name, **more):
    return User.objects.create_user(name.lower(), first_name=name, **more)


def a_member(family):
    """The id of somebody in this family; somebody is made where there is nobody yet."""
    found = MemberRow.objects.for_system("test").filter(family=family).first()
    return found.pk if found else MemberRow.objects.create(
        family=family, code="iemand", name=nl("Iemand"), role="mother", languages={}, extra={}
    ).pk  # fmt: skip


@pytest.fixture
def alice(family):
    """A front-line worker in the circle of the family."""
    user = person("Alice")
    give_seat(family=family, user=user, role=Seat.Role.WORKER, purpose="basiswerk", by=None)
    return user


@pytest.fixture
def bob(family):
    """A volunteer in the circle of the family: Lieve on its map."""
    user = person("Bob")
    give_seat(family=family, user=user, role=Seat.Role.VOLUNTEER, purpose="omarmer", by=None)
    return user


@pytest.fixture
def amal(family):
    """The mother of the family."""
    user = person("Amal", language="ar")
    mother = MemberRow.objects.for_system("test").get(family=family, position=0)
    give_seat(
        family=family, user=user, role=Seat.Role.FAMILY, purpose="eigen gezin", by=None,
        member=mother.pk,
    )  # fmt: skip
    return user


@pytest.fixture
def nadia(family):
    """The coordinator of the circle."""
    user = person("Nadia")
    give_seat(family=family, user=user, role=Seat.Role.COORDINATOR, purpose="spil", by=None)
    return user


@pytest.fixture
def charlie(other_family):
    """A worker with a family of his own, and no seat in this circle."""
    user = person("Charlie")
    give_seat(family=other_family, user=user, role=Seat.Role.WORKER, purpose="werk", by=None)
    return user


@pytest.fixture
def paula(db):
    """A policy officer: sees what is published, never a family."""
    return person("Paula", system_role=User.SystemRole.ANALYST)


@pytest.fixture
def adam(db):
    """The administrator of the site."""
    return person("Adam", system_role=User.SystemRole.ADMINISTRATOR)
