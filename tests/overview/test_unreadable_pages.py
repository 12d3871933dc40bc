"""One value that does not open: its own place is marked, and everything else is shown."""

import re
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

import cast
from cast import bring, nl
from kring.base.envelope import SealError
from kring.base.keystore import DataKey, ErasedFamily
from kring.base.rotation import rows_of, sealed_models
from kring.base.sealing import sealed_fields
from kring.core.family import Strength
from kring.core.plan import Agreement, GoodPractice, MeetingInterpreter
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.journal.models import Entry

pytestmark = [pytest.mark.django_db]

FULL = replace(
    cast.STERRENBERG,
    strengths=(Strength(text=nl("Yousef bakt brood."), theme="work"),),
    plan=replace(cast.STERRENBERG.plan, agreements=(Agreement(text=nl("Elke week bellen")),)),
    meetings=(
        replace(
            cast.STERRENBERG.meetings[0],
            interpreter=MeetingInterpreter(language="ar", kind="professional"),
        ),
    ),
    good_practices=(GoodPractice(id="gp", title=nl("Samen koken"), themes=("work",)),),
)
# Where each table is read, and the fields that no page shows a place for.
PAGES = {
    "Family": ["overview:family"],
    "Member": ["overview:family"],
    "Story": ["overview:family"],
    "Strength": ["overview:family"],
    "Actor": ["overview:family_network"],
    "Relation": ["overview:family_network"],
    "Link": ["overview:family_network"],
    "MapRecord": ["overview:family_network"],
    "Plan": ["overview:family_plan"],
    "Goal": ["overview:family_plan"],
    "Action": ["overview:family_plan"],
    "Agreement": ["overview:family_plan"],
    "Meeting": ["overview:family_meetings"],
    "Signal": ["overview:family_policy"],
    "GoodPractice": ["overview:family_policy"],
}
LISTS = ["overview:wall", "overview:volunteers", "overview:networks"]
BROKEN = b"K1\0\0\0\1" + bytes(60)
NOT_READ = {"plan.languages", "plan.note"}  # of a plan only its head comes along
CELLS = [
    (model, field)
    for model in sealed_models()
    if model.__name__ in PAGES
    for field in sealed_fields(model)
]


@pytest.fixture
def home(db):
    return bring(FULL)


@pytest.fixture
def reader(client, home, other_family):
    user = cast.person("Rita")
    for each in (home, other_family):
        give_seat(family=each, user=user, role=Seat.Role.COORDINATOR, purpose="spil", by=None)
    client.force_login(user)
    return user


def first(model, family):
    return rows_of(model, family.pk).order_by("pk").first()


def put(row, field, value):
    pk = row.pk if connection.features.has_native_uuid_field else row.pk.hex
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {field.column} = %s WHERE id = %s", [value, pk]
        )


def bytes_in(row, field):
    values = type(row)._base_manager.filter(pk=row.pk).values_list(field.attname, flat=True)
    return None if values[0] is None else bytes(values[0])


