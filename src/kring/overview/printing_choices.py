"""What somebody chooses before a map goes on paper, out of the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.base.errors import KringError
from kring.core.drawing.names import Names
from kring.core.languages import DUTCH
from kring.documents.tongues import paper_language, paper_languages

NAMES: Final = (
    (Names.FULL, _("namen voluit")),
    (Names.INITIALS, _("beginletters van namen")),
    (Names.ROLES, _("alleen rollen, geen namen")),
)
# The word in the address: is it in colour?
KINDS: Final = {"kleur": True, "zwart-wit": False}
BLANK: Final = "lege-kaart"
MOST_LANGUAGES: Final = 2


class NotAChoice(KringError):
    """The address asks for something that we do not print."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How the map goes on this one paper. Difficult ties stay off unless they are ticked."""

    names: Names = Names.FULL
    difficult: bool = False


def choices_in(words: QueryDict) -> Choices:
    """Raises NotAChoice."""
    names = words.get("namen", Names.FULL.value)
    if names not in set(Names):
        raise NotAChoice(gettext("Zo kunnen we de namen niet tonen. Kies opnieuw."))
    return Choices(Names(names), words.get("moeilijk") == "ja")


def languages_in(words: QueryDict, *, spoken: Sequence[str] = ()) -> tuple[str, ...]:
    """One or two languages: those in the address, else Dutch with what the family speaks.

    Raises:
        NotAChoice: a language in which we have no blank map, or too many.
    """
    asked = [each for word in words.getlist("talen") for each in word.split(",") if each]
    if not asked:
        return usual_languages(spoken)
    found = tuple(dict.fromkeys(asked))
    if len(found) > MOST_LANGUAGES or not set(found) <= set(paper_languages()):
        raise NotAChoice(gettext("In deze talen hebben we geen lege kaart. Kies opnieuw."))
    return found


def usual_languages(spoken: Sequence[str]) -> tuple[str, ...]:
    """Dutch, and the first language of the family that we have."""
    others = [found for tag in spoken if (found := paper_language(tag)) != DUTCH]
    return (DUTCH, *others[:1])
