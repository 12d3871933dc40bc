"""The letter that tells a family what is gone, and from which day for good."""

from datetime import date, timedelta
from typing import Final

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kring.documents.pages import Heading, Items, Words, pages_of

# Copies of the keys are kept this long; until then an old copy could still be opened.
COPIES_KEPT: Final = timedelta(days=14)


def final_on(wiped_on: date) -> date:
    """From this day on nobody can bring it back, with whatever copy."""
    return wiped_on + COPIES_KEPT


def said_in_letter(wiped_on: date) -> tuple[list[str], list[str], list[str]]:
    """What is gone, what stays, and when it is final: sentences in the language of now."""
    day, final = date_format(wiped_on, "j F Y"), date_format(final_on(wiped_on), "j F Y")
    gone = [
        _("jullie namen en jullie verhaal"),
        _("de kaart en iedereen die erop staat"),
        _("het plan, de stappen en de samenkomsten"),
        _("de nota's van je begeleiders in Kring"),
        _("de bestanden en de foto's"),
        _("wie jullie gegevens mocht zien"),
    ]
    stays = [
        _("Een nummer zonder naam. Zo komt het gezin niet per ongeluk terug."),
        _("Een lijst van wie wat deed, met nummers. Er staan geen woorden van jullie in."),
        _("Cijfers over veel gezinnen samen. Niemand kan jullie daarin vinden."),
        _("Papier dat iemand vroeger afdrukte. Vraag het terug als je dat wil."),
    ]
    when = [
        _("Kring wist alles op {day}.").format(day=day),
        _("Er zijn nog oude reservekopieën. Die zijn weg op {day}.").format(day=final),
        _("Daarna kan niemand het nog terughalen."),
    ]
    return gone, stays, when


def letter(wiped_on: date, *, language: str) -> bytes:
    """PDF/UA-1 of one page. There is no name in it: it may lie on a table."""
    with translation.override(language):
        gone, stays, when = said_in_letter(wiped_on)
        return pages_of(
            _("Jullie gegevens in Kring zijn gewist"),
            [
                *(Words(each) for each in when),
                Heading(_("Wat is weg?")),
                Items(tuple(map(Words, gone))),
                Heading(_("Wat blijft?")),
                Items(tuple(map(Words, stays))),
                Heading(_("Heb je een vraag?")),
                Words(
                    _("Vraag het aan je begeleider, of aan de organisatie die Kring gebruikt.")
                ),
                Words(
                    _(
                        "Ben je niet tevreden? Je mag een klacht doen bij de "
                        "Gegevensbeschermingsautoriteit: www.gegevensbeschermingsautoriteit.be."
                    )
                ),
            ],
            language=language,
            translate=_,
        )