def marks(page):
    """What the page of a family says on top that it could not read."""
    found = re.search(r"unreadable-list.*?<ul>(.*?)</ul>", page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", found[1]) if found else []


@pytest.mark.parametrize(
    ("model", "field"), CELLS, ids=[f"{field.label}" for _, field in CELLS]
)
def test_row_39_any_one_value_marks_itself_and_nothing_else(client, reader, home, model, field):
    row = first(model, home)
    before = bytes_in(row, field) or BROKEN
    broken = before[:-1] + bytes([before[-1] ^ 1])
    put(row, field, broken)

    for name in PAGES[model.__name__]:
        response = client.get(reverse(name, args=[home.pk]))
        assert response.status_code == 200
        expected = 0 if field.label.endswith(".code") or field.label in NOT_READ else 1
        assert len(marks(response.content.decode())) == expected
        lines = Entry.objects.filter(verb="tampered").values_list("item_id", "detail")
        assert list(lines) == [(row.pk, f"{field.label} value")] * expected

    assert bytes_in(row, field) == broken
    with pytest.raises(SealError), transaction.atomic():
        type(row)._base_manager.get(pk=row.pk).save()
    assert bytes_in(row, field) == broken


DAMAGE = {
    "a bit": lambda value, other: value[:-1] + bytes([value[-1] ^ 1]),
    "cut short": lambda value, other: value[:-4],
    "of another family": lambda value, other: other,
    "plain text": lambda value, other: b"Gezin Sterrenberg, met alles erbij wat erin stond",
    "another version": lambda value, other: value[:5] + b"\x09" + value[6:],
    "nothing": lambda value, other: b"",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("name", LISTS)
def test_row_39_the_lists_show_the_others_and_one_marked_row(
    client, reader, home, other_family, name, damage
):
    field = home._meta.get_field("label")
    put(home, field, damage(bytes_in(home, field), bytes_in(other_family, field)))

    page = client.get(reverse(name)).content.decode()

    assert page.count('class="unreadable') == 1
    assert "inhoud niet leesbaar, meld dit" in page
    assert "Gezin Maanlicht" in page
    assert "Gezin Sterrenberg" not in page


def test_a_card_whose_name_opens_says_that_a_part_does_not(client, reader, home):
    put(home, home._meta.get_field("municipality"), BROKEN)

    page = client.get(reverse("overview:wall")).content.decode()

    assert page.count('class="unreadable') == 1
    assert "deels niet leesbaar, meld dit" in page
    assert "Gezin Sterrenberg" in page


def test_row_39_a_family_without_its_key_holds_up_only_itself(client, reader, home):
    DataKey.objects.filter(family=home.pk).delete()

    for name in LISTS:
        page = client.get(reverse(name)).content.decode()
        assert "Gezin Maanlicht" in page
        assert "inhoud niet leesbaar, meld dit" in page
    alone = client.get(reverse("overview:family", args=[home.pk]))
    assert alone.status_code == 503
    assert "Er is niets gewist" in alone.content.decode()
    assert Entry.objects.filter(verb="tampered", family_id=home.pk).exists()


def test_a_family_that_was_forgotten_says_when(client, reader, home):
    DataKey.objects.filter(family=home.pk).delete()
    gone = ErasedFamily.objects.create(family=home.pk)

    answer = client.get(reverse("overview:family", args=[home.pk]))

    assert answer.status_code == 410
    assert str(gone.at.year) in answer.content.decode()


def test_meeting_it_again_within_ten_minutes_is_one_line(client, reader, home, monkeypatch):
    put(home, home._meta.get_field("label"), BROKEN)
    address = reverse("overview:family", args=[home.pk])
    for _ in range(3):
        client.get(address)
    assert Entry.objects.filter(verb="tampered").count() == 1
    line = Entry.objects.filter(verb="tampered").get()
    assert (line.actor_id, line.family_id, line.part) == (reader.pk, home.pk, "seal")

    monkeypatch.setattr("kring.journal.tampering.ONE_SIGHT", line.at - line.at)
    client.get(address)

    assert Entry.objects.filter(verb="tampered").count() == 2


@pytest.mark.parametrize(
    ("name", "kind", "method"),
    [("exchange:copy", "yaml", "post"), ("overview:paper", "kleur", "get")],
)
def test_nothing_with_a_hole_in_it_leaves_the_house(client, reader, home, name, kind, method):
    member = next(model for model in sealed_models() if model.__name__ == "Member")
    put(first(member, home), member._meta.get_field("name"), BROKEN)
    type(home).objects.for_system("test").update(is_example=True)

    answer = getattr(client, method)(reverse(name, args=[home.pk, kind]))

    assert answer.status_code == 409
    assert "niet leesbaar" in answer.content.decode()


def test_own_themes_that_do_not_open_give_way_to_the_shipped_ones(client, reader, home):
    put(home, home._meta.get_field("own_themes"), BROKEN)

    page = client.get(reverse("overview:family", args=[home.pk])).content.decode()

    assert marks(page) == ["gezin: eigen thema&#x27;s"]
    assert "Wonen" in page


def test_a_stranger_learns_nothing_of_what_does_not_open(home, charlie):
    put(home, home._meta.get_field("label"), BROKEN)
    client = Client()
    client.force_login(charlie)

    assert client.get(reverse("overview:family", args=[home.pk])).status_code == 404
    assert not Entry.objects.filter(verb="tampered").exists()
