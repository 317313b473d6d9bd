"""The curve of every activation with its slope, on the same scale, so that they compare."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from flask import url_for

from engine.study.curve import activations, curve, formula
from quizapp.presenting.amounts import figure
from quizapp.presenting.phrases import IN_TABLE

from ...drawing.svg import Axes, Plot, drawing
from .spoken import spoken

UNIT = 30.0  # of paper for 1 along both axes: a slope of 1 is drawn at 45 degrees
ACROSS, UP = (-4.0, 4.0), (-1.3, 3.2)
EVERY = 40  # points of the curve to a drawn one
JUMP = 0.05  # between two of these, which only a slope with a corner makes
WIDEST = 32  # signs in a line of a formula beside others


def names() -> list[str]:
    """All activations there are."""
    return list(activations())


@lru_cache(maxsize=64)
def drawn(name: str, whole: bool = False) -> Plot:
    """The picture of an activation, and what is to be said of it; with `whole` all formulas."""
    seen = curve(name)
    x, y, slope = (array[::EVERY] for array in (seen.x, seen.y, seen.slope))
    broken = np.where(np.abs(np.diff(slope, prepend=slope[0])) > JUMP, np.nan, slope)
    axes = Axes.over(ACROSS, UP, 50 + 8 * UNIT, 30 + 4.5 * UNIT)
    inside = (
        axes.frame(5, 5),
        axes.line(x, broken, "backward"),
        axes.line(x, y, "forward"),
        axes.labels([("value", "forward", x, y), ("slope", "backward", x, slope)]),
    )
    title = spoken(name)
    about = f"{title} and its slope for inputs from −4 to 4. {IN_TABLE}"
    value, derivative = (formula(seen.op, rule) for rule in ("forward", "vjp"))
    formulas = [f"y = {value}", rf"\frac{{dy}}{{dz}} = {derivative}"]
    fits = whole or all(signs(latex) <= WIDEST for latex in formulas)
    alone = url_for("see.show_activations", of=name)
    at = [int(np.flatnonzero(seen.x == z)[0]) for z in range(-4, 5)]
    return Plot(
        title,
        drawing(f"activation-{name}", title, about, axes.width, axes.height, *inside),
        formulas=formulas if fits else (),
        notes=seen.remarks if fits else (f"Its [formulas]({alone}) are long.", *seen.remarks),
        heads=("Input z", "Value y", "Slope"),
        rows=[
            [figure(round(float(a[i]), 4) + 0.0) for a in (seen.x, seen.y, seen.slope)] for i in at
        ],
    )


def signs(latex: str) -> int:
    """How many signs the widest line of a formula has, about."""
    lines = re.sub(r"\\(left|right|cdot|frac)|[{}^_ &]", "", latex).split(r"\\")
    return max(len(re.sub(r"\\[a-z]+", "x", line)) for line in lines)
