"""How large the lettering is on each format, by the number of actors."""

from dataclasses import dataclass, replace
from typing import Final

from kring.core.layout.measures import Measures
from kring.core.layout.scene import Format

ROUND_UNDER: Final = 20  # actors; a map of fewer keeps a round rim on paper
STEP: Final = 0.5  # points by which lettering shrinks when it does not fit
SMALLEST_STEP: Final = 5.0  # points; below that, lettering shrinks by a share
SHARE: Final = 0.85


@dataclass(frozen=True, slots=True)
class Size:
    """`most` actors are written in `font` points if it fits, at worst in `floor` points.

    `symbol` is the radius of a symbol in em; symbols shrink to `least` before letters do. A map
    that does not even fit at the floor gets smaller lettering still, rather than none.
    """

    most: int
    font: float
    floor: float
    symbol: float
    least: float

    @property
    def measures(self) -> Measures:
        return Measures(self.font, round(self.font * self.symbol, 2))

    @property
    def is_last(self) -> bool:
        """So small that it is tried however full the map looks."""
        return self.font <= SMALLEST_STEP

    def smaller(self) -> "Size":
        if self.symbol > self.least:
            return replace(self, symbol=self.least)
        if self.is_last:
            return replace(self, font=self.font * SHARE)
        return replace(self, font=self.font - STEP)


_SIZES: Final = {
    Format.SCREEN: (
        Size(12, 15.0, 15.0, 1.6, 1.6),
        Size(20, 14.0, 14.0, 1.4, 1.4),
        Size(30, 13.0, 13.0, 1.1, 1.1),
        Size(45, 13.0, 13.0, 0.75, 0.75),
        Size(60, 13.0, 13.0, 0.5, 0.5),
    ),
    Format.A4: (
        Size(12, 12.0, 12.0, 1.3, 0.75),
        Size(20, 12.0, 12.0, 1.0, 0.75),
        Size(24, 12.0, 10.0, 0.9, 0.6),
        Size(32, 11.0, 10.0, 0.7, 0.5),
        Size(40, 10.5, 10.0, 0.5, 0.5),
        Size(60, 10.0, 9.0, 0.45, 0.45),
        Size(80, 9.5, 9.0, 0.42, 0.42),
    ),
    Format.A3: (
        Size(12, 16.0, 12.0, 1.4, 0.75),
        Size(24, 14.0, 12.0, 1.1, 0.75),
        Size(45, 13.0, 12.0, 0.7, 0.5),
        Size(80, 12.5, 12.0, 0.42, 0.42),
    ),
}
_MANY: Final = {
    Format.SCREEN: Size(0, 13.0, 13.0, 0.42, 0.42),
    Format.A4: Size(0, 8.5, 8.0, 0.42, 0.42),
    Format.A3: Size(0, 11.5, 11.0, 0.42, 0.42),
}


def size_of(page_format: Format, actors: int) -> Size:
    return next(
        (size for size in _SIZES[page_format] if actors <= size.most), _MANY[page_format]
    )
