"""Axes with round numbers, and what is drawn between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from quizapp.presenting.amounts import figure

from .contour import contours, regions
from .label_placing import LabelledLine, place
from .scale import Scale
from .tags import path, tag

LEFT, BOTTOM, TOP, RIGHT = 34.0, 22.0, 8.0, 8.0  # room for the numbers along the frame


@dataclass(frozen=True)
class Axes:
    """Two scales on paper of a given size; y grows upwards."""

    x: Scale
    y: Scale
    width: float
    height: float

    @classmethod
    def over(
        cls,
        xs: tuple[float, float],
        ys: tuple[float, float],
        width: float,
        height: float,
        *,
        log: bool = False,
    ) -> Axes:
        """Axes over these ranges on paper of this size; `log` makes y logarithmic."""
        across = Scale(*xs, LEFT, width - RIGHT)
        return cls(across, Scale(*ys, height - BOTTOM, TOP, log), width, height)

    def frame(self, x_ticks: int = 6, y_ticks: int = 5, zero: bool = True) -> Markup:
        """Labelled thin lines at round numbers, with stronger lines at zero."""
        bottom, left = self.y.start, self.x.start
        drawn = []
        for tick in self.x.ticks(x_ticks):
            at, look = float(self.x(tick)), "zero" if zero and tick == 0 else "grid"
            drawn.append(tag("line", look=look, x1=at, y1=bottom, x2=at, y2=self.y.end))
            drawn.append(tag("text", figure(tick), look="tick across", x=at, y=bottom + 15))
        for tick in self.y.ticks(y_ticks):
            at, look = float(self.y(tick)), "zero" if zero and tick == 0 else "grid"
            drawn.append(tag("line", look=look, x1=left, y1=at, x2=self.x.end, y2=at))
            drawn.append(tag("text", figure(tick), look="tick up", x=left - 5, y=at + 4))
        return Markup("").join(drawn)

    def line(self, xs: Any, ys: Any, look: str) -> Markup:
        """A line through points, as far as they lie within the frame."""
        x, y = self._within(xs, ys)
        return tag("path", look=f"line {look}", d=path(x, y))

    def contour(self, xs: Any, ys: Any, heights: np.ndarray, level: float, look: str) -> Markup:
        """The lines where `heights` (len(ys), len(xs)) is at `level`."""
        drawn = "".join(path(self.x(x), self.y(y)) for x, y in contours(xs, ys, heights, level))
        return tag("path", look=f"line {look}", d=drawn)

    def region(self, xs: Any, ys: Any, heights: np.ndarray, level: float, look: str) -> Markup:
        """The region where `heights` (len(ys), len(xs)) is above `level`."""
        around = regions(xs, ys, heights, level)
        drawn = "".join(path(self.x(x), self.y(y)) + "Z" for x, y in around)
        return tag("path", look=f"region {look}", d=drawn, fill_rule="evenodd")

    def dots(self, xs: Any, ys: Any, look: str, radius: float = 3.2) -> Markup:
        """A dot at each point within the frame."""
        places = zip(*(at.tolist() for at in self._within(xs, ys)), strict=True)
        return Markup("").join(
            tag("circle", look=f"dot {look}", cx=x, cy=y, r=radius) for x, y in places if x == x
        )

    def cross(self, x: float, y: float) -> Markup:
        """A small cross at a point."""
        at, up = float(self.x(x)), float(self.y(y))
        xs, ys = [at - 5, at + 5, np.nan, at, at], [up, up, np.nan, up - 5, up + 5]
        return tag("path", look="cross", d=path(xs, ys))

    def names(self, across: str, up: str, back: float = 14.0) -> Markup:
        """The names of both axes; the x axis has its name `back` units before its end."""
        below = {"x": self.x.end - back, "y": self.y.start + 15}
        return Markup("").join(
            (
                tag("text", across, look="measure across", **below),
                tag("text", up, look="measure", x=self.x.start + 4, y=self.y.end + 11),
            )
        )

    def labels(self, lines: list[tuple[str, str, Any, Any]]) -> Markup:
        """A name beside each line (name, look, xs, ys), where it covers no line."""
        paper = (self.x.start, self.y.end, self.x.end, self.y.start)
        drawn = [LabelledLine(name, look, *self._within(xs, ys)) for name, look, xs, ys in lines]
        return Markup("").join(
            tag("text", line.name, look=f"label {line.look}", x=x, y=y)
            for line, (x, y) in zip(drawn, place(drawn, paper), strict=True)
        )

    def _within(self, xs: Any, ys: Any) -> tuple[np.ndarray, np.ndarray]:
        inside = np.isfinite(self.x.inside(xs)) & np.isfinite(self.y.inside(ys))
        return np.where(inside, self.x(xs), np.nan), np.where(inside, self.y(ys), np.nan)
