"""Papers to hold: a drawing that fills one sheet, with whose it is under it, as PDF/UA-1."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from kring.core.drawing.lettering import clean
from kring.core.languages import direction
from kring.core.layout.scene import Format
from kring.core.words import Translate, gettext_noop
from kring.documents.coverage import FONTS, marked
from kring.documents.picture import note_on_letters, svg_to_png

OURS: Final = gettext_noop("Deze kaart is van het gezin. Neem ze niet mee zonder te vragen.")

_SHEETS: Final = {Format.A4: (297, 210), Format.A3: (420, 297)}  # mm, lying on their side
_TEMPLATE: Final = files("kring.documents") / "typst" / "sheet.typ"
_DOTS_FILE: Final = "drawing.png"
_DOTS: Final = 300  # per inch, of a drawing that goes in as a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What goes with the drawing. `words` is what it says, for who cannot see it."""

    title: str
    words: str
    page: Format
    language: str = "nl"
    corner: str = ""
    foot: str = OURS
    translate: Translate = gettext_noop


def sheet_of(svg: str, sheet: Sheet) -> bytes:
    """One page that the drawing fills, up to margins of 10 mm.

    Letters that no shipped font has become marked boxes, named in a note at the foot. A drawing
    whose letters typst cannot set as text in PDF/UA goes in as a picture. The same drawing
    gives the same bytes.
    """
    width, height = _SHEETS[sheet.page]
    said = "".join((svg, sheet.title, sheet.corner, sheet.foot))
    svg = marked(svg)
    data: dict[str, Any] = {
        "title": marked(clean(sheet.title)),
        "words": clean(sheet.words),
        "language": sheet.language.split("-")[0],
        "rtl": direction(sheet.language) == "rtl",
        "width": width,
        "height": height,
        "corner": marked(sheet.corner),
        "foot": marked(sheet.foot),
        "note": note_on_letters(said, sheet.translate),
    }
    try:
        return _compiled({"svg": svg, "data": json.dumps(data)})
    except typst.TypstError:
        with TemporaryDirectory() as folder:
            dots = svg_to_png(svg, width_px=round(width / 25.4 * _DOTS))
            Path(folder, _DOTS_FILE).write_bytes(dots)
            data["file"] = f"/{_DOTS_FILE}"
            return _compiled({"data": json.dumps(data)}, root=folder)


def _compiled(inputs: dict[str, str], *, root: str | None = None) -> bytes:
    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(), root=root, font_paths=shipped_fonts(), sys_inputs=inputs
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)  # noqa: S101  # a list only comes back for pictures
    return made


@cache
def shipped_fonts() -> typst.Fonts:
    """The shipped fonts and no others, so that a paper is the same everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
