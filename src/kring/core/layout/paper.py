"""The field as a grid of small cells that are free or taken, asked through one integral image.

A grid cell is a quarter of a line high. The image holds for each corner of the grid how much is
taken above and to the left of it, so that "is this box free" is four look-ups, for as many
boxes at once as one likes, and taking a box is four additions to slices.
"""

import math
from collections.abc import Iterable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kring.core.layout.arrays import Counts, Singles
from kring.core.layout.measures import Measures
from kring.core.layout.scene import Box, Point

FOR_EVER: Final = 100_000  # weight of what nothing can take: outside, the disc, furniture
EXACT: Final = 1e-6
STROKES: Final = 64  # points by which a tie is drawn on the paper

Image: TypeAlias = NDArray[np.int32]
Cells: TypeAlias = tuple[int, int, int, int]  # columns c0 to c1, rows r0 to r1


class Paper:
    """Coordinates are points from the middle of the field, y downwards."""

    def __init__(
        self,
        *,
        inner: Point,
        measures: Measures,
        reach: Point,
        disc: float,
        furniture: Iterable[Box] = (),
    ) -> None:
        """`reach`: how far a label stretches from its symbol; `disc`: a share of the field."""
        self.qx, self.qy = measures.qx, measures.qy
        nx, ny = int(inner[0] / self.qx), int(inner[1] / self.qy)
        pad_x, pad_y = math.ceil(reach[0] / self.qx) + 1, math.ceil(reach[1] / self.qy) + 1
        self.left, self.top = -(nx + pad_x), -(ny + pad_y)  # in grid cells
        self.columns, self.rows = 1 - 2 * self.left, 1 - 2 * self.top
        taken = np.full((self.rows - 1, self.columns - 1), FOR_EVER, np.int32)
        taken[pad_y:-pad_y, pad_x:-pad_x] = _outside(inner, self.qx, self.qy, disc)
        for box in furniture:
            c0, c1, r0, r1 = self.cover(box)
            taken[r0:r1, c0:c1] = FOR_EVER
        self.image: Image = np.zeros((self.rows, self.columns), np.int32)
        np.cumsum(taken, 0, out=taken)
        np.cumsum(taken, 1, out=self.image[1:, 1:])
        self.flat = self.image.ravel()

    def cover(self, box: Box) -> Cells:
        """The smallest box of grid cells around a box."""
        return (
            math.floor(box[0] / self.qx + EXACT) - self.left,
            math.ceil(box[2] / self.qx - EXACT) - self.left,
            math.floor(box[1] / self.qy + EXACT) - self.top,
            math.ceil(box[3] / self.qy - EXACT) - self.top,
        )

    def offsets_of(self, boxes: Counts) -> Counts:
        """Boxes of grid cells (… x 4: c0, c1, r0, r1) around a corner, as steps (4 x …)."""
        c0, c1, r0, r1 = np.moveaxis(boxes, -1, 0)
        width = self.columns
        return np.stack([r1 * width + c1, r0 * width + c1, r1 * width + c0, r0 * width + c0])

    def take(self, boxes: tuple[Cells, ...], weight: int) -> None:
        """Take boxes of grid cells, or give them back with a negative weight."""
        c0, r0 = min([b[0] for b in boxes]), min([b[2] for b in boxes])
        r1 = max([b[3] for b in boxes])
        block = np.zeros((r1 - r0, self.columns - c0 - 1), np.int32)
        for left, right, top, bottom in boxes:
            block[top - r0 : bottom - r0, left - c0 : right - c0] += weight
        block.cumsum(0, out=block)
        block.cumsum(1, out=block)
        self.image[r0 + 1 : r1 + 1, c0 + 1 :] += block
        self.image[r1 + 1 :, c0 + 1 :] += block[-1]

    def shade(self, start: Singles, end: Singles) -> Image:
        """A second image: how much line of these ties runs through each box (flat)."""
        step = (np.arange(STROKES, dtype=np.float32) + 0.5) / STROKES
        way = end - start
        column = ((start[:, :1] + way[:, :1] * step) / self.qx - self.left).astype(np.int64)
        row = ((start[:, 1:] + way[:, 1:] * step) / self.qy - self.top).astype(np.int64)
        at = ((row + 1) * self.columns + column + 1).ravel()
        image = np.bincount(at, minlength=self.rows * self.columns).astype(np.int32)
        image = image.reshape(self.rows, self.columns)
        image.cumsum(0, out=image)
        image.cumsum(1, out=image)
        flat: Image = image.ravel()
        return flat


def sums(image: Image, corners: Counts) -> Image:
    """What lies in each box, out of a flat integral image: four look-ups a box.

    `corners` are indexes of the boxes' corners (4 x …): those of a place plus `offsets_of`.
    """
    found: Image = image.take(corners)
    total: Image = found[0]
    total -= found[1]
    total -= found[2]
    total += found[3]
    return total


def _outside(inner: Point, qx: float, qy: float, disc: float) -> Image:
    """A cell is free with its far corner inside the ellipse and its near one off the disc."""
    rx, ry = inner
    nx, ny = int(rx / qx), int(ry / qy)
    x, y = np.arange(-nx, nx + 1) * (qx / rx), np.arange(-ny, ny + 1) * (qy / ry)
    x2, y2 = x * x, y * y
    far = np.maximum(y2[:-1], y2[1:])[:, None] + np.maximum(x2[:-1], x2[1:])
    near = np.minimum(y2[:-1], y2[1:])[:, None] + np.minimum(x2[:-1], x2[1:])
    return ((far > 1.0) | (near < disc * disc)).astype(np.int32) * FOR_EVER
