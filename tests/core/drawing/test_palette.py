"""Colours: enough contrast in every palette, and rules to put one over another."""

import pytest

from kring.core.drawing.palette import (
    BLACK_AND_WHITE,
    COLOUR_PRINT,
    DARK,
    SCREEN,
    Palette,
    paint,
    rules,
)

PALETTES = {
    "screen": SCREEN,
    "print": COLOUR_PRINT,
    "black and white": BLACK_AND_WHITE,
    "dark": DARK,
}
WORDS = [
    ("ink", "paper"), ("ink", "people"), ("ink", "services"), ("ink", "brand_soft"),
    ("ink", "halo"),
    ("ink_soft", "people"), ("ink_soft", "services"), ("ink_soft", "paper"),
    ("pale", "people"), ("pale", "services"), ("pale", "paper"),
    ("warm", "people"), ("cool", "services"), ("on_brand", "brand"), ("on_sun", "sun"),
]  # fmt: skip
LINES = [
    ("ring", "people"), ("ring", "services"), ("tie", "people"), ("tie", "services"),
    ("link", "people"), ("link", "services"), ("hard", "people"), ("hard", "services"),
    ("warm", "warm_fill"), ("cool", "cool_fill"), ("warm", "paper"), ("cool", "paper"),
    ("brand_edge", "paper"), ("quiet", "paper"), ("brand", "people"), ("brand", "services"),
]  # fmt: skip


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize(("least", "pairs"), [(5, WORDS), (3, LINES)], ids=["words", "lines"])
def test_contrast(palette, least, pairs):
    short = {
        pair: round(found, 2)
        for pair in pairs
        if (found := contrast(*(getattr(palette, name) for name in pair))) < least
    }

    assert short == {}


def test_paint_names_the_colours_it_writes():
    assert paint(SCREEN, "shape", "warm_fill", "warm") == (
        f' class="shape f-warm-fill s-warm" fill="{SCREEN.warm_fill}" stroke="{SCREEN.warm}"'
    )
    assert paint(SCREEN) == ' fill="none" stroke="none"'


def test_rules_cover_every_colour():
    written = rules(DARK, within=".x")

    assert ".x .f-warm-fill{fill:#3f2a1c}.x .s-warm-fill{stroke:#3f2a1c}" in written
    assert written.count("\n") == len(Palette.__slots__) - 1
