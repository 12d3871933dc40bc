"""Paths on paper: arcs of an ellipse, pieces of the rim, wavy and broken lines, arrow heads.

Points are (x, y) in points, y downwards. An angle on an ellipse is its parameter in radians,
clockwise from the top, so that equal angles on two rims of a band stand opposite each other.
"""

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kring.core.layout.scene import Point

_STEPS: Final = 720  # pieces in which an ellipse is measured: 0.1 % of its length is enough


def at(center: Point, radii: Point, angle: float) -> Point:
    return (
        center[0] + radii[0] * math.sin(angle),
        center[1] - radii[1] * math.cos(angle),
    )


def clockwise(degrees: float) -> float:
    """An angle as layouts give it, in degrees counter-clockwise from three o'clock."""
    return math.radians(90 - degrees)


@lru_cache(maxsize=64)
def _lengths(rx: float, ry: float) -> tuple[float, ...]:
    """The way along an ellipse from its top to each step, clockwise."""
    total = 0.0
    way = [total]
    before = at((0, 0), (rx, ry), 0)
    for step in range(1, _STEPS + 1):
        here = at((0, 0), (rx, ry), 2 * math.pi * step / _STEPS)
        total += math.dist(before, here)
        way.append(total)
        before = here
    return tuple(way)


def length_round(radii: Point) -> float:
    return _lengths(*radii)[-1]


def angle_after(radii: Point, way: float) -> float:
    """The angle reached after so many points along the ellipse, clockwise from its top."""
    lengths = _lengths(*radii)
    turns, way = divmod(way, lengths[-1])
    low = min(bisect_right(lengths, way), _STEPS) - 1
    part = (way - lengths[low]) / (lengths[low + 1] - lengths[low])
    return 2 * math.pi * (turns + (low + part) / _STEPS)


def arc(center: Point, radii: Point, start: float, end: float, *, move: bool = True) -> str:
    """Path data along the ellipse; clockwise when `end` is the larger angle."""
    x0, y0 = at(center, radii, start)
    x1, y1 = at(center, radii, end)
    large = int(abs(end - start) > math.pi)
    lead = f"M{x0:.2f} {y0:.2f}" if move else ""
    return (
        f"{lead}A{radii[0]:.2f} {radii[1]:.2f} 0 {large} {int(end > start)} {x1:.2f} {y1:.2f}"
    )


def pill(center: Point, inner: Point, outer: Point, start: float, end: float) -> str:
    """A piece of a band with round ends, clockwise from `start` to `end`.

    The ends stick out by half the band's width.
    """
    ends = []
    for angle in (end, start):
        a, b = at(center, outer, angle), at(center, inner, angle)
        ends.append((math.dist(a, b) / 2, a, b))
    (cap_end, _, (xi, yi)), (cap_start, (xo, yo), _) = ends
    return (
        arc(center, outer, start, end)
        + f"A{cap_end:.2f} {cap_end:.2f} 0 0 1 {xi:.2f} {yi:.2f}"
        + arc(center, inner, end, start, move=False)
        + f"A{cap_start:.2f} {cap_start:.2f} 0 0 1 {xo:.2f} {yo:.2f}Z"
    )


def toward(a: Point, b: Point, distance: float) -> Point:
    """The point at some distance from `a` on the way to `b`; `a` when they are the same."""
    way = math.dist(a, b)
    if not way:
        return a
    share = distance / way
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def aside(a: Point, b: Point, distance: float) -> tuple[Point, Point]:
    """The line a-b moved sideways."""
    way = math.dist(a, b) or 1.0
    dx, dy = (a[1] - b[1]) / way * distance, (b[0] - a[0]) / way * distance
    return (a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy)


def straight(a: Point, b: Point) -> str:
    return f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"


def wavy(points: tuple[Point, ...], *, high: float, long: float) -> str:
    """Waves of so many points high, half of one about so long, along a line through points."""
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    side = 1
    for a, b in pairwise(points):
        waves = max(1, round(math.dist(a, b) / long))
        for wave in range(waves):
            c = between(a, b, wave / waves)
            d = between(a, b, (wave + 1) / waves)
            (x0, y0), (x1, y1) = aside(c, d, high * side)
            path += f"Q{(x0 + x1) / 2:.1f} {(y0 + y1) / 2:.1f} {d[0]:.1f} {d[1]:.1f}"
            side = -side
    return path


def between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def broken(a: Point, b: Point, *, gap: float) -> tuple[str, str]:
    """A line with a gap in its middle, and the two strokes that stand in the gap."""
    half = math.dist(a, b) / 2
    gap = min(gap, half)
    left, right = toward(a, b, half - gap / 2), toward(a, b, half + gap / 2)
    strokes = ""
    for point in (left, right):
        (x0, y0), _ = aside(point, toward(point, b, 1), gap * 0.55)
        (x1, y1), _ = aside(point, toward(point, b, 1), -gap * 0.55)
        lean = gap * 0.18
        x0, y0 = toward((x0, y0), (x0 + b[0] - a[0], y0 + b[1] - a[1]), lean)
        x1, y1 = toward((x1, y1), (x1 + a[0] - b[0], y1 + a[1] - b[1]), lean)
        strokes += f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
    return straight(a, left) + straight(right, b), strokes


def curve(a: Point, b: Point, center: Point, *, bulge: float) -> tuple[Point, Point, Point]:
    """A gentle bend from a to b, away from the centre: its ends with its handle between them.

    `bulge` is how far it bends, as a share of its length; below 0 it bends to the centre.
    """
    middle = between(a, b, 0.5)
    (x, y), _ = aside(middle, b, math.dist(a, b) * 2 * abs(bulge))
    outward = math.dist((x, y), center) >= math.dist(middle, center)
    if outward != (bulge >= 0):
        x, y = 2 * middle[0] - x, 2 * middle[1] - y
    return a, (x, y), b


def sampled(course: tuple[Point, ...], pieces: int = 8) -> tuple[Point, ...]:
    """Points along a course: of a bend with a handle so many pieces, of any other its own."""
    if len(course) != 3:
        return course
    a, handle, b = course
    return tuple(
        between(between(a, handle, t), between(handle, b, t), t)
        for t in (step / pieces for step in range(pieces + 1))
    )


def arrow(tip: Point, behind: Point, *, size: float) -> tuple[Point, Point, Point]:
    """An arrow head at `tip` coming from `behind`: one foot, the tip, the other foot."""
    back = toward(tip, behind, size)
    (x0, y0), _ = aside(back, tip, size * 0.45)
    (x1, y1), _ = aside(back, tip, -size * 0.45)
    return (x0, y0), tip, (x1, y1)


def through(points: tuple[Point, ...]) -> str:
    """Straight lines through points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
