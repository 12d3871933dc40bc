"""Family files whose ids and texts are as awkward for a table as they can be."""

from typing import Any

from family_values import Drawing
from hypothesis import strategies as st

from kring.core.codes import Id
from kring.core.family import FamilyFile, Meta
from kring.core.formats.records import Kind, Line, Words
from kring.core.themes import SHIPPED
from kring.core.words import Text

# Words of ours, marks between cells, what begins a formula, what looks like JSON.
ODD = [
    "gezin", "all", "a,b", "x;y", "[1]", '"ja"', '["x"]', "=1+1", "-", "'=x", "''@", "{}",
    '{"nl":"x"}', "nl:x", "1", "ja", "Wonen", "buur", "familie", "＝2", "\u200b@x", "é", "عربي",
    "🐶", "'", "+32", "0012", "1/2/2026", "a.b[0]",
    "_x0041_", "_x005F_x0041_",
]  # fmt: skip
SPACED = ["", " ", "twee\nregels", "met\ttab", "  ruim  ", "a\r\nb", "\r", "\n=1", "a, b; c"]
LONGER = [*ODD, *SPACED]


class AwkwardDrawing(Drawing):
    def new_id(self) -> Id:
        self.count += 1
        if self.count <= len(self.odd):
            return Id(self.odd[self.count - 1])
        return super().new_id()

    def family(self) -> Any:
        self.odd = self.draw(st.permutations(ODD))
        self.count = 0
        return super().family()

    def value(self, kind: Kind, known: list[Any] | None) -> Any:
        if isinstance(kind, Words) and self.draw(st.booleans()):
            return Text.dutch(self.draw(st.sampled_from(LONGER)))
        if kind == Line("Code") and self.draw(st.booleans()):
            return self.draw(st.sampled_from(ODD))
        return super().value(kind, known)


@st.composite
def awkward_families(draw: Any, *, most: int = 2) -> FamilyFile:
    """As many as `most` families that speak of the shipped themes, each with its own id."""
    drawing = AwkwardDrawing(draw, [theme.id for theme in SHIPPED])
    families = [drawing.family() for _ in range(draw(st.integers(1, most)))]
    unique = {family.id: family for family in families}
    return FamilyFile(meta=Meta(), families=tuple(unique.values()), themes=SHIPPED)
