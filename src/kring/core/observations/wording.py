"""How names, lists and days are put into a sentence."""

from collections.abc import Sequence
from typing import Final

from kring.core.codes import Day
from kring.core.family import Theme
from kring.core.words import Sentence, gettext_noop, sentence

Words = str | Sentence

MOST_NAMES: Final = 8  # a longer list is not read

_DAYS: Final = (
    gettext_noop("{day} januari {year}"),
    gettext_noop("{day} februari {year}"),
    gettext_noop("{day} maart {year}"),
    gettext_noop("{day} april {year}"),
    gettext_noop("{day} mei {year}"),
    gettext_noop("{day} juni {year}"),
    gettext_noop("{day} juli {year}"),
    gettext_noop("{day} augustus {year}"),
    gettext_noop("{day} september {year}"),
    gettext_noop("{day} oktober {year}"),
    gettext_noop("{day} november {year}"),
    gettext_noop("{day} december {year}"),
)


def day_in_words(day: Day) -> Sentence:
    return sentence(_DAYS[day.month - 1], day=day.day, year=day.year)


def decimal(number: float) -> str:
    """ "7,5", with no more digits than were given."""
    return f"{number:g}".replace(".", ",")


def theme_name(theme: Theme) -> Sentence:
    """The theme's full name; a name of our own list is found by the translators."""
    return sentence(theme.nl.replace("{", "{{").replace("}", "}}"))


def joined(names: Sequence[Words]) -> Words:
    """ "A", "A en B", "A, B en C"; beyond eight "A, B, ... en nog 3"; nothing for no names."""
    if len(names) > MOST_NAMES:
        more = len(names) - MOST_NAMES
        return sentence(
            gettext_noop("{names} en nog {more}"), names=listed(names[:MOST_NAMES]), more=more
        )
    if len(names) < 2:
        return names[0] if names else ""
    return sentence(gettext_noop("{names} en {last}"), names=listed(names[:-1]), last=names[-1])


def listed(names: Sequence[Words]) -> Words:
    """ "A, B, C": for names that hold an "en" themselves; nothing for no names."""
    whole = names[0] if names else ""
    for name in names[1:]:
        whole = sentence(gettext_noop("{names}, {name}"), names=whole, name=name)
    return whole


def side_by_side(groups: Sequence[Words]) -> Words:
    """Groups that stand apart: "A en B; C en D"."""
    whole = groups[0]
    for group in groups[1:]:
        whole = sentence(gettext_noop("{groups}; {group}"), groups=whole, group=group)
    return whole


def in_a_row(sentences: Sequence[Sentence]) -> Sentence:
    """Whole sentences after each other; at least one."""
    whole = sentences[0]
    for added in sentences[1:]:
        whole = sentence("{whole} {added}", whole=whole, added=added)
    return whole
