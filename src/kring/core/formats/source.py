"""From the bytes of somebody's file to text and JSON values, within limits."""

from typing import Any, Final

from kring.core.formats.faults import Fault, FileRefused
from kring.core.formats.findings import Findings
from kring.core.formats.json_text import grow_from_json
from kring.core.formats.tree import MOST_BYTES, UNREADABLE, Growing, held, no_letter
from kring.core.words import Sentence, gettext_noop, sentence

UTF16: Final = (b"\xff\xfe", b"\xfe\xff")

TOO_LARGE: Final = gettext_noop("Dit bestand is te groot: het mag hoogstens {most} MB zijn.")
NOT_UTF8: Final = gettext_noop(
    "De letters in dit bestand kunnen we niet lezen. Bewaar het opnieuw als UTF-8."
)


def refused(
    name: str, what: Sentence, *, path: str = "", line: int | None = None
) -> FileRefused:
    """The refusal of a whole file for one reason."""
    return FileRefused([Fault(file=name, what=what, path=path, line=line)])


def text_of(data: bytes, *, name: str, most: int = MOST_BYTES) -> str:
    """The text of a UTF-8 file, with or without byte-order mark; raises FileRefused."""
    if len(data) > most:
        raise refused(name, sentence(TOO_LARGE, most=most // 1024**2))
    if data.startswith(UTF16):
        raise refused(name, sentence(NOT_UTF8))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(name, sentence(NOT_UTF8), line=line) from None
    if wrong := UNREADABLE.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        raise refused(name, no_letter(wrong[0]), line=line)
    return text


def json_of(text: str, *, name: str) -> Any:
    """The value of a JSON text as plain values; raises FileRefused with all its faults."""
    findings = Findings(name)
    growing = Growing(findings)
    grow_from_json(text, growing)
    findings.settle()
    return held(growing.root) if growing.root else None
