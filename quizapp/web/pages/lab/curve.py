"""The curves of the training loss and the test loss."""

from __future__ import annotations

from markupsafe import Markup

from engine.training import Frame
from quizapp.lab import Run

from ...drawing.svg import Axes, drawing, tag

WIDTH, HEIGHT = 640.0, 220.0
HIGHEST = 5.0  # higher losses are cut off, because they would flatten the rest
BEYOND = 1.02  # times the last step, so that its number has room


def curve(run: Run, frame: Frame) -> Markup:
    """Both losses step by step, with a mark at the current step."""
    steps = [one.step for one in run.frames]
    seen, unseen = (
        [getattr(one, which).loss for one in run.frames] for which in ("seen", "unseen")
    )
    top = 1.05 * min(HIGHEST, max(*seen, *unseen))
    axes = Axes.over((0, BEYOND * run.lab.steps), (0, top), WIDTH, HEIGHT)
    at, end = (float(axes.x(step)) for step in (frame.step, run.lab.steps))
    return drawing(
        "curve",
        "Loss by step",
        f"The training loss goes from {seen[0]:.3f} to {seen[-1]:.3f}, "
        f"the test loss from {unseen[0]:.3f} to {unseen[-1]:.3f}.",
        WIDTH,
        HEIGHT,
        axes.frame(),
        axes.line(steps, unseen, "unseen"),
        axes.line(steps, seen, "seen"),
        tag("line", look="now", x1=at, x2=at, y1=axes.y.end, y2=axes.y.start, data_now="line",
            data_start=axes.x.start, data_end=end, data_steps=run.lab.steps),
        axes.labels([("training", "seen", steps, seen), ("test", "unseen", steps, unseen)]),
        look="curve",
    )  # fmt: skip
