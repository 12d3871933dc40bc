"""The `kring` command: finds the module behind a word and hands it the rest of the line."""

import os
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version
from typing import Final, cast

from kring.core.words import gettext_noop
from kring.site.speech import gettext as _

# What one line of `kring --help` says, and the function that does it: words in, exit code out.
# Only the module of the word that was said is imported, so that every word starts fast.
WORDS: Final[dict[str, tuple[str, str]]] = {
    "demo": (
        "kring.site.commands.demo:run",
        gettext_noop("Kring proberen met verzonnen gezinnen"),
    ),
    "map": (
        "kring.site.commands.map:run",
        gettext_noop("een netwerkkaart tekenen, lezen of omzetten"),
    ),
    "urls": (
        "kring.site.commands.urls:run",
        gettext_noop("elk adres, en wie er binnen mag"),
    ),
    "serve": (
        "kring.site.commands.serve:run",
        gettext_noop("een echte site starten"),
    ),
    "check": (
        "kring.site.commands.serve_check:run",
        gettext_noop("nakijken of een site veilig kan starten"),
    ),
    "first": (
        "kring.site.commands.first:run",
        gettext_noop("een nieuwe link voor de eerste beheerder"),
    ),
    "backup": (
        "kring.site.commands.backup:run",
        gettext_noop("een reservekopie maken"),
    ),
    "restore": (
        "kring.site.commands.restore:run",
        gettext_noop("een reservekopie terugzetten"),
    ),
    "journal": (
        "kring.site.commands.journal:run",
        gettext_noop("nakijken of het journaal heel is"),
    ),
    "keys": (
        "kring.site.commands.keys:run",
        gettext_noop("andere sleutels, en nagaan of alles opengaat"),
    ),
    "retention": (
        "kring.site.commands.retention:run",
        gettext_noop("wissen wat over zijn termijn is"),
    ),
    "mail": (
        "kring.site.commands.mail:run",
        gettext_noop("versturen wat nog wacht"),
    ),
    "erase": (
        "kring.site.commands.erase:run",
        gettext_noop("opnieuw wissen wat na een reservekopie terugkwam"),
    ),
    "privacy": (
        "kring.site.commands.privacy:run",
        gettext_noop("wat we bewaren, waarom en hoe lang"),
    ),
    "manage": ("kring.site.cli:manage", gettext_noop("de opdrachten van Django zelf")),
    "test": (
        "kring.site.commands.check:test",
        gettext_noop("alles nakijken, of een deel van de tests"),
    ),
    "lint": (
        "kring.site.commands.check:lint",
        gettext_noop("stijl, types en verdiepingen nakijken"),
    ),
    "tidy": ("kring.site.commands.check:tidy", gettext_noop("de code netjes zetten")),
}

# What works for the house, and what makes tables: each is another role in PostgreSQL.
JOBS: Final = frozenset(
    {"backup", "erase", "first", "journal", "keys", "mail", "manage", "retention"}
)
OWNERS: Final = frozenset({("manage", "migrate"), ("restore", "")})

DONE: Final = 0
WRONG_CALL: Final = 2
OWN_FAULT: Final = 70  # a mistake of Kring itself, never of the person who calls
INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the word that `arguments` (default: the command line) begin with; the exit code."""
    word, *rest = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if word in {"--help", "-h", "help"}:
        return show_help()
    if word in {"--version", "-V"}:
        print(f"kring {version('kring')}")  # noqa: T201  # the answer itself
        return DONE
    if word not in WORDS:
        return complain(_unknown(word))
    os.environ["KRING_ROLE"] = _role(word, rest)
    try:
        return _behind(word)(rest)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has stopped; Python would complain once more while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:
        if os.environ.get("KRING_DEBUG"):
            raise
        return complain(_own_fault(fault), code=OWN_FAULT)


def show_help() -> int:
    """The words that this installation has, one a line."""
    lines = [
        _("Kring: vrije software voor de mensen rond een gezin op de vlucht."),
        "",
        _("Gebruik: kring WOORD [...]    (kring WOORD --help zegt meer)"),
        "",
        *(f"  {word:<8} {_(purpose)}" for word, (_target, purpose) in WORDS.items()),
    ]
    print("\n".join(lines))  # noqa: T201  # the answer itself
    return DONE


def manage(words: Sequence[str]) -> int:
    """Django's own commands, with our settings."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # slow to load

    from kring.base.reader import errand  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.site.settings")
    with errand("migrate" if words[:1] == ["migrate"] else ""):
        execute_from_command_line(["kring manage", *words])
    return DONE


def complain(sentence: str, *, code: int = WRONG_CALL) -> int:
    """One sentence on standard error; gives `code` back, so that a caller can return it."""
    print(sentence, file=sys.stderr)  # noqa: T201  # messages of the command line
    return code


def _role(word: str, rest: Sequence[str]) -> str:
    """As whom this word signs in to PostgreSQL: pages are the readers', and nothing else is."""
    if (word, "") in OWNERS or (word, *rest[:1]) in OWNERS:
        return "owner"
    return "job" if word in JOBS else "app"


def _behind(word: str) -> Callable[[Sequence[str]], int]:
    """The function that does this word's work."""
    module, function = WORDS[word][0].split(":")
    return cast(Callable[[Sequence[str]], int], getattr(import_module(module), function))


def _unknown(word: str) -> str:
    near = get_close_matches(word, WORDS, n=1, cutoff=0.5)
    if near:
        return _("kring kent het woord '{word}' niet. Bedoel je '{near}'?").format(
            word=word, near=near[0]
        )
    return _("kring kent het woord '{word}' niet. Dit kan wel: {words}.").format(
        word=word, words=", ".join(WORDS)
    )


def _own_fault(fault: Exception) -> str:
    return _(
        "Er ging iets mis in Kring zelf ({kind}: {what}). "
        "Met KRING_DEBUG=1 ervoor zie je waar; meld het ons."
    ).format(kind=type(fault).__name__, what=fault)
