"""Paper of a family: who gets it, what never stands on it, and the line in the journal."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from kring.base.keystore import KEYS, keys_for_one_request
from kring.core.codes import LinkType
from kring.core.family import Link
from kring.core.themes import SHIPPED
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.query]

A4, A3 = (841.89, 595.28), (1190.55, 841.89)


def visit(user, name, *args, **query):
    client = Client()
    client.force_login(user)
    with keys_for_one_request():
        return client.get(reverse(name, args=args), query)


def paper(user, family, kind, **query):
    return visit(user, "overview:paper", family.pk, kind, **query)


def opened(response):
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(response.content))


def size(pdf):
    [page] = pdf.pages
    x0, y0, x1, y1 = map(float, page.MediaBox)
    return round(x1 - x0, 2), round(y1 - y0, 2)


def figures(pdf):
    """What the pictures in a tagged PDF say to who cannot see them."""

    def walk(node):
        if isinstance(node, pikepdf.Dictionary):
            if node.get("/Alt") is not None:
                yield str(node["/Alt"])
            below = node.get("/K")
            yield from walk(below) if below is not None else ()
        elif isinstance(node, pikepdf.Array):
            for each in node:
                yield from walk(each)

    return list(walk(pdf.Root.StructTreeRoot))


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 200), ("bob", 200), ("amal", 200), ("nadia", 200), ("charlie", 404),
     ("paula", 404), ("adam", 404)],
)  # fmt: skip
def test_who_may_print(request, family, who, status):
    user = request.getfixturevalue(who)

    assert visit(user, "overview:print", family.pk).status_code == status
    assert paper(user, family, "kleur").status_code == status
    assert paper(user, family, "lege-kaart").status_code == status


def test_nobody_prints_without_signing_in(family, client):
    for name, args in (
        ("overview:print", [family.pk]),
        ("overview:paper", [family.pk, "kleur"]),
        ("overview:blank", []),
    ):
        assert client.get(reverse(name, args=args)).status_code == 302


@pytest.mark.parametrize(
    ("kind", "page"), [("kleur", A4), ("zwart-wit", A4), ("lege-kaart", A3)]
)
def test_each_paper_is_one_page_that_everybody_can_read(family, alice, kind, page):
    pdf = opened(paper(alice, family, kind))

    assert size(pdf) == pytest.approx(page, abs=0.02)
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "nl"
    with pdf.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"]
    [said] = figures(pdf)
    assert ("Lieve" in said) == (kind != "lege-kaart")


def test_a_paper_says_in_words_what_the_map_shows(family, alice):
    [said] = figures(opened(paper(alice, family, "kleur")))

    assert "Het gezin staat in het midden: Amal en Yousef." in said
    assert "Lieve, omarmer, vrijwilliger, heel dicht. Draagt wonen." in said
    assert "Werk en opleiding: nog niemand." in said


@pytest.mark.parametrize(
    ("names", "there", "gone"),
    [
        ("full", ("Amal", "Lieve", "Tante Hala"), ()),
        ("initials", ("L.", "T. H."), ("Amal", "Lieve", "Hala")),
        ("roles", ("omarmer", "familielid"), ("Amal", "Lieve", "Hala", "Sterrenberg")),
    ],
)
def test_names_stand_on_it_as_far_as_was_chosen(family, alice, names, there, gone):
    pdf = opened(paper(alice, family, "kleur", namen=names))
    said = " ".join([*figures(pdf), str(pdf.docinfo["/Title"])])

    assert all(word in said for word in there)
    assert not any(word in said for word in gone)


@pytest.fixture
def quarrel(db):
    """A family with a difficult tie and a conflict, and people in its circle."""
    link = Link(a="lieve", b="ocmw", type=LinkType.CONFLICT)
    row = cast.bring(replace(cast.STERRENBERG, links=(link,)), themes=SHIPPED, by=None)

    def seated(role):
        user = cast.person(role.value)
        give_seat(
            family=row, user=user, role=role, purpose="x", by=None, member=cast.a_member(row)
        )
        return user

    return row, seated


@pytest.mark.parametrize(
    ("role", "ticked", "shown"),
    [
        (Seat.Role.WORKER, "", False),
        (Seat.Role.WORKER, "ja", True),
        (Seat.Role.FAMILY, "ja", True),
        (Seat.Role.VOLUNTEER, "ja", False),
    ],
)
def test_how_a_tie_is_stands_on_paper_only_when_ticked_by_who_may_know(
    quarrel, role, ticked, shown
):
    row, seated = quarrel
    user = seated(role)

    [said] = figures(opened(paper(user, row, "kleur", moeilijk=ticked)))

    assert ("Moeilijke band" in said) == shown
    page = visit(user, "overview:print", row.pk).content.decode()
    assert ('name="moeilijk"' in page) == (role is not Seat.Role.VOLUNTEER)
    assert 'value="ja" checked' not in page


@pytest.mark.parametrize(
    ("kind", "query", "detail"),
    [
        ("kleur", {}, "kleur full"),
        ("zwart-wit", {"namen": "roles"}, "zwart-wit roles"),
        ("kleur", {"moeilijk": "ja"}, "kleur full difficult"),
        ("lege-kaart", {}, "lege-kaart"),
    ],
)
def test_the_journal_tells_who_made_which_paper(family, alice, kind, query, detail):
    paper(alice, family, kind, **query)

    entry = Entry.objects.get(verb=Entry.Verb.PRINTED)
    assert (entry.actor_id, entry.family_id, entry.part, entry.detail) == (
        alice.pk, family.pk, "map", detail,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "query", "status"),
    [
        ("geel", {}, 404),
        ("kleur", {"namen": "bijnamen"}, 400),
        ("lege-kaart", {"talen": "tlh"}, 400),
        ("lege-kaart", {"talen": "nl,ar,ti"}, 400),
    ],
)
def test_what_we_do_not_print_is_told(family, alice, kind, query, status):
    response = paper(alice, family, kind, **query)

    assert response.status_code == status
    assert not Entry.objects.filter(verb=Entry.Verb.PRINTED).exists()


def test_the_blank_map_takes_the_languages_of_the_family(family, alice, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "kring.overview.printing.blank_map",
        lambda themes, tongues, **_: asked.append([each.language for each in tongues]) or SVG,
    )

    paper(alice, family, "lege-kaart")
    paper(alice, family, "lege-kaart", talen=["ti", ""])
    visit(alice, "overview:blank", talen="nl,uk")
    visit(alice, "overview:blank")

    assert asked == [["nl", "ar"], ["ti"], ["nl", "uk"], ["nl"]]
    assert Entry.objects.filter(verb=Entry.Verb.PRINTED).count() == 2


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>x</title></svg>'


def test_the_page_proposes_dutch_and_the_language_of_the_family(family, alice):
    page = visit(alice, "overview:print", family.pk).content.decode()

    assert '<option value="nl" lang="nl" selected>' in page
    assert '<option value="ar" lang="ar" selected>' in page


def test_without_a_language_of_ours_it_is_dutch_alone(other_family, charlie):
    page = visit(charlie, "overview:print", other_family.pk).content.decode()

    assert page.count("selected") == 1


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("overview:print", ()),
        ("overview:paper", ("kleur",)),
        ("overview:paper", ("lege-kaart",)),
    ],
)
def test_paper_asks_few_questions(family, alice, name, args):
    client = Client()
    client.force_login(alice)
    if args:  # whoever prints has just chosen how, so that this look is no new one
        visit(alice, "overview:print", family.pk)
    with (
        keys_for_one_request(),
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections[KEYS]) as keys,
    ):
        assert client.get(reverse(name, args=[family.pk, *args])).status_code == 200

    assert len(asked) + len(keys) <= 12
