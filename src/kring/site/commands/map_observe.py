"""`kring map observe`: what a map says, as text or as JSON."""

import json
from collections.abc import Sequence

from kring.core.observations.reading import read_map
from kring.core.observations.report import as_json, as_text
from kring.site.cli import DONE
from kring.site.commands.line import Line
from kring.site.commands.map_input import (
    chosen,
    day_of,
    day_word,
    family_word,
    input_words,
    read_given,
    today,
)
from kring.site.commands.papers import PIPE, write_output
from kring.site.speech import gettext as _


def run(words: Sequence[str]) -> int:
    line = Line(
        prog="kring map observe",
        description=_(
            "Wat de kaart van elk gezin zegt: vragen voor het gesprek, sterktes en cijfers."
        ),
        exits=_("Uitgang: 0 gelukt, 1 het bestand klopt niet, 2 de vraag is verkeerd."),
    )
    input_words(line)
    family_word(line)
    day_word(line)
    line.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=_("text (zonder keuze) of json"),
    )
    asked = line.read(words)
    given = read_given(line, asked, usual_day=today())
    families = chosen(line, asked, given)
    on = day_of(asked, given)
    readings = {each.id: read_map(each, themes=given.themes, on=on) for each in families}
    if asked.format == "json":
        text = json.dumps(as_json(readings, _), ensure_ascii=False, indent=2) + "\n"
    else:
        labels = {each.id: str(each.label) for each in families}
        text = as_text(readings, labels=labels, translate=_)
    write_output(PIPE, text.encode())
    return DONE
