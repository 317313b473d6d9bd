"""Training with the chosen settings; recent runs are cached, because pages ask for them often."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.training import Frame, Points, Setup, points, predict, train

from .choices import Lab

KEPT = 8  # runs in the cache, of at most some 5 MB each
GRID = 32  # cells along each side of a map
WIDTH = 0.2  # margin around the outermost point


@dataclass(frozen=True)
class Run:
    """A whole training: its points, and a frame for every step."""

    lab: Lab
    setup: Setup
    data: Points
    held_out: Points
    frames: tuple[Frame, ...]

    @property
    def ended_early(self) -> bool:
        """Whether training diverged before the last step."""
        return len(self.frames) <= self.lab.steps

    @property
    def reach(self) -> float:
        """Half the side of the square around the origin that contains all points."""
        far = max(float(np.abs(some.x).max()) for some in (self.data, self.held_out))
        return round(far + WIDTH, 1)

    def frame(self, step: int) -> Frame:
        """The frame of this step, or else the last one."""
        return self.frames[min(step, len(self.frames) - 1)]

    def chances(self, frame: Frame) -> np.ndarray:
        """The probability of class 1 at the centre of each cell of a map, (GRID, GRID)."""
        middles = (np.arange(GRID) + 0.5) / GRID * 2 * self.reach - self.reach
        x, y = np.meshgrid(middles, middles[::-1])
        places = np.column_stack([x.ravel(), y.ravel()])
        return predict(self.setup, frame.weights, places).reshape(GRID, GRID)


@lru_cache(maxsize=KEPT)
def run(lab: Lab) -> Run:
    """Train; the same settings give the same run."""
    data = points(lab.data, lab.points, lab.seed, lab.noise)
    held_out = points(lab.data, max(10, lab.points // 2), lab.seed + 1, lab.noise)
    frames = tuple(train(lab.setup, data, held_out, lab.steps))
    return Run(lab, lab.setup, data, held_out, frames)
