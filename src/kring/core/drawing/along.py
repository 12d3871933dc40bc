"""A name with its icon along the rim, upright everywhere: bent letters, or straight ones.

Bent letters are set one by one, which viewers do well; but joined scripts such as Arabic must
keep their letters together, so their names stand straight, turned along the rim.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kring.core.drawing import geometry
from kring.core.drawing.band import Band
from kring.core.drawing.lettering import escape, is_joined, line_of_text
from kring.core.drawing.palette import Palette, paint
from kring.core.drawing.shapes import drawn_icon
from kring.core.layout.scene import Point, Widths
from kring.core.layout.text import em

LARGEST: Final = 17.0  # points
SMALLEST: Final = 6.5  # points; when that is too wide, the icon goes and the name is shortened
_ICON: Final = 1.3  # em
_SPACE: Final = 0.35  # em between an icon and its name


@dataclass(frozen=True, slots=True)
class Along:
    """A stretch of the band: its middle and length in points along the band's middle line."""

    band: Band
    way: float
    length: float
    path_id: str
    share: float = 0.5  # how far outwards in the band the line of letters runs

    @property
    def radii(self) -> Point:
        return self.band.at(self.share)

    @property
    def is_under(self) -> bool:
        """In the lower half, where letters run the other way round to stay upright."""
        return math.cos(self.angle(0)) < -0.01

    def angle(self, forward: float) -> float:
        """The angle so many points further in the direction of reading."""
        middle = self.band.at(0.5)
        stretch = geometry.length_round(middle) / geometry.length_round(self.radii)
        angle = geometry.angle_after(middle, self.way)
        if forward:
            turned = -1 if self.is_under else 1
            angle = geometry.angle_after(middle, self.way + turned * forward * stretch)
        return angle


def lettering(labels: Sequence[str], band: Band, length: float, widths: Widths) -> float:
    """One size for all names: the longest fits with its icon, within bounds; in points."""
    room = length - band.thick * 0.75
    widest = max((em(label, widths, bold=True) for label in labels), default=0.0)
    fitting = room / (widest + _ICON + _SPACE)
    return max(SMALLEST, min(band.thick * 0.46, LARGEST, fitting))


def name_along(
    label: str,
    along: Along,
    *,
    icon: str,
    size: float,
    colour: str,
    palette: Palette,
    widths: Widths,
) -> str:
    """The name in the middle of its stretch, the icon where reading begins.

    `icon` is the icon's markup or `""`; it goes when there is no room for it.
    """
    room = along.length - along.band.thick * 0.6
    icon_room = (_ICON + _SPACE) * size if icon else 0.0
    wide = em(label, widths, bold=True) * size
    if wide + icon_room > room + size:
        icon_room = 0.0
        label = _shortened(label, room / size, widths)
        wide = em(label, widths, bold=True) * size
    joined = is_joined(label)
    reading = -1 if joined else 1  # joined scripts run right to left
    drawn = ""
    if icon_room:
        at = -reading * (wide + icon_room - _ICON * size) / 2
        look = paint(palette, "icon", "none", colour)
        drawn = _turned(drawn_icon(icon, 0, 0, _ICON * size, look), along, at)
    letters = f'{paint(palette, "", colour)} font-weight="bold"'
    middle = reading * icon_room / 2
    if joined:
        straight = line_of_text(label, 0, size * 0.3, size=size, paint=letters)
        return drawn + _turned(straight, along, middle)
    return drawn + _bent(label, along, middle, wide, size=size, letters=letters)


def _shortened(label: str, room: float, widths: Widths) -> str:
    """The label, or as much of it as fits in so many em with an ellipsis."""
    if em(label, widths, bold=True) <= room:
        return label
    while len(label) > 1 and em(label + "…", widths, bold=True) > room:
        label = label[:-1]
    return label.rstrip() + "…"


def _turned(body: str, along: Along, forward: float) -> str:
    """Something straight, turned along the rim."""
    radii = along.radii
    angle = along.angle(forward)
    x, y = geometry.at(along.band.layout.center, radii, angle)
    slope = math.degrees(math.atan2(radii[1] * math.sin(angle), radii[0] * math.cos(angle)))
    slope += 180 if along.is_under else 0
    return f'<g transform="translate({x:.2f} {y:.2f}) rotate({slope:.2f})">{body}</g>'


def _bent(
    label: str, along: Along, middle: float, wide: float, *, size: float, letters: str
) -> str:
    lift = 0.36 * size * (1 if along.is_under else -1)
    radii = (along.radii[0] + lift, along.radii[1] + lift)
    reach = wide * 0.75 + size  # longer than the text on both sides: no letter falls off
    start, end = along.angle(middle - reach), along.angle(middle + reach)
    path = geometry.arc(along.band.layout.center, radii, start, end)
    return (
        f'<path id="{along.path_id}" d="{path}" fill="none"/>'
        f'<text font-size="{size:.1f}" text-anchor="middle" unicode-bidi="isolate"{letters}>'
        f'<textPath href="#{along.path_id}" startOffset="50%">{escape(label)}</textPath></text>'
    )
