"""Where a label can stand: on four sides of its symbol, on one line or on two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags, Floats, Singles
from kring.core.layout.measures import Measures
from kring.core.layout.scene import Box
from kring.core.layout.text import Lettering

SIDES: Final = ("R", "L", "B", "A")  # right, left, below, above
TOWARDS: Final = np.array([[1, 0], [-1, 0], [0, 1], [0, -1]] * 2, np.float32)
MODES: Final = len(TOWARDS)  # a mode is a side, with the first lettering or the second
NO_WAY: Final = 1e9  # cost of a mode that this label does not have
UNDER_LEADING: Final = 0.9  # points between a label and its under line


@dataclass(frozen=True, slots=True)
class Labels:
    """The modes of every actor's label; `n` actors, 8 modes each.

    `square` is the box of a symbol in grid cells around its place, `cells` (n x 8 x 4) those of
    the labels; `boxes` (n x 8 x 4) are the true boxes in points; `cost` (n x 8) is what a mode
    costs wherever it stands.
    """

    letterings: Sequence[Sequence[Lettering]]
    width: Floats  # of the first lettering, in points
    height: Floats
    square: Counts
    cells: Counts
    boxes: Singles
    cost: Singles
    there: Flags  # n x 8: the label has this mode


def labels_of(letterings: Sequence[Sequence[Lettering]], measures: Measures) -> Labels:
    """All modes of all labels at once. `letterings` has one or two ways to write each label."""
    count = len(letterings)
    font, r, gap, pad = measures.font, measures.r, measures.gap, measures.pad
    size = np.array(
        [(*_size(ways[0], measures), *_size(ways[-1], measures)) for ways in letterings]
    ).reshape(count, 2, 2)
    width, height = np.repeat(size[:, :, 0], 4, 1), np.repeat(size[:, :, 1], 4, 1)
    qx, qy = measures.qx, measures.qy
    near, far = np.floor((r + gap) / qx + 1e-9), np.ceil((r + gap + width + pad) / qx - 1e-9)
    half = np.ceil(height / qy / 2 - 1e-9)
    beside = np.ceil((width + pad) / 2 / qx - 1e-9)
    down, end = np.ceil((r + 1) / qy), np.ceil((r + 1) / qy) + np.ceil(height / qy - 1e-9)
    side = np.arange(MODES) % 4
    c0 = np.select([side == 0, side == 1], [np.full_like(far, near), -far], -beside)
    c1 = np.select([side == 0, side == 1], [far, np.full_like(far, -near)], beside)
    r0 = np.select([side < 2, side == 2], [-half, np.full_like(half, down)], -end)
    r1 = np.select([side < 2, side == 2], [half, end], np.full_like(half, -down))
    middle_x = (r + gap + width / 2) * TOWARDS[:, 0]
    middle_y = (down * qy + height / 2) * TOWARDS[:, 1]
    boxes = np.stack(
        [
            middle_x - width / 2,
            middle_y - height / 2,
            middle_x + width / 2,
            middle_y + height / 2,
        ],
        -1,
    )
    there = np.ones((count, MODES), bool)
    there[:, 4:] = np.array([len(ways) > 1 for ways in letterings], bool).reshape(count, 1)
    square = _square(measures)
    return Labels(
        letterings,
        size[:, 0, 0],
        size[:, 0, 1],
        np.array(square),
        np.stack([c0, c1, r0, r1], -1).astype(np.int64),
        boxes.astype(np.float32),
        np.where(there, _cost(size, font, there, measures), NO_WAY).astype(np.float32),
        there,
    )


def _square(measures: Measures) -> tuple[int, int, int, int]:
    wide = int(np.ceil((measures.r + 0.8) / measures.qx))
    high = int(np.ceil((measures.r + 0.6) / measures.qy))
    return -wide, wide, -high, high


def _size(way: Lettering, measures: Measures) -> tuple[float, float]:
    return way.width * measures.font, sum(line_heights(way, measures))


def line_heights(way: Lettering, measures: Measures) -> list[float]:
    """Height of each line with its leading, in points."""
    font, small = measures.font, len(way.lines) - way.small
    return [
        high * font + (measures.leading if line < small else UNDER_LEADING)
        for line, high in enumerate(way.heights)
    ]


def _cost(size: Floats, font: float, there: Flags, measures: Measures) -> Floats:
    """One line before two, but two for a very wide label; a large symbol is written below."""
    wide = size[:, :1, 0]
    cost = np.zeros((len(size), MODES))
    cost[:, :4] = np.where((wide > 11 * font) & there[:, 4:5], 6.0, 0.0)
    cost[:, 4:] = np.where(wide < 8.5 * font, 14.0, 5.0)
    cost[:, 6:] *= 0.3
    if measures.roomy >= 1:
        cost += np.array([10.0, 10.0, 0.0, 14.0] * 2)
    return cost


def line_boxes(
    way: Lettering, side: str, x: float, y: float, measures: Measures
) -> tuple[Box, ...]:
    """The box of each line of a label beside a symbol at (x, y), as wide as its text."""
    font, reach = measures.font, measures.r + measures.gap
    heights = line_heights(way, measures)
    down = float(np.ceil((measures.r + 1) / measures.qy)) * measures.qy
    total = sum(heights)
    top = {"B": y + down, "A": y - down - total}.get(side, y - total / 2)
    boxes = []
    for wide, high, line in zip(way.widths, way.heights, heights, strict=True):
        w, h = wide * font, high * font
        left = {"R": x + reach, "L": x - reach - w}.get(side, x - w / 2)
        boxes.append((left, top + (line - h) / 2, left + w, top + (line + h) / 2))
        top += line
    return tuple(boxes)
