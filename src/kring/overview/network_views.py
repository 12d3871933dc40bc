"""Het netwerk of one family: the map, and of equal rank the table and the list."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kring.base.clock import today
from kring.core.drawing.table import Entry, list_of, table_of
from kring.core.drawing.table import View as TableView
from kring.core.languages import DUTCH
from kring.core.sharing import READS_FEELINGS
from kring.overview.actor_shown import show_actor
from kring.overview.chosen import Choice, View, choice_of
from kring.overview.made import made_of, quote_of
from kring.overview.map_shown import Pen, show_map, without_in_thought
from kring.overview.queries import SeenFamily, read_family
from kring.overview.says_shown import lines_for
from kring.overview.shell import HEAD, render_family
from kring.overview.somebody import Somebody, everybody
from kring.overview.steps_shown import next_steps
from kring.people.request import Request

Listed = tuple[Entry, Entry, Somebody]

PARTS: Final = (*HEAD, "links", "stories", "actions")
MOST_STEPS: Final = 5


@require_safe
def family_network(request: Request, family_id: UUID) -> HttpResponse:
    seen = read_family(family_id, by=request.user, part="map", parts=PARTS)
    choice = choice_of(request.GET, seen.family, seen.themes)
    somebody = choice.without or choice.actor
    return render_family(
        request,
        "overview/family_network.html",
        seen,
        "network",
        part="map",
        choice=choice,
        views=list(View),
        quote=quote_of(seen, language=get_language() or DUTCH),
        made=made_of(seen.family, reader=seen.door.reader, translate=gettext),
        lines=lines_for(seen, on=today(), translate=gettext),
        panel=somebody and show_actor(seen, somebody, on=today(), translate=gettext),
        steps=next_steps(seen.family, seen.themes, on=today())[:MOST_STEPS],
        **_views(seen, choice),
    )


def _views(seen: SeenFamily, choice: Choice) -> dict[str, Any]:
    """What the page shows of map, table and list; a phone gets the list before the map."""
    language = get_language() or DUTCH
    family = seen.family
    if choice.without:
        family = without_in_thought(family, choice.without)
    wish = TableView(
        language=language,
        translate=gettext,
        theme=choice.theme.id if choice.theme else None,
        member=choice.member.id if choice.member else None,
        difficult_ties=seen.door.reader in READS_FEELINGS,
        on=today(),
    )
    shown: dict[str, Any] = {}
    if choice.view in (None, View.MAP):
        pen = Pen(language=language, translate=gettext, on=today())
        shown["map"] = show_map(seen, choice, pen)
    if choice.view in (None, View.LIST):
        plain = replace(wish, difficult_ties=False)
        shown["spheres"] = _by_sphere(
            seen,
            list_of(family, seen.themes, wish),
            list_of(family, seen.themes, plain),
        )
    if choice.view is View.TABLE:
        shown["table"] = table_of(family, seen.themes, wish)
    return shown


def _by_sphere(
    seen: SeenFamily, entries: Iterable[Entry], plain: Iterable[Entry]
) -> list[tuple[str, list[Listed]]]:
    """The list, sphere by sphere; each entry with its twin for paper, and who it is."""
    people = everybody(seen.family)
    listed = ((each, twin, people[each.id]) for each, twin in zip(entries, plain, strict=True))
    return [
        (sphere, list(group))
        for sphere, group in groupby(listed, key=lambda each: each[0].sphere)
    ]
