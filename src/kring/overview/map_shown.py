"""The map of a family on a page: the drawing, its legend, and the drawing for paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from kring.core.codes import ActorStatus, LinkType, Quality
from kring.core.drawing.draw import draw
from kring.core.drawing.on_map import Drawing, prepare
from kring.core.drawing.scene_of import scene_of
from kring.core.drawing.ties import draw_links, draw_ties
from kring.core.family import Actor, Family
from kring.core.layout.engine import lay_out
from kring.core.layout.scene import Format
from kring.core.sharing import READS_FEELINGS
from kring.core.words import Translate
from kring.documents.assets import font_widths, icons
from kring.overview.chosen import Choice
from kring.overview.queries import SeenFamily

PANEL = "#wie"  # where the page tells about somebody


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the legend. `where`: a class for what stands on screen or paper only."""

    picture: SafeString
    words: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class ShownMap:
    """`is_plainer_on_paper`: the screen says how ties are; paper lies about, and does not.

    `waits_for_a_choice`: of so many people lines only show for who or what is chosen.
    """

    drawing: SafeString
    legend: tuple[Sign, ...]
    is_plainer_on_paper: bool
    waits_for_a_choice: bool


@dataclass(frozen=True, slots=True)
class Pen:
    """In which language a page is drawn, and of which day."""

    language: str
    translate: Translate
    on: date


def show_map(seen: SeenFamily, choice: Choice, pen: Pen) -> ShownMap:
    """Everybody stands where they always stand, also when somebody is taken away in thought."""
    shown = without_in_thought(seen.family, choice.without) if choice.without else seen.family
    plain = _drawing(seen, shown, choice, pen)
    tells = seen.door.reader in READS_FEELINGS and _has_difficult_ties(shown)
    drawing = replace(plain, difficult=tells)
    svg = draw(
        drawing,
        icons=icons(),
        widths=font_widths(),
        language=pen.language,
        translate=pen.translate,
        href_for=lambda key: _to_actor(seen, choice, key),
        theme_href_for=lambda key: _to_theme(seen, choice, key),
        with_legend=False,
    )
    return ShownMap(
        drawing=_ours(_with_lines_for_paper(svg, plain) if tells else svg),
        legend=tuple(_legend(drawing, plain, pen.translate)),
        is_plainer_on_paper=tells,
        waits_for_a_choice=plain.layout.ties_on_demand and not plain.chosen,
    )


def _with_lines_for_paper(svg: str, plain: Drawing) -> str:
    """The drawing with a second, plainer set of lines, which only paper shows."""
    layout, palette = plain.layout, plain.palette
    nodes = {node.id: node for node in layout.nodes}
    lines = [*draw_links(plain.links(), nodes, layout, palette, difficult=False)]
    for each in plain.standings:
        lines += draw_ties(nodes[each.actor.id], plain.ties(each), layout, palette)
    before = '<g class="family">'
    return svg.replace(before, f'<g class="paper-only">{"".join(lines)}</g>{before}', 1)


def _legend(drawing: Drawing, plain: Drawing, translate: Translate) -> Iterator[Sign]:
    """Every sign of the screen, then those that only the lines for paper use."""
    on_screen = {each.key: each for each in drawing.legend(translate)}
    on_paper = {each.key: each for each in plain.legend(translate)}
    for key, each in (on_screen | on_paper).items():
        where = "noprint" if key not in on_paper else ""
        where = "paper-only" if key not in on_screen else where
        yield Sign(_ours(each.picture()), each.text, where)


def without_in_thought(family: Family, gone: Actor) -> Family:
    """The family as if somebody had stopped: no support, no ties, but still in their place."""
    return replace(
        family,
        actors=tuple(
            replace(each, status=ActorStatus.ENDED) if each.id == gone.id else each
            for each in family.actors
        ),
        links=tuple(each for each in family.links if gone.id not in (each.a, each.b)),
    )


def _drawing(seen: SeenFamily, shown: Family, choice: Choice, pen: Pen) -> Drawing:
    scene = scene_of(
        seen.family,
        themes=seen.themes,
        language=pen.language,
        translate=pen.translate,
        on=pen.on,
    )
    return prepare(
        shown,
        themes=seen.themes,
        layout=lay_out(scene, format=Format.SCREEN, widths=font_widths()),
        scene=scene,
        theme=choice.theme.id if choice.theme else None,
        member=choice.member.id if choice.member else None,
        actor=choice.actor.id if choice.actor else None,
        on=pen.on,
    )


def _has_difficult_ties(family: Family) -> bool:
    """Whether a drawing for who may know differs from one for everybody."""
    return any(
        each.quality not in (None, Quality.NORMAL) or each.pressure for each in family.relations
    ) or any(link.type is LinkType.CONFLICT for link in family.links)


def _to_actor(seen: SeenFamily, choice: Choice, key: str) -> str:
    found = next(each for each in seen.family.actors if each.id == key)
    return choice.but(actor=found).address + PANEL


def _to_theme(seen: SeenFamily, choice: Choice, key: str) -> str:
    found = next(each for each in seen.themes if each.id == key)
    return choice.but(theme=found).address


def _ours(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 - our own drawing, every word escaped there
