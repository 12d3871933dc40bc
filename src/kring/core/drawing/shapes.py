"""Symbols and badges: what a person, a service and a bridging figure look like.

Shape and pattern carry the meaning; colour repeats it. Size says nothing. Every piece is drawn
round (0, 0) and is the same text for the same question, so that it is made once.
"""

import math
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from kring.core.drawing.palette import Palette, paint
from kring.core.drawing.standing import Badge, Standing, Symbol
from kring.core.roles import ACTOR_ROLES

ICON_FROM: Final = 6.5  # points: a smaller symbol has no room for an icon
GLYPH_FROM: Final = 1.8  # points: a smaller badge is a plain disc

Icons = Mapping[str, str]  # inner markup of 24 by 24 line icons, by name

_KIND_ICONS: Final = {
    Symbol.PERSON: "user-round",
    Symbol.VOLUNTEER: "heart-handshake",
    Symbol.SERVICE: "landmark",
    Symbol.GROUP: "users-round",
    Symbol.PLACE: "house",
}

# On a grid of 24 by 24 around the middle.
_GLYPHS: Final = {
    Badge.BRIDGE: "M-9 4.5H9M-7 4.5C-7 -6.5 7 -6.5 7 4.5M0 -3.7V4.5M-4 -2V4.5M4 -2V4.5",
    Badge.CHILD_INTERPRETS: "M-4 2.5C-2 5.3 2 5.3 4 2.5M-3.2 -2.6V-2.5M3.2 -2.6V-2.5",
    Badge.LANGUAGE_GAP: "M-6.5 -5.5H6.5V3H0L-3.5 6.5V3H-6.5ZM-8 8L8 -8",
    Badge.ENDS_SOON: "M-4.5 -6.5H4.5M-4.5 6.5H4.5M-3.5 -6.5C-3.5 0 3.5 0 3.5 6.5"
    "M3.5 -6.5C3.5 0 -3.5 0 -3.5 6.5",
    Badge.INTERPRETER: "M-4.5 -1.5A4.8 4.8 0 1 1 3.8 2.2C2.2 3.6 2.6 7 -0.6 7"
    "C-2.2 7 -3 6 -3.2 5M-1.6 -1A2 2 0 1 1 1.4 .8",
    # The disc itself is the globe.
    Badge.ABROAD: "M-11.6 0H11.6M0 -11.6C-7 -5 -7 5 0 11.6C7 5 7 -5 0 -11.6",
    Badge.UNCONFIRMED: "M0 -6.5V0L4.5 3",
}


class Look(StrEnum):
    PLAIN = "plain"
    WANTED = "wanted"  # potential or desired
    ENDED = "ended"
    PALE_WANTED = "pale wanted"
    PALE = "pale"  # not on the chosen theme, not of the chosen member
    CARRIES = "carries"  # on the chosen theme: filled
    HELPS = "helps"  # on the chosen theme: a ring


def icon_name(standing: Standing) -> str:
    role = ACTOR_ROLES.get(standing.actor.role or "")
    return role.icon if role else _KIND_ICONS[standing.symbol]


@lru_cache(maxsize=1024)
def symbol(
    kind: Symbol, look: Look, r: float, icon: str, palette: Palette, *, warm: bool
) -> str:
    """A symbol inside the square with sides `2 r`, with an icon in it where there is room.

    `icon` is the icon's markup, `""` for none.
    """
    hue = "warm" if warm else "cool"
    outline = hue
    fill, glyph = f"{hue}_fill", hue
    if look is Look.CARRIES:
        fill, glyph = hue, "paper"
    elif look in (Look.HELPS, Look.WANTED):
        fill = "paper"
    elif look is not Look.PLAIN:
        fill, outline, glyph = "paper", "pale", "pale"
    edge = _Edge(
        palette,
        fill,
        outline,
        max(0.7, r * 0.11),
        dashed=look in (Look.WANTED, Look.PALE_WANTED),
    )
    size, middle, body = _BODIES[kind](r - edge.width / 2, edge)
    if icon and r >= ICON_FROM:
        body += drawn_icon(icon, 0, middle, size, paint(palette, "icon", "none", glyph))
    return body


class _Edge(NamedTuple):
    """How the outline of a symbol is drawn, and what fills it."""

    palette: Palette
    fill: str
    outline: str
    width: float
    dashed: bool

    def closed(self, fill: str = "") -> str:
        """The attributes of a closed shape, filled otherwise where that is asked."""
        colours = paint(self.palette, "shape", fill or self.fill, self.outline)
        dash = ""
        if self.dashed:
            dash = f' stroke-dasharray="{self.width * 2.8:.1f} {self.width * 2.2:.1f}"'
        return f'{colours} stroke-width="{self.width:.2f}"{dash}'


