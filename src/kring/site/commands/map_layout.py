"""`kring map layout`: a place for everybody in a network, as JSON."""

import json
from collections.abc import Sequence

from kring.core.formats.faults import FileRefused
from kring.core.layout.engine import lay_out
from kring.core.layout.scene import Format
from kring.documents.assets import font_widths
from kring.site.cli import DONE
from kring.site.commands.line import Line
from kring.site.commands.map_json import layout_as_json, layout_of
from kring.site.commands.map_network import network_of
from kring.site.commands.papers import PIPE, read_inputs, refused, say_refusal, write_output
from kring.site.speech import gettext as _


def run(words: Sequence[str]) -> int:
    line = Line(
        prog="kring map layout",
        description=_(
            "Een plaats voor iedereen in een netwerk. Met --keep blijft wie al een plaats had "
            "daar staan, als dat nog past."
        ),
        exits=_("Uitgang: 0 gelukt, 1 het bestand klopt niet, 2 de vraag is verkeerd."),
    )
    line.add_argument("input", metavar=_("NETWERK.json"), help=_("een netwerk; - is de pijp"))
    line.add_argument(
        "-o", "--output", required=True, metavar=_("UIT.json"), help=_("de plaatsen")
    )
    line.add_argument(
        "--page", choices=("A4", "A3"), default="A4", help=_("A4 (zo gezegd) of A3")
    )
    line.add_argument("--keep", metavar=_("OUD.json"), help=_("de plaatsen van vroeger"))
    asked = line.read(words)
    if asked.input == PIPE == asked.keep:
        raise line.refuse(_("er is maar één pijp: geef het netwerk of --keep als bestand"))
    [(name, data)] = _one_file(asked.input)
    try:
        scene = network_of(data, name)
    except FileRefused as refusal:
        raise say_refusal(refusal) from None
    keep = None
    if asked.keep is not None:
        [(name, data)] = _one_file(asked.keep)
        try:
            keep = layout_of(data, name)
        except FileRefused as refusal:
            raise say_refusal(refusal) from None
    layout = lay_out(scene, format=Format(asked.page), widths=font_widths(), keep=keep)
    held = layout_as_json(layout, scene)
    text = json.dumps(held, ensure_ascii=False, indent=1) + "\n"
    write_output(asked.output, text.encode())
    return DONE


def _one_file(name: str) -> list[tuple[str, bytes]]:
    found = read_inputs([name], pipe_name=f"{PIPE}.json")
    if len(found) != 1:
        raise refused(_("{name}: dit is een map, hier hoort één bestand."), name=name)
    return found
