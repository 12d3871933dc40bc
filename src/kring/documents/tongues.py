"""In which words a drawing or a paper speaks: our sentences, in the language that is asked."""

import tomllib
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations, translation
from importlib.resources import files
from typing import Final

from kring.core.languages import DUTCH
from kring.core.words import Translate, gettext_noop

KIN: Final = {"fa": "prs"}  # who reads the one reads the other
REVIEWED: Final = "reviewed"


@cache
def translator(language: str) -> Translate:
    """From a Dutch sentence of ours to this language (a BCP 47 tag).

    What nobody translated, or a language without translations, stays Dutch.
    """
    main = _main(language)
    if main == DUTCH:
        return gettext_noop
    catalogue, few = _catalogue(main), _few(main)

    def translate(sentence: str) -> str:
        found = catalogue.gettext(sentence)
        return few.get(sentence, sentence) if found == sentence else found

    return translate


@cache
def paper_languages() -> tuple[str, ...]:
    """The languages in which the blank map can be printed, Dutch first."""
    return (DUTCH, *_words())


def paper_language(tag: str) -> str:
    """The language of a blank map for who speaks this one; Dutch when we have none."""
    main = _main(tag)
    return main if main in _words() else KIN.get(main, DUTCH)


def is_reviewed(language: str) -> bool:
    """Whether somebody who grew up with the language has read its words on the blank map."""
    return _main(language) == DUTCH or bool(_few(_main(language)).get(REVIEWED))


def _main(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _catalogue(main: str) -> NullTranslations:
    folder = str(files("kring") / "locale")
    return translation("django", folder, languages=[main], fallback=True)


def _few(main: str) -> Mapping[str, str]:
    return _words().get(paper_language(main), {})


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = (files("kring.documents") / "tongues.toml").read_text("utf-8")
    return tomllib.loads(text)
