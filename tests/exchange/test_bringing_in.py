"""A family out of a file in the browser: understood, checked, made once, and lost nowhere."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

import cast
from kring.base.keystore import KEYS, DataKey, keys_for_one_request
from kring.core.codes import Id
from kring.core.family import FamilyFile, Meta
from kring.core.formats.family_file import write_yaml
from kring.core.plain import plain
from kring.core.words import Text
from kring.exchange import notes, uploads
from kring.exchange.queries import family_file
from kring.families.models import Family, Seat
from kring.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.query]

IMPORT, CREATE = "/gezinnen/uit-bestand/", "/gezinnen/uit-bestand/maken/"
SECOND = replace(cast.MAANLICHT, id=Id("zon"), label=Text.dutch("Gezin Zonneschijn"))


def upload(text, name="gezin.yaml"):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def file_of(*families, **meta):
    return write_yaml(FamilyFile(meta=Meta(**meta), families=families))


@pytest.fixture
def els(db):
    """A worker without any family yet."""
    return cast.person("Els")


@pytest.fixture
def browser(els):
    client = Client()
    client.force_login(els)
    return client


@pytest.fixture
def give(browser):
    """Chooses files on the first page; gives the answer with its words."""

    def run(*files, client=browser):
        with keys_for_one_request():
            response = client.post(IMPORT, {"given": list(files)})
        return response, html.unescape(response.content.decode())

    return run


def note_in(page):
    return re.search(r'name="note" value="([^"]+)"', page)[1]


def key_in(page):
    return re.search(r'name="once" value="([^"]+)"', page)[1]


def create(client, note, *, agreed=True):
    with keys_for_one_request():
        return client.post(CREATE, {"note": note} | ({"akkoord": "on"} if agreed else {}))


def families():
    return Family.objects.for_system("test: count them").count()


def test_from_a_file_to_a_family_that_is_the_same(give, browser, els):
    response, page = give(upload(file_of(cast.STERRENBERG)))
    assert response.status_code == 200
    assert families() == 0

    made = create(browser, note_in(page))

    row = Family.objects.visible_to(els).get()
    assert made.url == reverse("overview:family", args=[row.pk])
    with keys_for_one_request():
        [copy] = family_file(row.pk, by=els).families
    assert plain(copy) == plain(cast.STERRENBERG)
    seat = Seat.objects.get(family=row)
    assert (seat.user, seat.role) == (els, Seat.Role.COORDINATOR)
    assert not row.is_example


def test_the_check_page_tells_row_by_row_what_became_what(give):
    _, page = give(upload(file_of(cast.STERRENBERG)))

    for words in (
        "Gezin Sterrenberg",
        "Gezinsleden",
        "moeder, geboren in 1988, Arabisch, Nederlands",
        "Vrijwilligers, omarmer, mens, helpt nu",
        "heel dicht, elke week, sterke band, draagt, Wonen",
        "Lieve – OCMW",
        "dringend hulp nodig, Het huis is nat.",
        "Stappen",
        "Lieve, 10 maart 2026, voorgesteld",
        "Jij wordt het aanspreekpunt.",
    ):
        assert words in page
    assert '<bdi lang="nl" dir="ltr">Bel de verhuurder</bdi>' in page


def test_nothing_of_the_file_stands_on_the_check_page_in_a_form_that_can_be_read(give):
    _, page = give(upload(file_of(cast.STERRENBERG)))

    hidden = "".join(re.findall(r'<input type="hidden"[^>]*>', page))
    assert "Amal" not in hidden
    assert "Sterrenberg" not in hidden


def test_what_was_not_understood_is_told(give, browser, els):
    table = "naam;kring;schoenmaat\nLieve;vrijwilligers;38\n"
    _, page = give(upload(table, "actoren.csv"))

    assert "Dit begrepen we niet" in page
    assert "schoenmaat" in page
    create(browser, note_in(page))
    row = Family.objects.visible_to(els).get()
    with keys_for_one_request():
        [copy] = family_file(row.pk, by=els).families
    assert "38" in str(plain(copy))


def test_several_files_are_one_set(give):
    actors = upload("naam;kring\nLieve;vrijwilligers\nOCMW;diensten\n", "actoren.csv")
    ties = upload("van;naar\nLieve;OCMW\n", "banden.csv")

    response, page = give(actors, ties)

    assert response.status_code == 200
    assert "Lieve – OCMW" in page


def test_several_families_come_in_together_and_the_wall_shows_them(give, browser, els):
    _, page = give(upload(file_of(cast.STERRENBERG, SECOND)))
    assert "Maak deze 2 gezinnen" in " ".join(page.split())

    made = create(browser, note_in(page))

    assert made.url == reverse("overview:wall")
    assert Family.objects.visible_to(els).count() == 2


def test_a_file_that_says_it_is_made_up_makes_no_example_of_a_real_site(give, browser, els):
    _, page = give(upload(file_of(SECOND, fictional=True)))
    create(browser, note_in(page))

    assert not Family.objects.visible_to(els).get().is_example


def test_row_30_saying_it_twelve_times_makes_one_family(give, browser):
    _, page = give(upload(file_of(cast.STERRENBERG)))
    note = note_in(page)

    answers = [create(browser, note) for _ in range(12)]

    assert len({answer.url for answer in answers}) == 1
    assert families() == 1
    assert DataKey.objects.count() == 1
    lines = Entry.objects.filter(part="import")
    assert [bool(each.family_id) for each in lines.order_by("pk")] == [False, True]


def test_row_30_with_the_key_of_its_form_too(give, browser):
    _, page = give(upload(file_of(cast.STERRENBERG)))
    sent = {"note": note_in(page), "akkoord": "on", "once": key_in(page)}

    first, second = (browser.post(CREATE, sent) for _ in range(2))

    assert first.url == second.url
    assert families() == 1
    assert len(list(get_messages(second.wsgi_request))) == 1  # of the first


def test_row_22_broken_off_halfway_nothing_is_kept_and_again_it_works(
    give, browser, monkeypatch
):
    _, page = give(upload(file_of(cast.STERRENBERG, SECOND)))
    seats = []

    def give_one_seat(**more):
        if seats:
            raise RuntimeError
        seats.append(more)

    with monkeypatch.context() as broken:
        broken.setattr("kring.exchange.services.give_seat", give_one_seat)
        with pytest.raises(RuntimeError):
            create(browser, note_in(page))

    assert families() == 0
    assert DataKey.objects.count() == 0
    assert Entry.objects.count() == 0

    create(browser, note_in(page))
    assert families() == 2


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        (
            "meta: {schema_version: 1}\nfamilies:\n  - {id: A}",
            "gezin.yaml",
            "gezin.yaml, regel 3",
        ),
        ("meta: {schema_version: 1}\nfamilies: []", "leeg.yaml", "staat geen gezin"),
        ("Beste,\n", "brief.txt", "We kunnen dit bestand niet lezen"),
        ("naam;kring\nLieve;hemel\n", "actoren.csv", "actoren.csv"),
        ("", "leeg.yaml", "Dit bestand is leeg."),
        (b"\x89PNG\r\n\x1a\n", "foto.png", "We kunnen dit bestand niet lezen"),
        (
            "x" * (uploads.MOST_EACH + 1),
            "groot.csv",
            "groot.csv is te groot: hoogstens 2 MB mag.",
        ),
    ],
)
def test_a_bad_file_is_told_on_top_and_at_the_field(give, text, name, told):
    response, page = give(upload(text, name))

    assert response.status_code == 422
    assert re.search(r"<title>\s*Fout:\s", page)
    assert "Er is een probleem" in page
    assert 'href="#id_given"' in page
    assert page.count(told) == 2
    assert families() == 0


def test_every_fault_of_a_file_is_told(give):
    wrong = "meta: {schema_version: 1}\nfamilies:\n  - {id: A, hond: 1}\n  - {id: B, kat: 1}\n"
    _, page = give(upload(wrong))

    assert page.count('href="#id_given"') >= 4


def test_no_file_is_told(browser):
    response = browser.post(IMPORT, {})

    assert response.status_code == 422
    assert "Kies eerst een bestand." in response.content.decode()


def test_files_that_are_too_large_together_are_refused(give, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_TOGETHER", 30)
    monkeypatch.setattr("kring.exchange.forms.MOST_TOGETHER", 30)

    response, page = give(upload("x" * 20, "a.csv"), upload("x" * 20, "b.csv"))

    assert response.status_code == 422
    assert "samen te groot" in page


def test_more_than_a_form_can_hold_is_refused(give, monkeypatch):
    monkeypatch.setattr(notes, "MOST", 100)

    response, page = give(upload(file_of(cast.STERRENBERG)))

    assert response.status_code == 422
    assert "Dit is te veel in één keer." in page


@pytest.mark.parametrize(
    ("later", "who", "change", "told"),
    [
        (timedelta(minutes=61), "els", "", "langer dan een uur open"),
        (timedelta(), "other", "", "veranderd of is niet van jou"),
        (timedelta(), "els", "x", "veranderd of is niet van jou"),
    ],
)
def test_a_note_that_is_old_altered_or_not_yours_makes_nothing(
    give, browser, monkeypatch, later, who, change, told
):
    _, page = give(upload(file_of(SECOND)))
    note = note_in(page) + change
    if who == "other":
        browser.force_login(cast.person("Ander"))
    monkeypatch.setattr(notes, "now", lambda: now() + later)

    response = create(browser, note)

    assert response.status_code == 422
    assert told in response.content.decode()
    assert families() == 0


def test_without_a_note_nothing_is_made(browser):
    assert browser.post(CREATE, {}).status_code == 422
    assert browser.get(CREATE).status_code == 405


@pytest.mark.parametrize(("who", "status"), [
    ("paula", 403), ("adam", 403), ("bob", 403), ("amal", 403),
    ("els", 200), ("alice", 200), ("nadia", 200),
])  # fmt: skip
def test_who_may_bring_a_family_in(request, els, who, status):
    client = Client()
    client.force_login(request.getfixturevalue(who))

    assert client.get(IMPORT).status_code == status


@pytest.mark.parametrize("who", ["paula", "adam", "bob", "amal"])
def test_who_is_no_professional_brings_no_family_in(request, give, who, monkeypatch):
    client = Client()
    person = request.getfixturevalue(who)
    client.force_login(person)
    waiting = notes.sealed([SECOND], cast.SHIPPED, fictional=False, person=person)
    before = families()

    assert give(upload(file_of(SECOND)), client=client)[0].status_code == 403
    assert create(client, waiting).status_code == 403
    assert families() == before


def test_nobody_comes_in_without_signing_in(client):
    for address in (IMPORT, CREATE, "/gezinnen/uit-bestand/sjabloon/xlsx/"):
        assert client.get(address).status_code == 302


def test_a_form_from_elsewhere_is_refused(els):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(els)

    response = strict.post(IMPORT, {"given": upload(file_of(SECOND))})

    assert response.status_code == 403


def test_what_is_sent_never_touches_the_disk(give, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a family on the disk")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile", refuse)
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", refuse)

    response, _ = give(upload("#" * 1_900_000 + "\n"), upload("#" * 1_900_000 + "\n"))

    assert response.status_code == 422


@pytest.mark.parametrize(
    ("kind", "name"), [("xlsx", "kring-tabellen.xlsx"), ("csv", "kring-tabellen.csv.zip")]
)
def test_empty_tables_to_fill_in(browser, kind, name):
    response = browser.get(f"/gezinnen/uit-bestand/sjabloon/{kind}/")

    assert response.status_code == 200
    assert response.content.startswith(b"PK")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_there_are_no_other_tables(browser):
    assert browser.get("/gezinnen/uit-bestand/sjabloon/docx/").status_code == 404


def test_looking_at_a_file_asks_few_questions(give, browser):
    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections[KEYS]) as keys,
    ):
        give(upload(file_of(cast.STERRENBERG, SECOND)))
        browser.get(IMPORT)

    assert len(asked) + len(keys) <= 12


def test_without_the_yes_of_the_family_nothing_comes_in_and_nothing_is_lost(give, browser):
    _, page = give(upload("naam;kring;schoenmaat\nLieve;vrijwilligers;38\n", "actoren.csv"))
    note = note_in(page)

    refused = create(browser, note, agreed=False)

    again = html.unescape(refused.content.decode())
    assert (refused.status_code, families()) == (422, 0)
    assert "Vraag het eerst aan het gezin." in again
    assert "Dit begrepen we niet" in page
    assert "Dit begrepen we niet" in again
    assert create(browser, note_in(again)).status_code == 302
    assert families() == 1
