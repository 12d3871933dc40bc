"""The toolbox stands open for everybody, and a chosen selection has an address of its own."""

import re

import pytest

from kring.core.themes import SHIPPED
from kring.toolbox.catalogue import Purpose, instruments


@pytest.mark.parametrize("address", ["/toolbox/", "/toolbox/netwerkkaart/"])
def test_nobody_needs_to_sign_in_and_nothing_is_asked(client, db, address):
    with_nobody = client.get(address)

    assert with_nobody.status_code == 200


def test_the_database_is_not_asked(client, db, django_assert_num_queries):
    client.get("/toolbox/")
    with django_assert_num_queries(0):
        client.get("/toolbox/?zoek=tolk")


def test_each_instrument_says_what_when_and_by_whom(client, db):
    page = client.get("/toolbox/").content.decode()

    for each in instruments():
        assert f"/toolbox/{each.slug}/" in page
    for words in ("Wat?", "Wanneer?", "Door wie?"):
        assert page.count(f"<dt>{words}</dt>") == len(instruments())
    assert "Ann Hartman" in page
    assert ">1975<" in page
    assert "niet bekend" in page  # a year that nobody knows


@pytest.mark.parametrize("purpose", Purpose)
def test_one_chooses_what_one_wants_to_do(client, db, purpose):
    page = client.get(f"/toolbox/?doel={purpose.slug}")

    shown = page.context["answer"].found
    assert shown
    assert {each.purpose for each in shown} == {purpose}
    chip = rf'href="\?doel={purpose.slug}"\s+aria-current="true"'
    assert re.search(chip, page.content.decode())


def test_one_chooses_a_theme_and_keeps_the_question(client, db):
    page = client.get("/toolbox/?zoek=tolk&thema=health").content.decode()

    assert "Thema: Gezondheid" in page
    assert 'value="tolk"' in page
    assert 'name="thema" value="health"' in page
    assert "?zoek=tolk&amp;thema=health&amp;doel=plannen" in page


def test_nothing_found_asks_what_was_meant(client, db):
    page = client.get("/toolbox/", {"zoek": "werkblad"}).content.decode()

    assert "Niets gevonden voor ‘werkblad’." in page
    assert "Bedoel je" in page
    assert "?zoek=werk" in page


def test_a_choice_that_fits_nothing_says_so(client, db):
    page = client.get("/toolbox/?doel=signaleren&thema=leisure").content.decode()

    assert "Hierbij past nog geen instrument." in page
    assert "Bedoel je" not in page


def test_what_was_typed_comes_back_as_text(client, db):
    page = client.get("/toolbox/", {"zoek": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "address", ["/toolbox/bestaat-niet/", "/toolbox/?doel=x", "/toolbox/?thema=x"]
)
def test_what_is_not_there_is_not_there(client, db, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert "Deze pagina bestaat niet, of je mag ze niet zien." in answer.content.decode()


def test_the_page_of_one_instrument(client, db):
    page = client.get("/toolbox/sociaal-tolk/").content.decode()

    assert "<h1" in page
    assert "Sociaal tolken" in page
    assert 'href="https://www.integratie-inburgering.be"' in page
    assert "<ol>" in page
    assert "?thema=health" in page
    assert "?doel=samenwerken" in page
    assert 'lang="nl"' in page


def test_an_instrument_for_every_theme_does_not_list_them_all(client, db):
    page = client.get("/toolbox/netwerkkaart/").content.decode()

    assert "Alle thema" in page
    assert f"?thema={SHIPPED[0].id}" not in page
