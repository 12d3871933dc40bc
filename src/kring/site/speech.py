"""What the command line says, in the language of the person who typed it."""

import os
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations, translation
from importlib.resources import files
from typing import Final

# Dutch is the source: a Dutch sentence needs no catalogue.
OTHERS: Final = ("en", "fr")


def language_of(environment: Mapping[str, str]) -> str:
    """`en` or `fr` when `LANG` begins so, else `nl`."""
    spoken = environment.get("LANG", "")[:2].lower()
    return spoken if spoken in OTHERS else "nl"


@cache
def catalogue(language: str) -> NullTranslations:
    """The compiled translations of one language, the same ones that the pages use.

    A language that has none answers every sentence with the Dutch one.
    """
    if language == "nl":
        return NullTranslations()
    folder = str(files("kring") / "locale")
    return translation("django", folder, languages=[language], fallback=True)


def gettext(sentence: str) -> str:
    """This Dutch sentence, for whoever reads the screen; itself when nobody translated it."""
    return catalogue(language_of(os.environ)).gettext(sentence)
