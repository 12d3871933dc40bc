"""The one drawing of the map: page, print, PDF and PNG all show this SVG text."""

from collections.abc import Iterator, Mapping
from typing import Final

from kring.core.codes import Id, ThemeId
from kring.core.drawing.field import draw_family, draw_field, draw_furniture
from kring.core.drawing.legend import draw_legend
from kring.core.drawing.lettering import (
    FONTS,
    Anchor,
    escape,
    halo,
    line_of_text,
    runs_right_to_left,
)
from kring.core.drawing.on_map import Drawing
from kring.core.drawing.palette import paint
from kring.core.drawing.parts import HrefFor, nowhere, part
from kring.core.drawing.rim import draw_rim
from kring.core.drawing.said import Voice, actor_said, rim_words
from kring.core.drawing.shapes import Icons, Look, badges, icon_name, symbol
from kring.core.drawing.standing import Standing
from kring.core.drawing.ties import draw_links, draw_ties
from kring.core.layout.scene import UNDER_SHARE, Box, Format, Layout, Node, Widths, baseline
from kring.core.words import Translate, gettext_noop, sentence

_DESCRIPTION: Final = gettext_noop(
    "Het gezin staat in het midden, met kringen errond. Links staan mensen, rechts diensten. "
    "De rand toont de thema's. Hetzelfde staat in de tabel en in de lijst."
)
_ABOUT_THEME: Final = gettext_noop("Alleen wie helpt met {theme} staat in kleur.")
_ABOUT_MEMBER: Final = gettext_noop("Alleen wie contact heeft met {member} staat in kleur.")


def draw(
    drawing: Drawing,
    *,
    icons: Icons,
    widths: Widths,
    language: str = "nl",
    translate: Translate = gettext_noop,
    href_for: HrefFor = nowhere,
    theme_href_for: HrefFor = nowhere,
    prefix: str = "map",
    with_legend: bool = True,
) -> str:
    """The map as one `<svg>` element: valid XML, no script, no style, nothing from outside.

    Args:
        drawing: what stands on it, from `on_map.prepare`.
        icons: inner markup of the line icons, by name. It goes in as it is: only ours.
        href_for, theme_href_for: where an actor and a theme lead, if anywhere.
        prefix: begins every id and `href` to it, so that two drawings can stand on one page.
        with_legend: draw the legend too, where the layout keeps room for it.
    """
    voice = Voice(
        language=language,
        translate=translate,
        names={Id(spot.id): spot.label for spot in drawing.scene.spots},
        themes={piece.theme.id: piece.theme for piece in drawing.rim},
    )
    layout, palette = drawing.layout, drawing.palette
    nodes = {node.id: node for node in layout.nodes}
    rim = draw_rim(
        drawing.rim,
        rim_words(drawing.rim, voice),
        layout,
        palette,
        icons=icons,
        widths=widths,
        prefix=prefix,
        chosen=drawing.chosen.theme,
        href_for=theme_href_for,
    )
    pieces = [
        _opening(layout, language, prefix),
        f'<title id="{prefix}-title">{escape(drawing.scene.name)}</title>',
        f'<desc id="{prefix}-desc">{escape(_description(drawing, voice))}</desc>',
        f'<rect width="100%" height="100%"{paint(palette, "paper", "paper")}/>',
        '<g class="field">',
        *draw_field(layout, drawing.scene.sectors, palette),
        '</g><g class="rim">',
        *rim,
        '</g><g class="links" fill="none">',
        *draw_links(drawing.links(), nodes, layout, palette, difficult=drawing.difficult),
        '</g><g class="ties" fill="none">',
        *_ties(drawing, nodes),
        '</g><g class="names">',
        *draw_furniture(layout, palette),
        '</g><g class="family">',
        *draw_family(layout, palette),
        '</g><g class="actors">',
        *_actors(drawing, nodes, voice, icons, href_for),
        "</g>",
    ]
    if with_legend:
        pieces += _legend(drawing, translate, widths)
    pieces.append("</svg>")
    return "".join(pieces)


