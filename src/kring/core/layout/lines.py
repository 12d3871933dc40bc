"""Which straight lines meet which boxes and cross which lines, for many at once."""

from collections.abc import Callable
from typing import Final

import numpy as np

from kring.core.layout.arrays import Flags, Singles

PART: Final = 32_000  # pairs that are tested at a time


def hits(segments: Singles, middle: Singles, size: Singles) -> Flags:
    """Which segments (m x 4) meet which boxes (k x 2 middles and half sizes)."""
    return _in_parts(lambda part: _hits(part, middle, size), segments, len(middle))


def crossings(some: Singles, others: Singles) -> Flags:
    """Which segments (m x 4) cross which (k x 4); touching ends do not count."""
    return _in_parts(lambda part: _crossings(part, others), some, len(others))


def _in_parts(test: Callable[[Singles], Flags], rows: Singles, columns: int) -> Flags:
    """Test so few rows at a time that what lies between stays in the processor's cache."""
    step = max(1, PART // max(1, columns))
    found = np.empty((len(rows), columns), bool)
    for start in range(0, len(rows), step):
        found[start : start + step] = test(rows[start : start + step])
    return found


def _hits(segments: Singles, middle: Singles, size: Singles) -> Flags:
    """By separating axes."""
    half = (segments[:, 2:] - segments[:, :2]) * np.float32(0.5)
    center = segments[:, :2] + half
    dx, dy = middle[:, 0] - center[:, :1], middle[:, 1] - center[:, 1:]
    reach = np.abs(half)
    wide, high = size[:, 0], size[:, 1]
    turned = half[:, :1] * dy
    turned -= half[:, 1:] * dx
    limit = reach[:, :1] * high
    limit += reach[:, 1:] * wide
    meet: Flags = np.abs(turned, out=turned) < limit
    meet &= np.abs(dx, out=dx) < reach[:, :1] + wide
    meet &= np.abs(dy, out=dy) < reach[:, 1:] + high
    return meet


def _crossings(some: Singles, others: Singles) -> Flags:
    """Each has the ends of the other on its two sides."""
    ax, ay, bx, by = some.T[:, :, None]
    cx, cy, dx, dy = others.T[:, None, :]
    wx, wy = bx - ax, by - ay
    split = wx * (cy - ay) - wy * (cx - ax)
    split *= wx * (dy - ay) - wy * (dx - ax)
    cross: Flags = split < 0
    vx, vy = dx - cx, dy - cy
    split = vx * (ay - cy) - vy * (ax - cx)
    split *= vx * (by - cy) - vy * (bx - cx)
    cross &= split < 0
    return cross
