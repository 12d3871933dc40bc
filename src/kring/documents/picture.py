"""A drawing as paper: an SVG in, an accessible PDF of one page or a PNG out."""

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from kring.core.drawing.lettering import clean
from kring.core.languages import direction
from kring.core.layout.scene import Format
from kring.core.words import Translate, gettext_noop, sentence
from kring.documents.coverage import FONTS, REPLACEMENT, marked, unprintable

MM: Final = 72 / 25.4
MARGIN: Final = 10 * MM
_SHEETS: Final = {Format.A4: (297 * MM, 210 * MM), Format.A3: (420 * MM, 297 * MM)}
_VIEW_BOX: Final = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_TEMPLATE: Final = files("kring.documents") / "typst" / "picture.typ"
_DOTS_FILE: Final = "drawing.png"
_Data = dict[str, object]

DOTS: Final = 300  # per inch, of a drawing that goes in as a picture
_SHOWN: Final = 12  # letters that a note names; it says that there are more

_NOTE: Final = gettext_noop(
    "{box} = een letter die we niet op papier hebben: {letters}. De naam staat juist in Kring."
)
_AND_MORE: Final = gettext_noop("{letters} en nog andere")


def svg_to_pdf(
    svg: str,
    *,
    title: str,
    description: str,
    language: str = "nl",
    page: Format = Format.A4,
    translate: Translate = gettext_noop,
) -> bytes:
    """One page with the drawing on it, as PDF/UA-1.

    Args:
        svg: as `core.drawing` writes it, with a `viewBox` from 0 0 in points.
        title, description: the document's title, and what the drawing says in words.
        page: `A4` and `A3` lie on their side with margins of 10 mm; `SCREEN` is as large as
            the drawing.

    Letters that no shipped font has become marked boxes, named in a note under the drawing. A
    drawing whose letters typst cannot set as text in PDF/UA, such as Arabic with vowel signs,
    goes in as a picture of 300 dots an inch. The same drawing gives the same bytes.
    """
    width, height = _SHEETS.get(page) or _own_size(svg)
    data: _Data = {
        "title": clean(title) or "Kring",
        "description": clean(description) or clean(title) or "Kring",
        "language": language.split("-")[0],
        "rtl": direction(language) == "rtl",
        "width": width,
        "height": None if page is Format.SCREEN else height,
        "margin": 0 if page is Format.SCREEN else MARGIN,
        "note": note_on_letters(svg, translate),
    }
    try:
        return _compiled(svg, data)
    except typst.TypstError:
        return _from_dots(svg, data, dots=round(width * DOTS / 72))


def svg_to_png(
    svg: str, *, width_px: int, language: str = "nl", translate: Translate = gettext_noop
) -> bytes:
    """The drawing as a picture of so many pixels wide; the same note under it where needed."""
    return _png(svg, width_px, note=note_on_letters(svg, translate), language=language)


def note_on_letters(svg: str, translate: Translate = gettext_noop) -> str:
    """Which letters stand as a marked box, by their Unicode numbers; `""` when none do."""
    gone = sorted(unprintable(svg))
    if not gone:
        return ""
    letters: object = ", ".join(f"U+{ord(letter):04X}" for letter in gone[:_SHOWN])
    if len(gone) > _SHOWN:
        letters = sentence(_AND_MORE, letters=letters)
    return sentence(_NOTE, box=REPLACEMENT, letters=letters).say(translate)


def _png(svg: str, width_px: int, *, note: str, language: str = "nl") -> bytes:
    width, _ = _own_size(svg)
    data: _Data = {
        "title": "Kring",
        "description": "Kring",
        "language": language.split("-")[0],
        "rtl": direction(language) == "rtl",
        "width": width,
        "height": None,
        "margin": 0,
        "note": note,
    }
    return _compiled(svg, data, ppi=72 * width_px / width)


def _from_dots(svg: str, data: _Data, *, dots: int) -> bytes:
    with TemporaryDirectory() as folder:
        Path(folder, _DOTS_FILE).write_bytes(_png(svg, dots, note=""))
        return _compiled(svg, {**data, "file": f"/{_DOTS_FILE}"}, root=folder)


def _own_size(svg: str) -> tuple[float, float]:
    found = _VIEW_BOX.search(svg)
    if found is None:
        raise ValueError("a drawing has a viewBox that starts at 0 0")
    return float(found[1]), float(found[2])


def _compiled(
    svg: str, data: _Data, *, ppi: float | None = None, root: str | None = None
) -> bytes:
    """A PDF; a PNG when the dots per inch are given."""
    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(),
        root=root,
        font_paths=_fonts(),
        sys_inputs={"svg": marked(svg), "data": json.dumps(data)},
    )
    made = compiler.compile(
        format="png" if ppi else "pdf",
        ppi=ppi,
        pdf_standards=[] if ppi else ["ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)  # noqa: S101  # a list only comes back for more pages
    return made


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts and no others, so that a paper is the same everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