def _opening(layout: Layout, language: str, prefix: str) -> str:
    wide, high = layout.page
    size = (
        "" if layout.format is Format.SCREEN else f' width="{wide:.1f}pt" height="{high:.1f}pt"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kring-map" role="group"'
        f' aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc"'
        f' lang="{escape(language)}" direction="ltr" font-family="{FONTS}"'
        f' viewBox="0 0 {wide:.1f} {high:.1f}"{size}>'
    )


def _description(drawing: Drawing, voice: Voice) -> str:
    said = [voice.translate(_DESCRIPTION)]
    chosen = drawing.chosen
    if theme := voice.themes.get(ThemeId(chosen.theme or "")):
        said.append(sentence(_ABOUT_THEME, theme=voice.listed([theme.id])).say(voice.translate))
    for member in drawing.family.members:
        if member.id == chosen.member:
            name = member.name.in_language(voice.language)
            said.append(sentence(_ABOUT_MEMBER, member=name).say(voice.translate))
    return " ".join(said)


def _ties(drawing: Drawing, nodes: Mapping[str, Node]) -> Iterator[str]:
    for standing in drawing.standings:
        node = nodes[standing.actor.id]
        yield from draw_ties(node, drawing.ties(standing), drawing.layout, drawing.palette)


def _actors(
    drawing: Drawing,
    nodes: Mapping[str, Node],
    voice: Voice,
    icons: Icons,
    href_for: HrefFor,
) -> Iterator[str]:
    for standing in drawing.standings:
        node = nodes[standing.actor.id]
        look = drawing.look(standing)
        body = _symbol(drawing, standing, node, look, icons)
        body += "".join(_label(drawing, standing, node))
        yield part(
            body,
            role=f"actor {standing.symbol} {look}",
            name=actor_said(standing, voice, difficult=drawing.difficult),
            href=href_for(standing.actor.id),
        )


def _symbol(drawing: Drawing, standing: Standing, node: Node, look: Look, icons: Icons) -> str:
    palette = drawing.palette
    icon = icons.get(icon_name(standing), "")
    body = symbol(standing.symbol, look, node.r, icon, palette, warm=standing.is_warm)
    if drawing.is_chosen(standing):
        body += badges(standing.shown_badges, node.r, palette)
    if standing.actor.id == drawing.chosen.actor:
        body = (
            f'<circle r="{node.r + 2.5:.1f}"{paint(palette, "", "sun", "on_sun")}'
            f' stroke-width="1"/>{body}'
        )
    return f'<g transform="translate({node.x:.1f} {node.y:.1f})">{body}</g>'


def _label(drawing: Drawing, standing: Standing, node: Node) -> Iterator[str]:
    """The label's lines with a halo; the small ones under them in a softer colour."""
    palette = drawing.palette
    quiet = standing.is_ended or not drawing.is_chosen(standing)
    struck = ' text-decoration="line-through"' if standing.is_ended else ""
    for index, (line, box) in enumerate(zip(node.lines, node.boxes, strict=True)):
        small = index >= len(node.lines) - node.small
        size = node.font * (UNDER_SHARE if small else 1)
        colour = "pale" if quiet else "ink_soft" if small else "ink"
        weight = ' font-weight="bold"' if drawing.layout.bold and not small else ""
        x, anchor = _anchored(node.side, line, box)
        yield line_of_text(
            line,
            x,
            baseline(box, size),
            size=size,
            paint=halo(palette, size, colour) + weight + struck,
            anchor=anchor,
        )


def _anchored(side: str, line: str, box: Box) -> tuple[float, Anchor]:
    """Against the symbol; right-to-left text stands in the middle of its box."""
    if side == "R" and not runs_right_to_left(line):
        return box[0], "start"
    if side == "L" and not runs_right_to_left(line):
        return box[2], "end"
    return (box[0] + box[2]) / 2, "middle"


def _legend(drawing: Drawing, translate: Translate, widths: Widths) -> Iterator[str]:
    for piece in drawing.layout.furniture:
        if piece.kind == "legend":
            yield '<g class="legend">'
            yield from draw_legend(
                drawing.legend(translate), piece.box, piece.font, drawing.palette, widths
            )
            yield "</g>"
