"""The decision boundaries that a small network learns with different activations."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from markupsafe import Markup

from engine.pictures.curve import activations, curve
from engine.training import DATA, Frame, Points, Setup, points, predict, train
from engine.twins.activation import words
from quizapp.presenting.amounts import count, percent

from ...drawing.svg import Axes, Plot, drawing, tag
from ...drawing.svg.tags import short
from ..lab.boundary import GLYPHS
from .spoken import spoken

SHOWN = ("xor", "moons", "circles")
HIDDEN = (2, 3, 4, 6, 8)
SEEDS, SEED = 100, 7  # how many, and the default
POINTS, UNSEEN, STEPS, RATE = 80, 400, 200, 0.1
REACH, GRID = 2.4, 61  # half the side of the plane, and places computed along a side
SURE = (0.1, 0.9)
WELL = 0.9  # accuracy that a network needs to count as having learnt something
PAPER = 288.0


def names() -> list[str]:
    """The data sets, beginning with the source's."""
    return [*SHOWN, *(name for name in DATA if name not in SHOWN)]


@lru_cache(maxsize=512)
def boundary(data: str, activation: str, hidden: int = 4, seed: int = SEED) -> Plot:
    """The boundary that a network with one hidden layer learns from this seed."""
    setup = Setup((hidden,), activation, optimiser="adam", rate=RATE, seed=seed)
    seen, unseen = points(data, POINTS, seed), points(data, UNSEEN, seed + 1)
    *_, last = train(setup, seen, unseen, STEPS)
    title = spoken(activation)
    right = f"{percent(last.seen.accuracy)} of the {POINTS} training points"
    about = (
        f"The plane with two classes of points. A network with {count(hidden, 'hidden unit')} of "
        f"{title} divides it where its output is one half. It gets {right} right."
    )
    svg = drawing(
        f"boundary-{data}-{activation}", title, about, PAPER, PAPER, *_inside(setup, last, seen)
    )
    return Plot(title, svg, notes=_notes(activation, last))


def _inside(setup: Setup, last: Frame, seen: Points) -> tuple[Markup, ...]:
    axes = Axes.over((-REACH, REACH), (-REACH, REACH), PAPER, PAPER)
    side = np.linspace(-REACH, REACH, GRID)
    places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    p = predict(setup, last.weights, places).reshape(GRID, GRID)
    classes, (x, y) = seen.t[:, 0], seen.x.T
    return (
        axes.region(side, side, 1 - p, 0.5, "class0"),
        axes.region(side, side, p, 0.5, "class1"),
        axes.frame(5, 5, zero=False),
        *(axes.contour(side, side, p, level, "unsure") for level in SURE),
        axes.contour(side, side, p, 0.5, "boundary"),
        *(_glyphs(axes, x[classes == side], y[classes == side], side) for side in (0, 1)),
    )


def _glyphs(axes: Axes, x: np.ndarray, y: np.ndarray, side: int) -> Markup:
    places = zip(axes.x(x).tolist(), axes.y(y).tolist(), strict=True)
    drawn = "".join(f"M{short(at)} {short(up)}{GLYPHS[side]}" for at, up in places)
    return tag("path", look=f"glyph class{side}", d=drawn)


def _notes(activation: str, last: Frame) -> tuple[str, ...]:
    straight = len(np.unique(curve(activation).slope.round(6))) < 4
    seen, unseen = last.seen.accuracy, last.unseen.accuracy
    said = (
        f"Accuracy: {percent(seen)} on the training set, {percent(unseen)} on {UNSEEN} "
        f"test points. Loss: {last.seen.loss:.3f}.",
        "The activation is piecewise linear, so the boundary is too."
        if straight
        else "The activation is smooth, so the boundary curves.",
    )
    stuck = "It got **stuck** from these initial weights; another seed may do better."
    return said if seen >= WELL else (*said, stuck)


def chosen(asked: list[str]) -> list[str]:
    """The activations asked for, or the usual ones by default."""
    return [name for name in activations() if name in (asked or words())] or list(words())
