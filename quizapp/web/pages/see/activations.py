"""The curves of activations and their derivatives, all on the same scale."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from flask import url_for

from engine.pictures.curve import curve, formula
from quizapp.presenting.amounts import figure
from quizapp.presenting.phrases import IN_TABLE

from ...drawing.svg import Axes, Plot, drawing
from .spoken import spoken

UNIT = 30.0  # length of 1 on both axes, so that a slope of 1 is at 45 degrees
ACROSS, UP = (-4.0, 4.0), (-1.3, 3.2)
EVERY = 40  # draw every 40th point of the curve
JUMP = 0.05  # a larger difference between drawn points is a discontinuity
WIDEST = 32  # symbols in a line of a formula beside others


@lru_cache(maxsize=64)
def drawn(name: str, whole: bool = False) -> Plot:
    """The picture of an activation with notes; `whole` shows formulas however long."""
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
    """Roughly how many symbols the longest line of a formula has."""
    lines = re.sub(r"\\(left|right|cdot|frac)|[{}^_ &]", "", latex).split(r"\\")
    return max(len(re.sub(r"\\[a-z]+", "x", line)) for line in lines)
