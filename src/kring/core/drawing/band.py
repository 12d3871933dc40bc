"""The band of the rim as lengths: its middle, its thickness, the row of marks inside it."""

from dataclasses import dataclass

from kring.core.layout.scene import Layout, Point


@dataclass(frozen=True, slots=True)
class Band:
    layout: Layout

    @property
    def thick(self) -> float:
        (_, inner), (_, outer) = self.layout.rim
        return outer - inner

    def at(self, share: float) -> Point:
        """Radii between the inside (0) and the outside (1) of the band."""
        (ix, iy), (ox, oy) = self.layout.rim
        return ix + (ox - ix) * share, iy + (oy - iy) * share

    @property
    def marks(self) -> Point:
        """Radii of the row of marks, half way between the field and the band."""
        (ix, iy), _ = self.layout.rim
        fx, fy = self.layout.inner
        return (ix + fx) / 2, (iy + fy) / 2

    @property
    def mark(self) -> float:
        """Half the size of a mark."""
        return max(1.6, min((self.layout.rim[0][1] - self.layout.inner[1]) * 0.4, 4.5))
