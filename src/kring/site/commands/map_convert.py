"""`kring map convert`: families out of any file into another kind of file."""

from collections.abc import Sequence

from kring.core.family import FamilyFile, Meta
from kring.core.formats.faults import FileRefused
from kring.exchange.copies import KINDS
from kring.site.cli import DONE, complain
from kring.site.commands.line import Line
from kring.site.commands.map_input import (
    chosen,
    day_word,
    family_word,
    input_words,
    only_one,
    output_words,
    read_given,
    wanted,
)
from kring.site.commands.papers import say_refusal, write_output
from kring.site.speech import gettext as _


def run(words: Sequence[str]) -> int:
    line = Line(
        prog="kring map convert",
        description=_(
            "Gezinnen in een ander soort bestand. Wat we niet begrijpen, bewaren we bij het "
            "gezin en zeggen we hier."
        ),
        exits=_("Uitgang: 0 gelukt, 1 het bestand klopt niet, 2 de vraag is verkeerd."),
    )
    input_words(line, many=True)
    family_word(line)
    day_word(line)
    output_words(line, KINDS)
    asked = line.read(words)
    kind = KINDS[wanted(line, asked, KINDS)]
    given = read_given(line, asked)
    families = (only_one(line, asked, given),) if kind.holds_one else chosen(line, asked, given)
    file = FamilyFile(
        meta=Meta(fictional=given.fictional, reference_date=asked.on or given.reference_date),
        themes=given.themes,
        families=families,
    )
    for remark in given.remarks:
        complain(remark.say(_))
    try:
        content = kind.write(file)
    except FileRefused as refusal:
        raise say_refusal(refusal) from None
    write_output(asked.output, content)
    if kind.loses:
        complain(_(kind.loses))
    return DONE
