"""Words that a person reads: texts in more languages, and sentences that can be translated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kring.core.languages import DUTCH, closest

Translate = Callable[[str], str]


def gettext_noop(text: str) -> str:
    """Mark a Dutch sentence for the translators; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody said or wrote, in the languages it exists in.

    `words` maps a BCP 47 language tag to the text, in the order it was written down; the first
    is the language it was said in, when that is not Dutch alone.
    """

    words: Mapping[str, str]

    @classmethod
    def dutch(cls, words: str) -> "Text":
        return cls({DUTCH: words})

    def language_for(self, language: str) -> str:
        """The language in which a reader of `language` gets this text: theirs, else Dutch."""
        return closest(language, self.words)

    def in_language(self, language: str) -> str:
        return self.words[self.language_for(language)] if self.words else ""

    def __str__(self) -> str:
        return self.in_language(DUTCH)

    def __bool__(self) -> bool:
        return any(self.words.values())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Dutch sentence with its values still apart, so that it can be said in any language.

    `template` is the msgid, in `str.format` style: "Voor {theme} staat alleen {actor}."
    Values may be sentences themselves; they are translated along.
    """

    template: str
    values: Mapping[str, Any]

    def say(self, translate: Translate = gettext_noop) -> str:
        filled = {
            name: value.say(translate) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        return translate(self.template).format(**filled)

    def __str__(self) -> str:
        return self.say()


def sentence(template: str, /, **values: Any) -> Sentence:
    """Shorthand: `sentence(gettext_noop("Er is een brugfiguur: {actor}."), actor="Fatma")`."""
    return Sentence(template, values)
