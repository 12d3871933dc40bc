"""The sizes of symbols, gaps and grid that go with a size of lettering."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in points. Everything follows from the lettering and the size of the symbols."""

    font: float
    r: float  # half the side of a symbol's square

    @property
    def roomy(self) -> float:
        return self.r / self.font

    @property
    def gap(self) -> float:
        """Between a symbol and its label."""
        return 2.0 if self.font >= 10 else 1.6

    @property
    def leading(self) -> float:
        return 2.0 if self.roomy >= 0.5 else 1.2

    @property
    def line(self) -> float:
        """From one line to the next."""
        return self.font + self.leading

    @property
    def pad(self) -> float:
        """Blank paper at the end of a label."""
        return 4.0 if self.roomy >= 0.75 else 3.0 if self.roomy >= 0.5 else 2.0

    @property
    def qx(self) -> float:
        """Width of a cell of the grid."""
        return self.font * (0.5 if self.roomy >= 0.75 else 0.36 if self.roomy >= 0.5 else 0.33)

    @property
    def qy(self) -> float:
        """Height of a cell of the grid: four to a line."""
        return self.line / 4
