"""The map as values for a table and a list, which rank with the drawing as equals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kring.core.codes import Id, LinkType, Need, Part, Quality, ThemeId
from kring.core.drawing.names import Names, actor_names
from kring.core.drawing.said import BADGES, STATES, themes_of
from kring.core.drawing.standing import SECTORS, Standing, Symbol, standings
from kring.core.drawing.themes import RimTheme, State, rim_of
from kring.core.drawing.ties import concerns, tie_type
from kring.core.family import Family, Theme
from kring.core.labels import RINGS, label, theme_icon, theme_name
from kring.core.roles import role_label
from kring.core.words import Text, Translate, gettext_noop


@dataclass(frozen=True, slots=True)
class Helper:
    """An actor in a cell: in bold when they carry the theme."""

    id: Id
    name: str
    carries: bool = False
    may_help: bool = False  # potential or desired: not helping yet


@dataclass(frozen=True, slots=True)
class Row:
    theme: ThemeId
    name: str
    icon: str
    words: Text | None  # the family's own
    need: str  # in words; `""` when it is not known
    state: str  # in words, where nobody helps; `""` where somebody does
    cells: tuple[tuple[Helper, ...], ...]  # one for each column


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]  # spheres, in the order of the map
    rows: tuple[Row, ...]  # themes, in the order of the rim


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor in the list, every part in words."""

    id: Id
    name: str
    role: str
    symbol: Symbol
    sphere: str
    ring: str
    carries: tuple[str, ...]
    helps: tuple[str, ...]
    may_help_with: tuple[str, ...]
    signs: tuple[str, ...]  # what the badges say
    ties: tuple[str, ...]  # how the contact is; empty for who may not know
    knows: tuple[str, ...]  # "werken samen: OCMW"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """For whom the table is made: the same choices as for a drawing."""

    names: Names = Names.FULL
    language: str = "nl"
    translate: Translate = gettext_noop
    theme: str | None = None
    member: str | None = None
    difficult_ties: bool = False
    show_ended: bool = False
    on: date | None = None


def table_of(family: Family, themes: Sequence[Theme], view: View) -> Table:
    """Themes by spheres. A chosen theme leaves its row, a chosen member those who they know."""
    t = view.translate
    everybody = _everybody(family, themes, view)
    called = _called(family, view)
    said = {state.id: state for state in family.themes}
    rows = []
    for piece in rim_of(family, themes):
        theme = piece.theme
        if view.theme and view.theme != theme.id:
            continue
        state = said.get(theme.id)
        need = state.need if state else Need.UNKNOWN
        rows.append(
            Row(
                theme=theme.id,
                name=theme_name(theme, view.language, t),
                icon=theme_icon(theme),
                words=state.words if state else None,
                need="" if need is Need.UNKNOWN else t(label(need)),
                state="" if piece.state in (State.MANY, State.ONE) else t(STATES[piece.state]),
                cells=tuple(
                    tuple(_cell(piece, everybody, sector, called))
                    for sector in range(len(SECTORS))
                ),
            )
        )
    return Table(columns=tuple(t(label(sphere)) for sphere in SECTORS), rows=tuple(rows))


def _cell(
    piece: RimTheme, everybody: Iterable[Standing], sector: int, called: Mapping[Id, str]
) -> Iterable[Helper]:
    marks = {mark.actor.id: mark for mark in piece.marks}
    for standing in everybody:
        actor = standing.actor
        if standing.sector != sector:
            continue
        if actor.id in marks:
            yield Helper(actor.id, called[actor.id], carries=marks[actor.id].is_filled)
        elif standing.is_wanted and piece.theme.id in actor.possible_themes:
            yield Helper(actor.id, called[actor.id], may_help=True)


def list_of(family: Family, themes: Sequence[Theme], view: View) -> tuple[Entry, ...]:
    """Everybody on the map, sphere by sphere, nearest first."""
    everybody = sorted(
        _everybody(family, themes, view), key=lambda one: (one.sector, one.ring, one.actor.id)
    )
    called = _called(family, view)
    names = {theme.id: theme_name(theme, view.language, view.translate) for theme in themes}
    known = _known(family, called, {one.actor.id for one in everybody}, view)

    def named(found: Iterable[ThemeId]) -> tuple[str, ...]:
        wanted = dict.fromkeys(found)
        ordered = [key for key in names if key in wanted]
        return tuple(names.get(key, key) for key in dict.fromkeys((*ordered, *wanted)))

    return tuple(
        Entry(
            id=one.actor.id,
            name=called[one.actor.id],
            role=role_label(one.actor.role, view.translate),
            symbol=one.symbol,
            sphere=view.translate(label(one.actor.sphere)),
            ring=_ring(one, view),
            carries=named(themes_of(one, Part.CARRIES)),
            helps=named(themes_of(one, Part.HELPS)),
            may_help_with=named(one.actor.possible_themes),
            signs=tuple(view.translate(BADGES[badge]) for badge in one.badges),
            ties=_qualities(one, view),
            knows=known.get(one.actor.id, ()),
        )
        for one in everybody
        if not view.theme or _is_about(one, view.theme)
    )


def _everybody(family: Family, themes: Sequence[Theme], view: View) -> list[Standing]:
    everybody = standings(
        family, themes=[t.id for t in themes], show_ended=view.show_ended, on=view.on
    )
    if not view.member:
        return list(everybody)
    member = view.member
    return [one for one in everybody if any(concerns(r, member) for r in one.relations)]


def _called(family: Family, view: View) -> Mapping[Id, str]:
    return actor_names(family, view.names, language=view.language, translate=view.translate)


def _is_about(standing: Standing, theme: str) -> bool:
    return theme in standing.actor.possible_themes or any(
        theme in relation.themes for relation in standing.relations
    )


def _ring(standing: Standing, view: View) -> str:
    if standing.is_ended:
        return view.translate(label(standing.actor.status))
    return view.translate(RINGS[standing.ring])


def _qualities(standing: Standing, view: View) -> tuple[str, ...]:
    if not view.difficult_ties:
        return ()
    found = {relation.quality for relation in standing.relations}
    return tuple(view.translate(label(quality)) for quality in Quality if quality in found)


def _known(
    family: Family, called: Mapping[Id, str], shown: set[Id], view: View
) -> Mapping[Id, tuple[str, ...]]:
    """For each actor whom they know and how; who refers is said on both sides."""
    found: dict[Id, tuple[str, ...]] = {}
    for link in family.links:
        if link.a not in shown or link.b not in shown or link.a == link.b:
            continue
        kind = tie_type(link, difficult=view.difficult_ties)
        for one, other in ((link.a, link.b), (link.b, link.a)):
            words = view.translate(label(kind))
            if kind is LinkType.REFERS:
                words = view.translate(_REFERS_TO if one == link.a else _REFERRED_BY)
            found[one] = (*found.get(one, ()), f"{words}: {called[other]}")
    return found


_REFERS_TO = gettext_noop("verwijst door naar")
_REFERRED_BY = gettext_noop("krijgt mensen doorverwezen van")
