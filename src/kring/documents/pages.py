"""Pages of text as PDF/UA-1: what a family takes along, and the letter when it is wiped."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import typst

from kring.core.drawing.lettering import clean, runs_right_to_left
from kring.core.languages import direction
from kring.core.words import Translate, gettext_noop
from kring.documents.coverage import marked
from kring.documents.pdf import shipped_fonts
from kring.documents.picture import note_on_letters

_TEMPLATE: Final = files("kring.documents") / "typst" / "pages.typ"
# Vowel signs that typst cannot set as text in PDF/UA; who reads the language reads it without.
_VOWEL_SIGNS: Final = re.compile("[\u064b-\u0652\u0670]")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `language` where it is in another than that of the pages."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: as many cells in each row as in its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The one drawing of these pages, as SVG; `words` is what it says."""

    svg: str
    words: str


Block = Heading | Words | Items | Rows | Picture


def pages_of(
    title: str,
    blocks: Sequence[Block],
    *,
    language: str,
    foot: str = "",
    translate: Translate = gettext_noop,
) -> bytes:
    """A4 pages with these blocks under a title. The same blocks give the same bytes.

    Letters that no shipped font has become marked boxes, named at the end. A drawing that typst
    cannot set as text is left out: what it says stands in its place.
    """
    svg = next((each.svg for each in blocks if isinstance(each, Picture)), "")
    shown = [_plain(each) for each in blocks]
    note = note_on_letters(json.dumps([title, foot, shown], ensure_ascii=False), translate)
    if note:
        shown.append({"kind": "words", "text": note})
    data: dict[str, Any] = {
        "title": title,
        "language": language.split("-")[0],
        "rtl": direction(language) == "rtl",
        "foot": foot,
        "blocks": shown,
    }
    for attempt in (data, _without_drawing(_without_vowel_signs(data))):
        try:
            return _compiled(attempt, svg)
        except typst.TypstError as error:
            fault = error
    raise fault


def _compiled(data: dict[str, Any], svg: str) -> bytes:
    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(),
        font_paths=shipped_fonts(),
        sys_inputs={"data": json.dumps(_printable(data)), "svg": marked(svg)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)  # noqa: S101  # a list only comes back for pictures
    return made


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Words():
            return {"kind": "words", **_said(block)}
        case Items(texts):
            return {"kind": "list", "items": [_said(each) for each in texts]}
        case Rows(head, rows):
            cells = [[_cell(each) for each in row] for row in rows]
            return {"kind": "table", "head": head, "rows": cells}
        case Picture(_svg, words):
            return {"kind": "drawing", "words": words}


def _cell(text: str) -> dict[str, Any]:
    """What stands in a cell runs as its own words do: names stay whole among other letters."""
    return {"text": text, "rtl": runs_right_to_left(text)}


def _said(words: Words) -> dict[str, Any]:
    if not words.language:
        return {"text": words.text}
    return {
        "text": words.text,
        "language": words.language.split("-")[0],
        "rtl": direction(words.language) == "rtl",
    }


def _printable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _printable(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(held) for held in value]
    return marked(clean(value)) if isinstance(value, str) else value


def _without_vowel_signs(data: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(
        _VOWEL_SIGNS.sub("", json.dumps(data, ensure_ascii=False))
    )
    return read


def _without_drawing(data: dict[str, Any]) -> dict[str, Any]:
    blocks = [
        {"kind": "words", "text": each["words"]} if each["kind"] == "drawing" else each
        for each in data["blocks"]
    ]
    return {**data, "blocks": blocks}
