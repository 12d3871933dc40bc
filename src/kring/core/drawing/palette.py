"""The colours of the map: one palette for the screen, two for paper, one for the dark.

Every painted element carries its colour as an attribute, so that any viewer shows it, and a
class that names it (`f-warm` for a fill, `s-warm` for a stroke), so that a page may put another
palette over it: `rules` writes those CSS rules. Contrast: text 5 to 1, lines 3 to 1 (WCAG 2.2).
"""

from dataclasses import asdict, dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    paper: str  # behind everything
    people: str  # the people's half
    services: str  # the services' half
    halo: str  # around letters that stand on lines
    ink: str
    ink_soft: str  # smaller words
    pale: str  # what is not chosen: words and outlines
    ring: str  # lines between the rings, half lines
    tie: str  # between the family and an actor
    link: str  # between actors
    hard: str  # a difficult tie
    warm: str  # people: outline and icon
    warm_fill: str
    cool: str  # services: outline and icon
    cool_fill: str
    brand: str  # the family, a theme with two or more helpers
    brand_soft: str  # around the family, a theme with one helper
    brand_edge: str
    on_brand: str
    quiet: str  # themes that are closed, open or not asked
    sun: str  # here, now: chosen, a bridging figure
    on_sun: str


SCREEN: Final = Palette(
    paper="#ffffff",
    people="#fdf3ea",
    services="#eef4fb",
    halo="#ffffff",
    ink="#1f2e2d",
    ink_soft="#4c5b59",
    pale="#65665f",
    ring="#8c8474",
    tie="#857b69",
    link="#7d7f78",
    hard="#a3211a",
    warm="#a8410f",
    warm_fill="#fce4d2",
    cool="#1b5791",
    cool_fill="#dae8f6",
    brand="#0f5156",
    brand_soft="#dbeae7",
    brand_edge="#5f8f8c",
    on_brand="#ffffff",
    quiet="#5d6966",
    sun="#f5b92e",
    on_sun="#3b2a00",
)

COLOUR_PRINT: Final = Palette(
    paper="#ffffff",
    people="#fdf4ec",
    services="#eff5fb",
    halo="#ffffff",
    ink="#142120",
    ink_soft="#404e4c",
    pale="#62635c",
    ring="#857d6d",
    tie="#756b5a",
    link="#6c6e67",
    hard="#9b1c16",
    warm="#9a390b",
    warm_fill="#fce4d2",
    cool="#174d82",
    cool_fill="#dae8f6",
    brand="#0d484d",
    brand_soft="#dbeae7",
    brand_edge="#4f817e",
    on_brand="#ffffff",
    quiet="#54605d",
    sun="#f5b92e",
    on_sun="#2e2000",
)

BLACK_AND_WHITE: Final = Palette(
    paper="#ffffff",
    people="#ffffff",
    services="#f3f3f3",
    halo="#ffffff",
    ink="#111111",
    ink_soft="#3a3a3a",
    pale="#616161",
    ring="#858585",
    tie="#5c5c5c",
    link="#6b6b6b",
    hard="#111111",
    warm="#111111",
    warm_fill="#ffffff",
    cool="#111111",
    cool_fill="#e4e4e4",
    brand="#111111",
    brand_soft="#ffffff",
    brand_edge="#111111",
    on_brand="#ffffff",
    quiet="#4a4a4a",
    sun="#ffffff",
    on_sun="#111111",
)

DARK: Final = Palette(
    paper="#182423",
    people="#2a241d",
    services="#1a2733",
    halo="#182423",
    ink="#f2efe8",
    ink_soft="#c5cdca",
    pale="#a3aaa6",
    ring="#7e7a6f",
    tie="#a39a88",
    link="#949c98",
    hard="#ff8f85",
    warm="#f3a878",
    warm_fill="#3f2a1c",
    cool="#93c3f0",
    cool_fill="#1d3449",
    brand="#8cc9c4",
    brand_soft="#24413f",
    brand_edge="#6fa5a1",
    on_brand="#0b2624",
    quiet="#a9b3b0",
    sun="#f5b92e",
    on_sun="#2e2000",
)


def token(name: str) -> str:
    """A colour's name as classes spell it: `warm_fill` becomes `warm-fill`."""
    return name.replace("_", "-")


def rules(palette: Palette, *, within: str = ".kring-map") -> str:
    """CSS rules that put `palette` over a drawing, one colour a line."""
    return "\n".join(
        f"{within} .f-{token(name)}{{fill:{colour}}}"
        f"{within} .s-{token(name)}{{stroke:{colour}}}"
        for name, colour in asdict(palette).items()
    )


@cache
def paint(palette: Palette, role: str = "", fill: str = "none", stroke: str = "none") -> str:
    """Attributes, with a space before them, that colour an element by names of the palette.

    `role` is what the element is, as a class for style sheets; `fill="none"` leaves it open.
    """
    classes = [role] if role else []
    colours = ""
    for attribute, name in (("fill", fill), ("stroke", stroke)):
        if name == "none":
            colours += f' {attribute}="none"'
            continue
        classes.append(f"{attribute[0]}-{token(name)}")
        colours += f' {attribute}="{getattr(palette, name)}"'
    return f' class="{" ".join(classes)}"{colours}' if classes else colours
