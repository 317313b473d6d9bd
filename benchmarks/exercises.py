"""Speed of the engine as ratios to plain NumPy in one run: `python -m benchmarks.exercises`.

The baselines are the same networks written by hand. Medians over interleaved rounds.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.figures import Figure, told
from engine import build
from engine.graph.layers import mlp

ROUNDS = 200


def by_hand(x, W1, b1, W2, b2, t):
    """Forward and backward pass of a sigmoid MLP with ½ Σ (y − t)², as in any tutorial."""
    h = 1 / (1 + np.exp(-(x @ W1 + b1)))
    y = 1 / (1 + np.exp(-(h @ W2 + b2)))
    loss = 0.5 * ((y - t) ** 2).sum()
    d2 = (y - t) * y * (1 - y)
    d1 = (d2 @ W2.T) * h * (1 - h)
    return loss, x.T @ d1, d1.sum(axis=0), h.T @ d2, d2.sum(axis=0)


def leaves(*sizes: int) -> dict[str, np.ndarray]:
    """Random weights of a network of these sizes, and one example."""
    chance = np.random.default_rng(0)
    inputs, hidden, outputs = sizes
    shapes = {
        "x": (1, inputs),
        "W1": (inputs, hidden),
        "b1": (hidden,),
        "W2": (hidden, outputs),
        "b2": (outputs,),
        "t": (1, outputs),
    }
    return {name: chance.uniform(-1, 1, shape) for name, shape in shapes.items()}


def seconds(run: Callable[[int], object]) -> Callable[[int], float]:
    """The processor's time of one call."""

    def timed(round_: int) -> float:
        start = time.process_time()
        run(round_)
        return time.process_time() - start

    return timed


def compared(name: str, baseline: Callable, candidate: Callable, limit: float) -> Figure:
    """The medians of two interleaved runs, and the limit of their ratio."""
    runs = [(seconds(baseline)(n), seconds(candidate)(n)) for n in range(-20, ROUNDS)][20:]
    base, own = (1e3 * statistics.median(column) for column in zip(*runs, strict=True))
    return Figure(name, own, limit, base, times=True)


def figures() -> Iterator[Figure]:
    """A network forward and backward, and a whole exercise over one."""
    graph, given = mlp(["sigmoid", "sigmoid"]), leaves(2, 3, 2)
    yield compared(
        "forward and backward of a 2-3-2 net",
        lambda _: by_hand(**given),
        lambda _: graph.backward(graph.run(given)),
        3,
    )
    small = leaves(2, 2, 1)
    yield compared(
        "one verified, separated `mlp_backprop` variant",
        lambda _: by_hand(**small),
        lambda seed: build("mlp_backprop", abs(seed)),
        100,
    )


if __name__ == "__main__":
    sys.exit(told(figures()))
