"""A command line read and answered in one language: a wrong call gets one sentence."""

import argparse
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import wraps
from typing import Any, Final, NoReturn

from kring.core.formats.faults import shown
from kring.core.formats.findings import listed
from kring.core.formats.records import PATTERNS
from kring.core.words import gettext_noop
from kring.site.cli import WRONG_CALL, complain
from kring.site.commands.papers import WRONG, Refused
from kring.site.speech import gettext as _

# What argparse finds wrong, and how we say it. Each pattern's groups fill the sentence.
SAID: Final = (
    (r"unrecognized arguments: (.+)", gettext_noop("dit kennen we niet: {0}")),
    (
        r"the following arguments are required: (.+)",
        gettext_noop("dit ontbreekt nog: {0}"),
    ),
    (r"argument (.+?): expected .*argument.*", gettext_noop("na {0} hoort nog een woord")),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        gettext_noop("bij {0} kan {1} niet; kies uit {2}"),
    ),
    (
        r"argument (.+?): ignored explicit argument (.+)",
        gettext_noop("{0} staat alleen, zonder {1}"),
    ),
    (r"argument (.+?): (.+)", gettext_noop("bij {0}: {1}")),
)


Work = Callable[[Sequence[str]], int]


def command(work: Work) -> Work:
    """What a word of `kring` does: words in, exit code out, whatever ends it."""

    @wraps(work)
    def run(words: Sequence[str]) -> int:
        try:
            return work(words)
        except SystemExit as end:  # so argparse ends, after --help too
            return int(end.code or 0)
        except Refused:
            return WRONG

    return run


class _Help(argparse.HelpFormatter):
    """Says "usage" in our language, and keeps the lines of a list apart."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, prefix or _("Gebruik: "))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(
            super(_Help, self)._fill_text(line, width, indent) for line in text.splitlines()
        )


class Line(argparse.ArgumentParser):
    """An argument parser that speaks our languages and needs whole words.

    `exits` says what each exit code means. `read` gives what was asked; a wrong call or
    `--help` ends with SystemExit, after its words were said.
    """

    def __init__(self, *, exits: str, **more: Any) -> None:
        super().__init__(
            add_help=False, allow_abbrev=False, epilog=exits, formatter_class=_Help, **more
        )
        self._positionals.title = _("waarmee")
        self._optionals.title = _("keuzes")
        self.add_argument("-h", "--help", action="help", help=_("deze uitleg"))

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        return self.parse_args(list(words))

    def error(self, message: str) -> NoReturn:
        raise self.refuse(_translated(message))

    def refuse(self, what: str) -> SystemExit:
        """The call is wrong: says why in one sentence; to be raised, ends with 2."""
        sentence = _("{program} begrijpt dit niet: {what}. '{program} --help' zegt wat kan.")
        return SystemExit(
            complain(sentence.format(program=self.prog, what=what), code=WRONG_CALL)
        )


def whole(low: int, high: int) -> Callable[[str], int]:
    """For `type=`: a whole number between two others, both included."""

    def read(word: str) -> int:
        if not word.isdecimal() or not low <= int(word) <= high:
            raise argparse.ArgumentTypeError(
                _("dit is een getal van {low} tot {high}").format(low=low, high=high)
            )
        return int(word)

    return read


def day(word: str) -> date:
    """For `type=`: a day as 2026-03-01."""
    try:
        found = date.fromisoformat(word)
    except ValueError:
        found = None
    if found is None or word != found.isoformat() or not 1900 <= found.year <= 2100:
        raise argparse.ArgumentTypeError(
            _("schrijf de dag als jaar-maand-dag, zoals 2026-03-01")
        )
    return found


def language(word: str) -> str:
    """For `type=`: a BCP 47 tag such as `ar` or `fa-AF`."""
    if not re.fullmatch(PATTERNS["Language"], word):
        raise argparse.ArgumentTypeError(_("een taal is een korte code, zoals nl, ar of ti"))
    return word


def not_there(word: str, there: Collection[str]) -> str:
    """`word` is not there; this is."""
    return _("'{word}' kennen we niet, kies uit {there}").format(
        word=shown(word), there=listed(there)
    )


def _translated(message: str) -> str:
    for pattern, sentence in SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return _(sentence).format(*found.groups())
    return message