# Each body gives the size of its icon, how far down the icon stands, and its shapes.
_Body = tuple[float, float, str]


def _person(r: float, edge: _Edge) -> _Body:
    return r * 1.1, 0.0, f'<circle r="{r * 0.94:.2f}"{edge.closed()}/>'


def _volunteer(r: float, edge: _Edge) -> _Body:
    outside, inside = edge.closed("paper"), edge.closed()
    return (
        r * 0.95,
        0.0,
        f'<circle r="{r:.2f}"{outside}/><circle r="{r * 0.76:.2f}"{inside}/>',
    )


def _service(r: float, edge: _Edge) -> _Body:
    half = r * 0.88
    square = (
        f'<rect x="{-half:.2f}" y="{-half:.2f}" width="{2 * half:.2f}" height="{2 * half:.2f}"'
        f' rx="{r * 0.36:.2f}"{edge.closed()}/>'
    )
    return r * 1.1, 0.0, square


def _group(r: float, edge: _Edge) -> _Body:
    back, front = r * 0.2, r * 0.78
    circles = "".join(
        f'<circle cx="{x:.2f}" cy="{-x:.2f}" r="{front:.2f}"{edge.closed()}/>'
        for x in (back, -back * 0.6)
    )
    return r * 0.95, back * 0.6, circles


def _place(r: float, edge: _Edge) -> _Body:
    wide, top, eaves, foot = r * 0.86, -r * 0.95, -r * 0.28, r * 0.86
    house = (
        f'<path d="M0 {top:.2f}L{wide:.2f} {eaves:.2f}V{foot:.2f}H{-wide:.2f}V{eaves:.2f}Z"'
        f' stroke-linejoin="round"{edge.closed()}/>'
    )
    return r * 0.92, r * 0.22, house


_BODIES: Final = {
    Symbol.PERSON: _person,
    Symbol.VOLUNTEER: _volunteer,
    Symbol.SERVICE: _service,
    Symbol.GROUP: _group,
    Symbol.PLACE: _place,
}


def drawn_icon(markup: str, x: float, y: float, size: float, paint: str) -> str:
    """A line icon of `size` points with its middle at (x, y); `paint` gives its stroke."""
    return (
        f'<g transform="translate({x - size / 2:.2f} {y - size / 2:.2f})'
        f' scale({size / 24:.4f})"{paint} stroke-width="2" stroke-linecap="round"'
        f' stroke-linejoin="round">{markup}</g>'
    )


# Where badges stand: bridging figures and contact points above, the small ones below.
_CORNERS: Final = {Badge.BRIDGE: (1, -1), Badge.CONTACT: (-1, -1)}
_SMALL_CORNERS: Final = ((1, 1), (-1, 1))


@lru_cache(maxsize=1024)
def badges(worn: tuple[Badge, ...], r: float, palette: Palette) -> str:
    """The badges of a symbol, in the corners of the square with sides `2 r`."""
    size = r * 0.38
    reach = r - size
    free = iter(_SMALL_CORNERS)
    drawn = ""
    for one in worn:
        right, down = _CORNERS.get(one) or next(free)
        drawn += (
            f'<g transform="translate({right * reach:.2f} {down * reach:.2f})">'
            f"{badge(one, size, palette)}</g>"
        )
    return drawn


@lru_cache(maxsize=256)
def badge(one: Badge, r: float, palette: Palette) -> str:
    scale = r / 12.6
    return (
        f'<g transform="scale({scale:.4f})" stroke-linecap="round" stroke-linejoin="round">'
        f"{_badge_body(one, r, palette)}</g>"
    )


def _badge_body(one: Badge, r: float, palette: Palette) -> str:
    if one is Badge.CONTACT:
        star = paint(palette, "badge", "sun", "on_sun")
        return f'<path d="{_star(12)}"{star} stroke-width="1.6"/>'
    fill, outline, glyph = "paper", "ink", "ink"
    if one is Badge.BRIDGE:
        fill, outline, glyph = "sun", "on_sun", "on_sun"
    elif one is Badge.CHILD_INTERPRETS:
        fill, outline, glyph = "ink", "paper", "paper"
    disc = f'<circle r="11.6"{paint(palette, "badge", fill, outline)} stroke-width="1.6"/>'
    if r < GLYPH_FROM:
        return disc
    line = paint(palette, "", "none", glyph)
    return f'{disc}<path d="{_GLYPHS[one]}"{line} stroke-width="2.2"/>'


def _star(r: float) -> str:
    points = []
    for corner in range(10):
        reach = r if corner % 2 == 0 else r * 0.5
        angle = math.pi * corner / 5
        points.append(f"{reach * math.sin(angle):.2f} {-reach * math.cos(angle):.2f}")
    return f"M{'L'.join(points)}Z"
