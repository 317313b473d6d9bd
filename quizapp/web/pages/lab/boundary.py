"""The picture of the network's output at every place, with the data points."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from engine.training import Frame, Points
from quizapp.lab import Run
from quizapp.lab.training import GRID

from ...drawing.svg import Axes, drawing, tag
from ...drawing.svg.heat import even_line, shades

SIDE = 400.0
# Paths around (0, 0): a disc for class 0, a diamond for class 1.
GLYPHS = ("m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z")


def boundary(run: Run, frame: Frame) -> Markup:
    """Shades, the line at probability ½, and the points; training points are filled."""
    ends = (-run.reach, run.reach)
    axes = Axes.over(ends, ends, SIDE, SIDE)
    chances = run.chances(frame)
    left, top = float(axes.x(ends[0])), float(axes.y(ends[1]))
    across, down = (float(axes.x(ends[1])) - left) / GRID, (float(axes.y(ends[0])) - top) / GRID
    in_cells = f"translate({left:g} {top:g}) scale({across:.5f} {down:.5f})"
    heat = [tag("path", look=f"shade shade{level}", d=d, data_shade=level)
            for level, d in enumerate(shades(chances))]  # fmt: skip
    line = tag("path", look="even", d=even_line(chances), data_even="line")
    return drawing(
        "boundary",
        "The network's output at every point",
        about(run, frame, chances),
        SIDE,
        SIDE,
        tag("g", *heat, line, transform=in_cells),
        axes.frame(5, 5),
        *(
            tag("path", look=f"point class{side} {look}", d=_glyphs(axes, some, side))
            for look, some in (("unseen", run.held_out), ("seen", run.data))
            for side in (0, 1)
        ),
        look="boundary",
    )


def about(run: Run, frame: Frame, chances: np.ndarray) -> str:
    """The picture in words."""
    right = round(frame.seen.accuracy * len(run.data))
    share = 100 * float((chances > 0.5).mean())
    return (
        f"After step {frame.step} the network assigns {share:.0f}% of the square to class 1. "
        f"It classifies {right} of its {len(run.data)} training points correctly."
    )


def _glyphs(axes: Axes, some: Points, side: int) -> str:
    chosen = some.x[some.t[:, 0] == side]
    return "".join(
        f"M{float(x):.1f} {float(y):.1f}{GLYPHS[side]}"
        for x, y in zip(axes.x(chosen[:, 0]), axes.y(chosen[:, 1]), strict=True)
    )
