"""The paths of gradient descent methods from one start, at the same cost."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from markupsafe import Markup

from engine.pictures.descent import Path, Surface, descend, methods, surfaces
from quizapp.presenting import prose
from quizapp.presenting.amounts import count, figure

from ...drawing.svg import Axes, Plot, drawing, tag
from .spoken import spoken

RATES = (0.03, 0.1, 0.3, 1.0)
PASSES, SEEDS = 30, 100
LINES = 11  # contours, closer together at lower losses
DOTTED = 60  # most steps drawn with a dot each
PAPER, BELOW = 288.0, 128.0  # height of the contours, and of the loss below


@lru_cache(maxsize=128)
def paths(surface: str, rate: float, seed: int) -> dict[str, Path]:
    """The path of every method."""
    return {
        name: descend(surfaces()[surface], method, rate, seed, PASSES)
        for name, method in methods().items()
    }


@lru_cache(maxsize=512)
def drawn(method: str, surface: str, rate: float = RATES[1], seed: int = 0) -> Plot:
    """A method's path over the contours, and its loss compared with the others'."""
    found = paths(surface, rate, seed)
    seen, path, title = surfaces()[surface], found[method], spoken(method)
    below = tag("g", _losses(method, found), transform=f"translate(0 {PAPER:g})")
    steps = count(len(path.losses) - 1, "step")
    about = (
        f"Contours of the loss over two weights, and the path of {title} over them: {steps} from "
        f"loss {path.losses[0]:.3f} to {path.losses[-1]:.3f}. Below is the loss against passes "
        "over the data, next to the other methods."
    )
    svg = drawing(f"descent-{surface}-{method}", title, about, PAPER, PAPER + BELOW,
                  _walk(seen, path), below)  # fmt: skip
    notes = (methods()[method].says, _told(seen, path))
    heads = ("Passes", "Loss", *_letters(seen))
    return Plot(title, svg, notes=notes, heads=heads, rows=_rows(path))


def _walk(seen: Surface, path: Path) -> Markup:
    """The contours of the loss, and the path over them."""
    across, up, heights = seen.heights
    axes = Axes.over(*seen.reach, PAPER, PAPER)
    low, high = heights.min(), heights.max()
    levels = low + (high - low) * np.linspace(0.06, 1, LINES, endpoint=False) ** 2
    a, b = path.weights.T
    row, column = np.unravel_index(np.argmin(heights), heights.shape)
    few = len(path.losses) <= DOTTED
    return Markup("").join(
        (
            axes.frame(5, 5, zero=False),
            *(axes.contour(across, up, heights, level, "height") for level in levels),
            axes.line(a, b, "backward way" if few else "backward way fine"),
            axes.dots(a[1:-1], b[1:-1], "on", 1.8) if few else Markup(""),
            axes.dots(a[:1], b[:1], "hollow", 4.5),
            axes.dots(a[-1:], b[-1:], "end", 4.5),
            axes.cross(across[column], up[row]),
            axes.names(*_letters(seen)),
        )
    )


def _losses(method: str, found: dict[str, Path]) -> Markup:
    """The loss of every method, with one highlighted."""
    start = found[method].losses[0]
    lowest = min(float(path.losses.min()) for path in found.values())
    axes = Axes.over((0, PASSES), (lowest / 1.25, start * 1.6), PAPER, BELOW, log=True)
    others = (axes.line(path.passes, path.losses, "faint")
              for name, path in found.items() if name != method)  # fmt: skip
    own = axes.line(found[method].passes, found[method].losses, "forward")
    return Markup("").join(
        (axes.frame(4, 4), *others, own, axes.names("passes", "loss", back=41.0))
    )


def _told(seen: Surface, path: Path) -> str:
    """How this run ended, in words."""
    steps, last = count(len(path.losses) - 1, "step"), float(path.losses[-1])
    if not np.isfinite(last) or last > 10 * path.losses[0]:
        return f"{steps}: it **diverges** because the rate is too large."
    lowest = min(float(seen.heights[2].min()), float(path.losses.min()))
    return f"{steps}, down to loss {last:.3f}; the lowest in view is {lowest:.3f}."


def _rows(path: Path) -> list[list[str]]:
    at = [
        int(np.searchsorted(path.passes, passes - 1e-9)) for passes in (0, 1, 2, 3, 5, 10, 20, 30)
    ]
    return [
        [figure(round(float(path.passes[i]), 2)), figure(round(float(path.losses[i]), 4)),
         *(figure(round(float(w), 3) + 0.0) for w in path.weights[i])]
        for i in dict.fromkeys(at) if i < len(path.losses)
    ]  # fmt: skip


def _letters(seen: Surface) -> tuple[str, str]:
    """The names of the weights as plain text."""
    first, second = map(prose.text, seen.letters)
    return first, second
