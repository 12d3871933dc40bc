"""The small ring that stands for a family everywhere: its themes, closed or open."""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kring.core.drawing import geometry
from kring.core.drawing.lettering import escape
from kring.core.drawing.palette import SCREEN, Palette, paint
from kring.core.drawing.rim import COLOURS
from kring.core.drawing.themes import State, rim_of
from kring.core.family import Family, Theme

_CENTER: Final = (64.0, 64.0)
_MIDDLE, _THICK, _DISC = 54.0, 12.5, 26.0


def avatar(
    family: Family, themes: Sequence[Theme], *, palette: Palette = SCREEN, label: str = ""
) -> str:
    """The ring of a family as a small drawing, 128 units wide.

    It stands beside the family's name and is hidden from screen readers; with a `label`, such
    as "Kring van Amal", it is an image of that name. A label never says how many are open.
    """
    named = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    states = [piece.state for piece in rim_of(family, themes)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kring-map avatar"'
        f' viewBox="0 0 128 128" {named}>'
        f'<circle cx="64" cy="64" r="{_DISC:g}"{paint(palette, "", "brand_soft")}/>'
        f"{''.join(_pieces(states, palette))}</svg>"
    )


def _pieces(states: Sequence[State], palette: Palette) -> Iterator[str]:
    step = 2 * math.pi / max(len(states), 1)
    reach = max(step / 2 - (_THICK / 2 + 1.2) / _MIDDLE, 0.02)
    for index, state in enumerate(states):
        middle = step * (index + 0.5)
        yield _piece(state, middle, reach, palette)


@cache  # a wall draws hundreds, of which few differ
def _piece(state: State, middle: float, reach: float, palette: Palette) -> str:
    fill, outline, light = COLOURS[state]
    colours = paint(palette, state.replace("_", "-"), fill, outline)
    if state is State.NOT_NEEDED:
        wide = reach + _THICK / 3 / _MIDDLE
        line = geometry.arc(_CENTER, (_MIDDLE, _MIDDLE), middle - wide, middle + wide)
        return f'<path d="{line}"{colours} stroke-width="3.5" stroke-linecap="round"/>'
    if state is State.NOT_ASKED:
        dots = (
            geometry.at(_CENTER, (_MIDDLE, _MIDDLE), middle + side * (reach + 0.04))
            for side in (-1, 0, 1)
        )
        grey = paint(palette, "not-asked", outline)
        return "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4"{grey}/>' for x, y in dots)
    inner, outer = _MIDDLE - _THICK / 2, _MIDDLE + _THICK / 2
    path = geometry.pill(
        _CENTER, (inner, inner), (outer, outer), middle - reach, middle + reach
    )
    dash = ' stroke-dasharray="5 3.5"' if state is State.GAP else ""
    drawn = f'<path d="{path}"{colours} stroke-width="2"{dash}/>'
    if state is State.OURSELVES:
        x, y = geometry.at(_CENTER, (_MIDDLE, _MIDDLE), middle)
        drawn += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4"{paint(palette, "", light)}/>'
    return drawn
