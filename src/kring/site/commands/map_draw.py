"""`kring map draw`: one family's map as a drawing, a paper, a page or its layout."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kring.core.drawing.names import Names
from kring.core.drawing.on_map import Drawing
from kring.core.drawing.page import html_page
from kring.core.drawing.table import View, list_of, table_of
from kring.core.family import Family, Theme
from kring.core.layout.scene import Format
from kring.core.observations.lines import shown
from kring.core.observations.reading import read_map
from kring.documents.map_paper import Wish, drawing_of, in_words, svg_of
from kring.documents.picture import svg_to_pdf, svg_to_png
from kring.documents.tongues import translator
from kring.site.cli import DONE
from kring.site.commands.line import Line, language, not_there
from kring.site.commands.map_input import (
    day_of,
    day_word,
    family_word,
    input_words,
    only_one,
    output_words,
    read_given,
    today,
    wanted,
)
from kring.site.commands.map_json import drawing_as_json
from kring.site.commands.papers import write_output
from kring.site.speech import gettext as _

DOTS_PER_POINT: Final = 2  # of a PNG


@dataclass(frozen=True, slots=True)
class Made:
    """A drawing that is ready to be written down."""

    family: Family
    themes: tuple[Theme, ...]
    drawing: Drawing
    wish: Wish
    on: date


def run(words: Sequence[str]) -> int:
    line = _line()
    asked = line.read(words)
    kind = wanted(line, asked, KINDS)
    given = read_given(line, asked, usual_day=today())
    family = only_one(line, asked, given)
    for option, word, there in (
        ("--theme", asked.theme, [theme.id for theme in given.themes]),
        ("--member", asked.member, [member.id for member in family.members]),
    ):
        if word is not None and word not in there:
            raise line.refuse(f"{option}: {not_there(word, there)}")
    on = day_of(asked, given)
    wish = _wish(asked, on, is_paper=kind == "pdf")
    drawing = drawing_of(family, given.themes, wish)
    made = Made(family, given.themes, drawing, wish, on)
    write_output(asked.output, KINDS[kind](made))
    return DONE


def _line() -> Line:
    line = Line(
        prog="kring map draw",
        description=_(
            "De kaart van één gezin als tekening (svg, png), papier (pdf), bladzijde (html) "
            "of als plaatsen (json). Hoe een band is, staat nooit op papier."
        ),
        exits=_("Uitgang: 0 gelukt, 1 het bestand klopt niet, 2 de vraag is verkeerd."),
    )
    input_words(line)
    family_word(line)
    line.add_argument(
        "--theme", metavar=_("THEMA"), help=_("alleen wie hierbij helpt in kleur")
    )
    line.add_argument("--member", metavar=_("LID"), help=_("alleen wie dit gezinslid kent"))
    day_word(line)
    line.add_argument(
        "--names", choices=[each.value for each in Names], default=Names.FULL.value,
        help=_("namen voluit, als beginletters of alleen rollen"),
    )  # fmt: skip
    line.add_argument(
        "--language",
        type=language,
        metavar=_("TAAL"),
        default="nl",
        help=_("de taal van de tekening (nl)"),
    )
    line.add_argument(
        "--page", choices=[each.value for each in Format],
        help=_("de bladzijde: screen, A4 of A3 (pdf: A4)"),
    )  # fmt: skip
    line.add_argument("--bw", action="store_true", help=_("in zwart-wit"))
    output_words(line, KINDS)
    return line


def _wish(asked: argparse.Namespace, on: date, *, is_paper: bool) -> Wish:
    page = Format(asked.page or (Format.A4 if is_paper else Format.SCREEN))
    return Wish(
        page=page,
        names=Names(asked.names),
        language=asked.language,
        translate=translator(asked.language),
        in_colour=not asked.bw,
        theme=asked.theme,
        member=asked.member,
        difficult_ties=page is Format.SCREEN and not is_paper,
        on=on,
    )


def _svg(made: Made) -> bytes:
    return svg_of(made.drawing, made.wish).encode()


def _png(made: Made) -> bytes:
    wish = made.wish
    return svg_to_png(
        svg_of(made.drawing, wish),
        width_px=round(DOTS_PER_POINT * made.drawing.layout.page[0]),
        language=wish.language,
        translate=wish.translate,
    )


def _pdf(made: Made) -> bytes:
    wish = made.wish
    return svg_to_pdf(
        svg_of(made.drawing, wish),
        title=made.drawing.scene.name,
        description=in_words(made.drawing, wish),
        language=wish.language,
        page=wish.page,
        translate=wish.translate,
    )


def _html(made: Made) -> bytes:
    wish = made.wish
    view = View(
        names=wish.names,
        language=wish.language,
        translate=wish.translate,
        theme=wish.theme,
        member=wish.member,
        difficult_ties=wish.difficult_ties,
        on=wish.on,
    )
    page = html_page(
        title=made.drawing.scene.name,
        drawing=svg_of(made.drawing, wish),
        signs=made.drawing.legend(wish.translate),
        table=table_of(_nameless(made.family, wish), made.themes, view),
        everybody=list_of(made.family, made.themes, view),
        observations=_says(made),
        language=wish.language,
        translate=wish.translate,
    )
    return page.encode()


def _says(made: Made) -> list[str]:
    """What the map says, without what is spoken of apart; nothing where names are left out."""
    wish = made.wish
    if wish.names is not Names.FULL:
        return []
    lines = shown(read_map(made.family, themes=made.themes, on=made.on))
    return [
        line.sentence.say(wish.translate)
        for line in lines
        if wish.difficult_ties or not line.difficult_tie
    ]


def _nameless(family: Family, wish: Wish) -> Family:
    """Without the family's own words where names are left out: names stand in them too."""
    if wish.names is Names.FULL:
        return family
    return replace(family, themes=tuple(replace(each, words=None) for each in family.themes))


def _json(made: Made) -> bytes:
    held = drawing_as_json(made.drawing, made.wish.translate, language=made.wish.language)
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


KINDS: Final[Mapping[str, Callable[[Made], bytes]]] = {
    "svg": _svg,
    "pdf": _pdf,
    "png": _png,
    "html": _html,
    "json": _json,
}
