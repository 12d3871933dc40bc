"""Paper: the map of a family in colour or black and white, and an empty map to draw on."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kring.base.clock import today
from kring.core.drawing.blank import blank_map
from kring.core.drawing.blank_words import TITLE, Tongue
from kring.core.family import Theme
from kring.core.languages import DUTCH, own_name
from kring.core.layout.scene import Format
from kring.core.sharing import READS_FEELINGS
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop
from kring.documents.assets import font_widths, icons
from kring.documents.map_paper import Wish, drawing_of, in_words, svg_of
from kring.documents.pdf import OURS, Sheet, sheet_of
from kring.documents.tongues import is_reviewed, paper_languages, translator
from kring.overview.printing_choices import (
    BLANK,
    KINDS,
    NAMES,
    choices_in,
    languages_in,
    usual_languages,
)
from kring.overview.queries import SeenFamily, check_is_whole, read_family
from kring.overview.services import note_print
from kring.overview.shell import HEAD, render_family, spoken_by
from kring.people.request import Request

ON_PAPER: Final = ("members", "actors", "relations", "links", "maps")
_BLANK_WORDS: Final = gettext_noop(
    "Een lege kaart om op te tekenen: drie kringen rond jullie gezin, links mensen, rechts "
    "diensten, de thema's op de rand, en vijf stappen."
)
_NOT_REVIEWED: Final = gettext_noop("Deze vertaling is nog niet nagekeken: {languages}.")


@require_safe
def choose(request: Request, family_id: UUID) -> HttpResponse:
    """What to print, and how."""
    seen = read_family(family_id, by=request.user, part="print", parts=HEAD)
    seen.door.check_may_leave()
    chosen = usual_languages(_languages_of(seen))
    return render_family(
        request,
        "overview/print.html",
        seen,
        "network",
        names=NAMES,
        may_tick=seen.door.reader in READS_FEELINGS,
        languages=[(tag, own_name(tag)) for tag in paper_languages()],
        first=chosen[0],
        second=chosen[1] if len(chosen) > 1 else "",
    )


@require_safe
def paper(request: Request, family_id: UUID, kind: str) -> HttpResponse:
    """One PDF of one page; the journal says who made it."""
    if kind == BLANK:
        seen = read_family(family_id, by=request.user, part="print", parts=("members",))
        seen.door.check_may_leave()
        languages = languages_in(request.GET, spoken=_languages_of(seen))
        note_print(seen.door.pk, kind=kind, by=request.user)
        return _as_pdf(_blank(seen.themes, languages), name=BLANK)
    if kind not in KINDS:
        raise Http404
    choices = choices_in(request.GET)
    seen = read_family(family_id, by=request.user, part="print", parts=ON_PAPER)
    seen.door.check_may_leave()
    check_is_whole(seen)
    difficult = choices.difficult and seen.door.reader in READS_FEELINGS
    wish = Wish(
        page=Format.A4,
        names=choices.names,
        language=get_language() or DUTCH,
        translate=gettext,
        in_colour=KINDS[kind],
        difficult_ties=difficult,
        on=today(),
    )
    note_print(
        seen.door.pk,
        kind=f"{kind} {choices.names}{' difficult' * difficult}",
        by=request.user,
    )
    return _as_pdf(_filled(seen, wish), name=f"netwerkkaart-{kind}")


@require_safe
def blank(request: Request) -> HttpResponse:
    """An empty map for whoever wants to begin with pens: no family in it."""
    return _as_pdf(_blank(SHIPPED, languages_in(request.GET)), name=BLANK)


def _filled(seen: SeenFamily, wish: Wish) -> bytes:
    drawing = drawing_of(seen.family, seen.themes, wish)
    sheet = Sheet(
        title=drawing.scene.name,
        words=in_words(drawing, wish),
        page=wish.page,
        language=wish.language,
        corner=date_format(_made_on(seen) or today(), "j F Y"),
        foot=gettext(OURS),
        translate=gettext,
    )
    return sheet_of(svg_of(drawing, wish), sheet)


def _blank(themes: Sequence[Theme], languages: Sequence[str]) -> bytes:
    tongues = [Tongue(tag, translator(tag)) for tag in languages]
    first = tongues[0]
    svg = blank_map(themes, tongues=tongues, icons=icons(), widths=font_widths())
    unread = ", ".join(own_name(tag) for tag in languages if not is_reviewed(tag))
    sheet = Sheet(
        title=first.translate(TITLE),
        words=first.translate(_BLANK_WORDS),
        page=Format.A3,
        language=first.language,
        foot=gettext(_NOT_REVIEWED).format(languages=unread) if unread else "",
        translate=first.translate,
    )
    return sheet_of(svg, sheet)


def _made_on(seen: SeenFamily) -> date | None:
    return max((each.date for each in seen.family.maps), default=None)


def _languages_of(seen: SeenFamily) -> tuple[str, ...]:
    return tuple(map(str, seen.family.languages)) or spoken_by(seen.family)


def _as_pdf(pdf: bytes, *, name: str) -> HttpResponse:
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
