"""What an activation looks like, read off its own rules: formula in pieces, range, flat parts.

Nothing is tabulated: an op dropped into `engine/ops/` is described the day it arrives.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from ..ops._base import OPS, Op
from ..readings.paper import Written, named, number

REACH, STEP = 6.0, 0.001  # inputs looked at
FLAT = 0.02  # slopes smaller than this teach next to nothing
SAME = 1e-12


@dataclass(frozen=True)
class Curve:
    """Values and slopes of an activation on a grid of inputs, and remarks on them."""

    op: Op
    x: np.ndarray
    y: np.ndarray
    slope: np.ndarray

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences in Markdown on its range, its slope, and where it stops learning."""
        told = (self._range(), self._steepest(), self._dead(), self._falling(), self._flat())
        return tuple(filter(None, told))

    def _range(self) -> str:
        if self.op.bounds:
            low, high = (number(end, 2) for end in self.op.bounds)
            return f"Values between ${low}$ and ${high}$, neither ever reached."
        lowest = int(np.argmin(self.y))
        name = f"${number(float(self.y[lowest]), 2)}$"
        if abs(self.slope[0]) > FLAT:
            return "Values unbounded on both sides."
        if lowest:
            return f"Values from {name}, at $z = {number(self.x[lowest], 2)}$, with no upper bound."
        how = "from" if self.slope[0] == 0 else "above"
        return f"Values {how} {name}, with no upper bound."

    def _steepest(self) -> str:
        most = number(float(self.slope.max()), 2)
        where = self.x[self.slope > self.slope.max() - SAME]
        if len(where) > 1:
            return f"Largest slope ${most}$."
        if where[0] == self.x[-1]:
            return f"The slope rises towards ${most}$."
        return f"Largest slope ${most}$, at $z = {number(float(where[0]), 2)}$."

    def _dead(self) -> str:
        where = _spans(self.x, self.slope == 0, outer=True)
        told = f"Slope exactly 0 for {where}: the unit learns nothing there and may **die**."
        return told if where else ""

    def _falling(self) -> str:
        where = _spans(self.x, self.slope < -SAME, places=2)
        return f"It **falls** for {where}: not monotone." if where else ""

    def _flat(self) -> str:
        where = _spans(self.x, (np.abs(self.slope) < FLAT) & (self.slope != 0), outer=True)
        return f"It **saturates** for {where}: a slope within ${FLAT}$ of 0." if where else ""


def activations() -> tuple[str, ...]:
    """The names of all ops that act on each entry separately."""
    return tuple(name for name, op in OPS.items() if op.pointwise)


def curve(name: str) -> Curve:
    """The curve of an activation at its default parameters."""
    op = OPS[name]()
    x = np.round(np.arange(-REACH, REACH + STEP / 2, STEP), 10)
    y = op.forward(x)
    return Curve(op, x, y, op.vjp(np.ones_like(x), y, x)[0] + 0 * x)


def formula(op: Op, rule: str = "forward") -> str:
    """LaTeX of the value (or, with the rule "vjp", of the slope) over z and y, in its pieces."""
    grid = np.arange(-REACH, REACH, 0.1) + 0.05
    runs = [(latex, list(xs)) for latex, xs in groupby(grid, lambda x: _written(op, rule, x))]
    if len(runs) == 1:
        return runs[0][0]
    breaks = [_break(op, rule, a[1][-1], b[1][0]) for a, b in pairwise(runs)]
    sides = [_written(op, rule, at) == latex for at, (latex, _) in zip(breaks, runs, strict=False)]
    ends = [(-np.inf, False), *zip(breaks, sides, strict=True), (np.inf, False)]
    rows = [
        f"{latex} & {_condition(*low, *high)}"
        for (latex, _), (low, high) in zip(runs, pairwise(ends), strict=True)
    ]
    return r"\begin{cases} " + r" \\ ".join(reversed(rows)) + r" \end{cases}"


def _break(op: Op, rule: str, low: float, high: float) -> float:
    """Where one formula gives way to the next."""
    left = _written(op, rule, low)
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if _written(op, rule, middle) == left else (low, middle)
    return round(low, 6) + 0.0


def _written(op: Op, rule: str, x: float) -> str:
    """The formula as one writes it where the input is `x`."""
    x = float(x)
    z = named("z", "z", x, 6)
    made = op.formula(z)
    if rule == "vjp":
        (made,) = op.vjp(Written("1", "1", 1.0), named("y", "y", made.value, 6), z)
    return made.symbols if isinstance(made, Written) else number(float(made), 6)


def _condition(low: float, with_low: bool, high: float, with_high: bool) -> str:
    """`with_low`, `with_high`: whether the piece to the left owns that end."""
    above, below = (">", "<") if with_low else (r"\ge", r"\le")
    if high == np.inf:
        return f"z {above} {number(low, 4)}"
    end = (r"z \le " if with_high else "z < ") + number(high, 4)
    return end if low == -np.inf else f"{number(low, 4)} {below} {end}"


def _spans(x: np.ndarray, holds: np.ndarray, outer: bool = False, places: int = 1) -> str:
    """Where something holds, in words; with `outer` only at the ends of what is looked at."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds, [False]]).astype(int)))
    told = []
    for first, last in zip(edges[::2], edges[1::2] - 1, strict=True):
        left, right = first == 0, last == len(x) - 1
        if outer and not (left or right):
            continue
        low, high = (number(float(x[at]), places) for at in (first, last))
        told.append(
            rf"$z \le {high}$" if left else rf"$z \ge {low}$" if right else
            rf"${low} \le z \le {high}$"
        )  # fmt: skip
    return " and ".join(told)
