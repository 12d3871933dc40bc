"""A file as a tree of nodes that know their line, grown within limits."""

import re
from math import isfinite
from typing import Any, Final, NamedTuple, TypeAlias

from kring.core.formats.faults import shown
from kring.core.formats.findings import Findings, Path
from kring.core.words import Sentence, gettext_noop, sentence

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_NESTED: Final = 50
MOST_VALUES: Final = 300_000
LONGEST_NUMBER: Final = 40  # characters

Value: TypeAlias = str | int | float | bool | None


class Scalar(NamedTuple):
    value: Value
    text: str  # as written: 2023 may be a month, 1.10 a version
    line: int


class Listed(NamedTuple):
    items: "list[Node]"
    line: int


class Mapped(NamedTuple):
    entries: "dict[str, tuple[int, Node]]"  # the line of the key, the value
    line: int


class Unread(NamedTuple):
    """Something that was refused already; who meets it says nothing more about it."""

    line: int


Node: TypeAlias = Scalar | Listed | Mapped | Unread

# YAML 1.2's printable characters (5.1); also what XML and a database can hold.
UNREADABLE: Final = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)

WORDS: Final[dict[str, Value]] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Numbers of the core schema, but for those that are as likely a telephone or a file number:
# with a leading zero or plus, hexadecimal, octal. They stay text.
NUMBER: Final = re.compile(r"-?(?:(?:0|[1-9][0-9]*)(\.[0-9]*)?|(\.[0-9]+))([eE][-+]?[0-9]+)?")
NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def no_letter(letter: str) -> Sentence:
    what = gettext_noop("Hier staat een teken dat geen letter is ({code}). Haal het weg.")
    return sentence(what, code=f"U+{ord(letter):04X}")


def no_number(text: str) -> Sentence:
    what = gettext_noop('"{value}" is geen getal dat we kunnen bewaren.')
    return sentence(what, value=shown(text))


class _Frame:
    """A list or mapping that is still open; `key` is the last key read."""

    __slots__ = ("expects_value", "key", "key_line", "node")

    def __init__(self, node: Listed | Mapped) -> None:
        self.node = node
        self.key = ""
        self.key_line = 0
        self.expects_value = False

    def step(self, *, ahead: int) -> str | int:
        """The key or the index; `ahead` 0 for the value that comes, -1 for the last one."""
        return self.key if isinstance(self.node, Mapped) else len(self.node.items) + ahead


class Growing:
    """Takes what a parser reads, in order, and keeps the limits. `root` is the tree."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.root: Node | None = None
        self._frames: list[_Frame] = []
        self._values = 0

    def open_mapping(self, line: int) -> None:
        self._open(Mapped({}, line))

    def open_list(self, line: int) -> None:
        self._open(Listed([], line))

    def close(self) -> None:
        self._frames.pop()

    def text(self, text: str, line: int) -> None:
        """A text between quotes, or a block of text."""
        if wrong := UNREADABLE.search(text):
            self.refuse_letter(wrong[0], line)
        else:
            self._place(Scalar(text, text, line))

    def plain(self, text: str, line: int) -> None:
        """What stands there without quotes: a word of YAML or JSON, a number, else text."""
        if text in WORDS:
            self._place(Scalar(WORDS[text], text, line))
        elif text[0] in "-+.0123456789" and (number := NUMBER.fullmatch(text)):
            self._number(number, line)
        elif text[0] in "-+." and NOT_FINITE.fullmatch(text):
            self.refuse_number(text, line)
        else:
            self._place(Scalar(text, text, line))

    def unread(self, line: int) -> None:
        self._place(Unread(line))

    def refuse_number(self, text: str, line: int) -> None:
        self.findings.add(no_number(text), path=self.here(), line=line)
        self.unread(line)

    def refuse_letter(self, letter: str, line: int) -> None:
        self.findings.add(no_letter(letter), path=self.here(), line=line)
        self.unread(line)

    def here(self) -> Path:
        """The path of the value that is about to be placed."""
        last = self._frames[-1:]
        return tuple(
            [frame.step(ahead=-1) for frame in self._frames[:-1]]
            + [frame.step(ahead=0) for frame in last]
        )

    def _number(self, number: re.Match[str], line: int) -> None:
        text, whole = number[0], number.groups() == (None, None, None)
        value = int(text) if whole and len(text) <= LONGEST_NUMBER else float(text)
        if len(text) > LONGEST_NUMBER or not isfinite(value):
            self.refuse_number(text, line)
        else:
            self._place(Scalar(value, text, line))

    def _open(self, node: Listed | Mapped) -> None:
        if len(self._frames) == MOST_NESTED:
            what = gettext_noop("Hier staat te veel in elkaar: hoogstens {most} niveaus diep.")
            self.findings.stop(sentence(what, most=MOST_NESTED), line=node.line)
        self._place(node)
        self._frames.append(_Frame(node))

    def _place(self, node: Node) -> None:
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        if isinstance(frame.node, Listed):
            self._count(node)
            frame.node.items.append(node)
        elif frame.expects_value:
            self._count(node)
            frame.expects_value = False
            self._keep(frame, frame.node.entries, node)
        elif isinstance(node, Scalar):
            frame.key, frame.key_line, frame.expects_value = node.text, node.line, True
        else:
            what = gettext_noop("Voor een dubbele punt hoort een woord, geen lijst of groep.")
            self.findings.stop(sentence(what), line=node.line)

    def _count(self, node: Node) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            what = gettext_noop("Dit bestand bevat meer dan {most} waarden. Splits het op.")
            self.findings.stop(sentence(what, most=MOST_VALUES), line=node.line)

    def _keep(self, frame: _Frame, entries: "dict[str, tuple[int, Node]]", node: Node) -> None:
        if frame.key not in entries:
            entries[frame.key] = (frame.key_line, node)
            return
        what = gettext_noop('"{key}" staat hier twee keer, ook op regel {line}. Kies er een.')
        self.findings.add(
            sentence(what, key=shown(frame.key), line=entries[frame.key][0]),
            path=self.here(),
            line=frame.key_line,
        )


def held(node: Node) -> Any:
    """The node as plain values: None, bool, int, float, str, list, dict with text keys."""
    if isinstance(node, Mapped):
        return {key: held(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Listed):
        return [held(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None
