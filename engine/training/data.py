"""Points of two classes in the plane, which networks of different kinds tell apart.

All lie within about two units of the origin, are rounded to two decimals, as a person would
compute with them, and come class by class in turn: point 0 is of class 0, point 1 of class 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, log, pi, sin, sqrt

import numpy as np

from ..draw import Draw

Point = tuple[float, float]

PLACES = 2
NOISE = 0.1  # standard deviation in both directions


@dataclass(frozen=True)
class Points:
    """Inputs x (N, 2) and classes t (N, 1), 0 or 1."""

    x: np.ndarray
    t: np.ndarray

    def __len__(self) -> int:
        return len(self.x)


def points(name: str, count: int, seed: int, noise: float = NOISE) -> Points:
    """So many points of a data set of `DATA`; the same arguments always give the same points."""
    draw = Draw(f"{name}|{count}|{seed}|{noise}")
    x = [_moved(draw, DATA[name](draw, index % 2), noise) for index in range(count)]
    return Points(np.array(x).round(PLACES) + 0.0, np.arange(count)[:, None] % 2.0)


def _moved(draw: Draw, point: Point, noise: float) -> Point:
    """The point moved by chance, normal in both directions (Box and Muller 1958)."""
    u, angle = 1 - draw.uniform(1).item(), 2 * pi * draw.uniform(1).item()
    far = noise * sqrt(-2 * log(u))
    return point[0] + far * cos(angle), point[1] + far * sin(angle)


def _linear(draw: Draw, side: int) -> Point:
    """On either side of a diagonal, with a gap between."""
    across, along = 0.3 + 1.2 * draw.uniform(1).item(), 3 * draw.uniform(1).item() - 1.5
    across = across if side else -across
    return (across + along) / sqrt(2), (across - along) / sqrt(2)


def _xor(draw: Draw, odd: int) -> Point:
    """In the four quadrants: class 1 where the signs of the coordinates differ."""
    a, b, chance = draw.uniform(3)
    first = 1 if chance < 0.5 else -1
    second = -first if odd else first
    return first * (0.2 + 1.6 * a), second * (0.2 + 1.6 * b)


def _circles(draw: Draw, inner: int) -> Point:
    """A disc, and a ring around it."""
    angle, far = 2 * pi * draw.uniform(1).item(), draw.uniform(1).item()
    radius = 0.8 * sqrt(far) if inner else 1.4 + 0.5 * far
    return radius * cos(angle), radius * sin(angle)


def _moons(draw: Draw, lower: int) -> Point:
    """Two half circles, each reaching into the other."""
    angle = pi * draw.uniform(1).item()
    x, y = (1 - cos(angle), 0.5 - sin(angle)) if lower else (cos(angle), sin(angle))
    return 1.2 * (x - 0.5), 1.2 * (y - 0.25)


def _spiral(draw: Draw, arm: int) -> Point:
    """Two arms that wind around the origin, the hardest of these to tell apart."""
    along = draw.uniform(1).item()
    angle, radius = 2.2 * pi * along + pi * arm, 0.2 + 1.7 * along
    return radius * cos(angle), radius * sin(angle)


DATA: dict[str, Callable[[Draw, int], Point]] = {
    "linear": _linear,
    "xor": _xor,
    "circles": _circles,
    "moons": _moons,
    "spiral": _spiral,
}
