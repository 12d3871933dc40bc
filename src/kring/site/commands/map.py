"""`kring map`: a network map drawn, read, converted or laid out, without a site."""

from collections.abc import Sequence
from importlib import import_module
from typing import Final, cast

from kring.core.words import gettext_noop
from kring.site.cli import DONE
from kring.site.commands.line import Line, Work, command
from kring.site.speech import gettext as _

# Only the module of the word that was said is imported: reading a map needs no drawing.
WORDS: Final = {
    "observe": gettext_noop("wat een kaart zegt: vragen, sterktes en cijfers"),
    "draw": gettext_noop("een kaart als tekening of als papier"),
    "convert": gettext_noop("gezinnen in een ander soort bestand"),
    "layout": gettext_noop("een plaats voor iedereen in een netwerk"),
}


@command
def run(words: Sequence[str]) -> int:
    """The word after `kring map`, with the rest of the line."""
    line = Line(
        prog="kring map",
        usage=_("kring map WOORD [...]    (kring map WOORD --help zegt meer)"),
        description="\n".join(f"{word}: {_(purpose)}." for word, purpose in WORDS.items()),
        exits=_("Uitgang: 0 gelukt, 1 het bestand klopt niet, 2 de vraag is verkeerd."),
    )
    if words and words[0] in WORDS:
        module = import_module(f"kring.site.commands.map_{words[0]}")
        return cast(Work, module.run)(words[1:])
    if words and words[0] in {"--help", "-h"}:
        line.print_help()
        return DONE
    if not words:
        raise line.refuse(
            _("er ontbreekt een woord, kies uit {there}").format(there=", ".join(WORDS))
        )
    raise line.refuse(
        _("'{word}' kennen we niet, kies uit {there}").format(
            word=words[0], there=", ".join(WORDS)
        )
    )
