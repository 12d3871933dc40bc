"""Who reads which chapter, and in which languages it stands on the page."""

from datetime import date

import pytest

from kring.core.codes import MayRead, Sphere
from kring.core.family import Actor, Family, Member, Story
from kring.core.sharing import Reader
from kring.core.words import Text
from kring.overview.own_words import Block, said_in

nl = Text.dutch
ARABIC = Text(
    {"ar": "نريد بيتاً.", "nl": "Wij willen een huis.", "fr": "Nous voulons une maison."}
)


def family(*stories, **more):
    return Family(
        id="f",
        label=nl("Gezin"),
        members=(Member(id="amal", name=nl("Amal"), role="mother"),),
        actors=(
            Actor(id="lieve", label=nl("Lieve"), sphere=Sphere.VOLUNTEERS),
            Actor(id="els", label=nl("Els"), sphere=Sphere.SERVICES),
        ),
        stories=stories,
        **more,
    )


def said(*stories, reader=Reader.WORKER, language="nl", by_volunteers=False):
    return said_in(
        family(*stories), reader=reader, language=language, by_volunteers=by_volunteers
    )


MAY_READ = {
    #                family volunteer worker coordinator
    MayRead.FAMILY: (True, False, False, False),
    MayRead.WORKER: (True, False, True, True),
    MayRead.CIRCLE: (True, True, True, True),
    MayRead.PUBLIC: (True, True, True, True),
}


@pytest.mark.parametrize("choice", list(MayRead))
@pytest.mark.parametrize("reader", list(Reader))
def test_who_may_read_a_chapter(choice, reader):
    allowed = dict(zip(Reader, MAY_READ[choice], strict=True))

    found = said(Story(id="s", words=nl("Hallo"), may_read=choice), reader=reader)

    assert bool(found) is allowed[reader]


@pytest.mark.parametrize(
    ("words", "language", "own", "beside"),
    [
        (ARABIC, "nl", "ar", "nl"),
        (ARABIC, "fr", "ar", "fr"),
        (ARABIC, "ar", "ar", "nl"),  # to point at, for a counter clerk
        (ARABIC, "en", "ar", "nl"),
        (Text({"nl": "Hallo", "ar": "مرحباً"}), "nl", "nl", None),
        (Text({"nl": "Hallo", "ar": "مرحباً"}), "ar", "nl", "ar"),
        (nl("Hallo"), "ar", "nl", None),
        (Text({"ar": "مرحباً"}), "nl", "ar", None),
    ],
)
def test_the_own_language_comes_first_and_beside_it_one_the_reader_knows(
    words, language, own, beside
):
    [found] = said(Story(id="s", words=words), language=language)

    assert found.own == Block(own, words.words[own])
    assert (found.beside and found.beside.language) == beside


@pytest.mark.parametrize(
    ("words", "reviewed", "language", "unchecked"),
    [
        (ARABIC, (), "nl", True),
        (ARABIC, ("ar",), "nl", False),
        (ARABIC, ("ar",), "fr", True),
        (ARABIC, ("ar", "fr"), "fr", False),
        (nl("Hallo"), (), "nl", False),
        (Text({"ar": "مرحباً"}), (), "nl", False),  # nothing was translated
    ],
)
def test_a_translation_that_no_native_speaker_read_is_marked(
    words, reviewed, language, unchecked
):
    [found] = said(Story(id="s", words=words, reviewed=reviewed), language=language)

    assert found.unchecked is unchecked


@pytest.mark.parametrize(
    ("speaker", "name", "on_the_volunteers_page"),
    [
        ("amal", "Amal", False),
        ("lieve", "Lieve", True),
        ("els", "Els", False),
        (None, "", False),
    ],
)
def test_volunteers_tell_on_their_own_page(speaker, name, on_the_volunteers_page):
    story = Story(
        id="s", words=nl("Hallo"), spoken_by=speaker, told_on=date(2026, 2, 1), sound="s.ogg"
    )

    [found] = said(story, by_volunteers=on_the_volunteers_page)

    assert str(found.by or "") == name
    assert (found.told_on, found.has_sound) == (date(2026, 2, 1), True)
    assert said(story, by_volunteers=not on_the_volunteers_page) == ()


def test_a_chapter_without_words_is_not_shown():
    assert said(Story(id="s", words=Text({"nl": ""}))) == ()
