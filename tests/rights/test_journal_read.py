"""The journal that people read: plain words, nothing hidden, a fixed number of questions."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

import cast
from kring.base.keystore import KEYS, keys_for_one_request
from kring.core.codes import MayRead
from kring.families.models import Hidden, Member, Seat, Story
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.models import Actor, Relation
from kring.people.models import Organisation
from kring.rights.services.refusing import note_refusal

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def page(client, user, family, **asked):
    client.force_login(user)
    answer = client.get(reverse("rights:who_looked", args=[family.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def look(client, user, name, *arguments):
    client.force_login(user)
    assert client.get(reverse(name, args=arguments)).status_code == 200


def test_the_family_reads_in_plain_words_who_looked_at_what(client, family, nadia, amal):
    nadia.organisation = Organisation.objects.create(name="OCMW Lindervelde")
    nadia.save()
    look(client, nadia, "overview:family_plan", family.pk)
    look(client, nadia, "overview:family", family.pk)

    said = page(client, amal, family)

    assert '<b><bdi translate="no">Nadia</bdi></b>' in said
    assert "<bdi>coördinator</bdi>, <bdi>OCMW Lindervelde</bdi>" in said
    assert "keek naar het gezin en het plan." in said
    assert said.count("Nadia") == 1


def test_a_family_that_stood_in_a_list_reads_so_once(client, family, nadia, amal):
    for name in (
        "overview:wall",
        "overview:networks",
        "overview:volunteers",
        "overview:policy",
    ):
        look(client, nadia, name)

    assert page(client, amal, family).count("zag jullie in een lijst.") == 1
    assert "zag het gezin in een lijst." in page(client, nadia, family)
    lines = Entry.objects.filter(part="wall", actor_id=nadia.pk)
    assert lines.count() == 1


def test_looking_again_after_ten_minutes_is_another_line(client, family, nadia, monkeypatch):
    look(client, nadia, "overview:wall")
    later = now() + timedelta(minutes=11)
    monkeypatch.setattr("kring.families.queries.now", lambda: later)
    look(client, nadia, "overview:wall")

    assert Entry.objects.filter(part="wall", actor_id=nadia.pk).count() == 2


def test_nobody_on_the_wall_is_written_when_nobody_is_shown(client, paula):
    look(client, paula, "overview:wall")

    assert not Entry.objects.filter(part="wall").exists()


@pytest.fixture
def yousef(family):
    """The father, with a sign-in of his own."""
    user = cast.person("Yousef")
    father = Member.objects.for_system("a test").get(family=family, position=1)
    give_seat(
        family=family, user=user, role=Seat.Role.FAMILY, purpose="eigen gezin", by=None,
        member=father.pk,
    )  # fmt: skip
    return user


def without_marks(text):
    return [line for line in text.splitlines() if "csrf" not in line]


HIDDEN_LINES = {
    "an item hidden from him": lambda f, bob, item: record(
        Entry.Verb.CHANGED, by=bob, part="actor", family=f.pk, item=item.pk
    ),
    "a tie to somebody hidden from him": lambda f, bob, item: record(
        Entry.Verb.CHANGED, by=bob, part="relation", family=f.pk,
        item=Relation.objects.for_system("a test").filter(actor=item).first().pk,
    ),
    "hiding itself": lambda f, bob, item: record(
        Entry.Verb.ADDED, by=bob, part="hidden", family=f.pk, item=uuid4()
    ),
    "a value that does not open": lambda f, bob, item: record(
        Entry.Verb.TAMPERED, by=bob, part="seal", family=f.pk, item=uuid4()
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", HIDDEN_LINES.values(), ids=HIDDEN_LINES)
def test_row_5_a_line_about_what_is_hidden_changes_nothing_on_his_page(
    client, family, amal, yousef, line
):
    item = Actor.objects.for_system("a test").filter(family=family).first()
    Hidden.objects.create(family=family, item=item.pk, who=yousef.pk, code="y")
    before = page(client, yousef, family)

    line(family, amal, item)

    assert without_marks(page(client, yousef, family)) == without_marks(before)


def test_who_is_hidden_from_him_never_stands_in_a_line(client, family, bob, yousef):
    Hidden.objects.create(family=family, item=bob.pk, who=yousef.pk, code="y")
    look(client, bob, "overview:family", family.pk)

    assert "Bob" not in page(client, yousef, family)


def test_a_line_about_a_seat_of_somebody_hidden_is_not_there(
    client, family, bob, yousef, nadia
):
    seat = Seat.objects.get(user=bob)
    Hidden.objects.create(family=family, item=bob.pk, who=yousef.pk, code="y")
    record(Entry.Verb.CHANGED, by=nadia, part="seat", family=family.pk, item=seat.pk)

    assert "veranderde een plaats" not in page(client, yousef, family)


def test_a_chapter_for_the_family_alone_stays_out_of_the_coordinators_list(
    client, family, amal, nadia
):
    story = Story.objects.for_system("a test").filter(family=family).first()
    story.may_read = MayRead.FAMILY
    story.save()
    record(Entry.Verb.CHANGED, by=amal, part="story", family=family.pk, item=story.pk)

    assert "veranderde het verhaal" in page(client, amal, family)
    assert "veranderde het verhaal" not in page(client, nadia, family)


def test_who_hides_reads_their_own_line(client, family, amal):
    record(Entry.Verb.ADDED, by=amal, part="hidden", family=family.pk, item=uuid4())

    assert "wat verborgen is" in page(client, amal, family)


def test_a_line_of_each_kind_is_a_sentence(client, family, amal, nadia):
    for verb in Entry.Verb:
        record(verb, by=nadia, part="map", family=family.pk, detail="x")
    record(Entry.Verb.CHANGED, by=None, part="nobody knows", family=family.pk)

    said = page(client, amal, family)

    for words in ("drukte de kaart af.", "wiste de kaart.", "nam een kopie mee van de kaart.",
                  "Kring zelf</b> veranderde iets van het gezin."):  # fmt: skip
        assert words in said


def test_a_stranger_who_knocked_is_not_named(client, family, amal, charlie):
    client.force_login(charlie)
    assert client.get(reverse("overview:family", args=[family.pk])).status_code == 404
    assert client.get(reverse("overview:family_plan", args=[family.pk])).status_code == 404

    said = page(client, amal, family)

    assert "Iemand van buiten de kring" in said
    assert "Charlie" not in said
    assert Entry.objects.filter(verb=Entry.Verb.REFUSED, actor_id=charlie.pk).count() == 1


def test_a_volunteer_who_is_refused_inside_is_written_down(client, family, bob):
    client.force_login(bob)

    assert client.get(reverse("rights:who_looked", args=[family.pk])).status_code == 403

    line = Entry.objects.get(verb=Entry.Verb.REFUSED)
    assert (line.actor_id, line.family_id, line.detail) == (
        bob.pk, family.pk, "rights:who_looked",
    )  # fmt: skip


def test_of_a_family_that_is_not_there_nothing_is_written(client, charlie):
    client.force_login(charlie)

    assert client.get(reverse("overview:family", args=[uuid4()])).status_code == 404
    note_refusal(uuid4(), by=charlie, door="x")

    assert not Entry.objects.filter(verb=Entry.Verb.REFUSED).exists()


def test_fifty_lines_a_page(client, family, amal, nadia):
    for number in range(55):
        record(Entry.Verb.CHANGED, by=nadia, part=f"p{number}", family=family.pk)

    assert "Blad 1 van 2" in page(client, amal, family)
    assert "Blad 2 van 2" in page(client, amal, family, pagina="2")
    assert "Op dit blad staat niets." in page(client, amal, family, pagina="9")


def test_the_number_of_questions_does_not_grow(client, family, amal, nadia):
    def asked():
        client.force_login(amal)
        with (
            keys_for_one_request(),
            CaptureQueriesContext(connections["default"]) as first,
            CaptureQueriesContext(connections[KEYS]) as second,
        ):
            client.get(reverse("rights:who_looked", args=[family.pk]))
        return len(first) + len(second)

    asked()
    few = asked()
    for number in range(40):
        record(Entry.Verb.CHANGED, by=nadia, part=f"p{number}", family=family.pk)
        bring = cast.person(f"Helper{number}")
        give_seat(family=family, user=bring, role=Seat.Role.WORKER, purpose="x", by=None)

    assert asked() <= few <= 16


WRITES = ("overview:wall", "overview:networks", "overview:volunteers", "overview:policy")


@pytest.mark.parametrize("name", [*WRITES, "overview:family", "rights:who_looked"])
def test_row_43_what_cannot_be_written_down_is_not_shown(
    client, family, amal, name, monkeypatch
):
    client.force_login(amal)

    def full(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("kring.journal.services._append", full)
    answer = client.get(reverse(name, args=[] if name in WRITES else [family.pk]))

    assert answer.status_code == 503
    assert "Sterrenberg" not in answer.content.decode()


def test_row_43_a_refusal_that_cannot_be_written_down_says_no_more(
    client, family, charlie, monkeypatch
):
    client.force_login(charlie)

    def full(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("kring.journal.services._append", full)

    assert client.get(reverse("overview:family", args=[family.pk])).status_code == 503


def test_the_numbers_hold_no_content(client, family, nadia, adam):
    look(client, nadia, "overview:family", family.pk)
    record(Entry.Verb.PUBLISHED, by=None, part="signal", item=uuid4())
    client.force_login(adam)

    said = client.get(reverse("rights:journal")).content.decode()

    assert "nadia" in said
    assert str(family.pk)[:8] in said
    assert str(family.pk) not in said
    assert "Sterrenberg" not in said


def test_a_month_that_the_journal_does_not_know_is_the_newest(client, family, adam):
    client.force_login(adam)

    assert client.get(reverse("rights:journal"), {"maand": "1999-01"}).status_code == 200
    assert client.get(reverse("rights:journal"), {"maand": f"{now():%Y-%m}"}).status_code == 200


def test_an_empty_journal_says_so(client, adam, monkeypatch):
    client.force_login(adam)
    monkeypatch.setattr("kring.rights.journal_views.months", list)

    assert "Er staat nog niets" in client.get(reverse("rights:journal")).content.decode()
    assert client.get(reverse("rights:journal_file")).status_code == 200


def test_row_19_a_formula_in_the_table_is_only_text(client, family, adam, nadia):
    nadia.username = "=cmd|' /C calc'!A0"
    nadia.save()
    record(Entry.Verb.CHANGED, by=nadia, part="map", family=family.pk)
    client.force_login(adam)

    answer = client.get(reverse("rights:journal_file"))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert any(row[1].startswith("'=cmd") for row in rows)
    assert "attachment" in answer["Content-Disposition"]


def test_row_20_signs_that_divide_cells_divide_none(client, family, adam, nadia):
    nadia.username = 'a;b,"c"\r\nd'
    nadia.save()
    record(Entry.Verb.CHANGED, by=nadia, part="map", family=family.pk)
    client.force_login(adam)

    answer = client.get(reverse("rights:journal_file"))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {6}
    assert nadia.username in {row[1] for row in rows}


def test_row_52_after_signing_out_the_way_back_leads_to_the_door(client, family, amal, nadia):
    address = reverse("rights:who_looked", args=[family.pk])
    client.force_login(nadia)
    client.get(reverse("overview:paper", args=[family.pk, "kleur"]))
    client.force_login(amal)
    read = client.get(address)
    # Kept in no cache, and a machine that translates leaves the names as they are.
    assert read["Cache-Control"] == "no-store"
    assert '<bdi translate="no">Nadia</bdi>' in read.content.decode()
    assert "drukte de kaart af." in read.content.decode()

    client.post(reverse("people:logout"))

    assert client.get(address)["Location"].startswith(reverse("people:login"))
