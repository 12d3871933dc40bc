"""The faults of one file while it is being read: all are gathered, then the file is refused."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Final, NoReturn

from kring.core.formats.faults import Fault, FileRefused, shown
from kring.core.words import Sentence, gettext_noop, sentence

Path = tuple[str | int, ...]  # ("families", 0, "actors", 2, "sphere")

MOST_FAULTS: Final = 200  # listed at once: more is not one mistake, but another kind of file
MOST_CHOICES: Final = 20  # listed in a sentence
MOST_COMPARED: Final = 200  # names looked through for the nearest one


def path_text(path: Path) -> str:
    """`families[0].actors[2].sphere`; a key that is no plain word stands between quotes."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.replace("-", "_").isidentifier():
            text += f".{shown(step)}" if text else shown(step)
        else:
            text += f'["{shown(step)}"]'
    return text


class Findings:
    """Where readers of one file put what they find wrong. Lines count from 1."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._faults: list[Fault] = []

    def add(self, what: Sentence, *, path: Path = (), line: int | None = None) -> None:
        if len(self._faults) == MOST_FAULTS:
            more = gettext_noop(
                "Dit bestand heeft meer dan {count} fouten. Herstel eerst de fouten hierboven."
            )
            raise FileRefused(
                [*self._in_order(), self._fault(sentence(more, count=MOST_FAULTS))]
            )
        self._faults.append(self._fault(what, path, line))

    def stop(self, what: Sentence, *, path: Path = (), line: int | None = None) -> NoReturn:
        """Refuse the file now: what comes after this fault cannot be read."""
        raise FileRefused([*self._in_order(), self._fault(what, path, line)])

    def settle(self) -> None:
        """Refuse the file when anything was found."""
        if self._faults:
            raise FileRefused(self._in_order())

    def _fault(self, what: Sentence, path: Path = (), line: int | None = None) -> Fault:
        return Fault(file=self.file, what=what, path=path_text(path), line=line)

    def _in_order(self) -> list[Fault]:
        return sorted(self._faults, key=lambda fault: fault.line or 0)


def unknown(name: str, known: Collection[str]) -> Sentence:
    """`name` is not known; the sentence gives the nearest one, else what there is."""
    close: list[str] = []
    if len(name) <= 100 and len(known) <= MOST_COMPARED:
        close = get_close_matches(name.casefold(), known, n=1, cutoff=0.7)
    if close:
        return sentence(
            gettext_noop('"{value}" kennen we niet. Bedoel je "{nearest}"?'),
            value=shown(name),
            nearest=shown(close[0]),
        )
    if not known:
        return sentence(
            gettext_noop('"{value}" kennen we niet: er is hier nog niets om uit te kiezen.'),
            value=shown(name),
        )
    return sentence(
        gettext_noop('"{value}" kennen we niet. Kies uit: {choices}.'),
        value=shown(name),
        choices=listed(known),
    )


def listed(names: Collection[str]) -> str:
    """At most twenty of them, with commas."""
    first = [shown(name) for name in names][:MOST_CHOICES]
    return ", ".join(first + ["…"] * (len(names) > MOST_CHOICES))
