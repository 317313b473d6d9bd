"""Descent on a loss of two weights: real data, real optimisers, every step on the way kept.

What a method costs is counted in gradients of single samples, so that one step of the whole batch
costs as much as a step on each sample alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np

from ..draw import Draw
from ..graph.graph import Graph
from ..ops._base import OPS
from ..optimisers._base import OPTIMISERS

SAMPLES = 24
LARGEST = 1e3  # a weight beyond is on its way to infinity

Reach = tuple[float, float]


@dataclass(frozen=True)
class Surface:
    """A loss over two weights, named in the order in which they are stacked."""

    graph: Graph
    shapes: Mapping[str, tuple[int, ...]]
    x: np.ndarray  # (N, 1)
    t: np.ndarray  # (N, 1)
    start: tuple[float, float]
    reach: tuple[Reach, Reach]  # of the weights worth looking at
    letters: tuple[str, str]  # of the weights, in Markdown
    says: str  # one sentence in Markdown

    def leaves(self, w: np.ndarray, rows: np.ndarray | None = None) -> dict[str, np.ndarray]:
        """The leaves of the graph at the weights w (2,), with some rows of the data or all."""
        parts = zip(self.shapes, w, strict=True)
        weights = {name: np.full(self.shapes[name], value) for name, value in parts}
        chosen = slice(None) if rows is None else rows
        return {"x": self.x[chosen], "t": self.t[chosen], **weights}

    def loss(self, w: np.ndarray) -> float:
        """The mean loss over all samples."""
        return float(self.graph.run(self.leaves(w))[self.graph.names[-1]])

    def gradient(self, w: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """The gradient (2,) of the mean loss over these samples."""
        found = self.graph.backward(self.graph.run(self.leaves(w, rows)))
        return np.array([found[name].item() for name in self.shapes])

    @cached_property
    def heights(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """A grid of both weights, and the loss (second, first) over it."""
        across, up = (np.linspace(*reach, 45) for reach in self.reach)
        over = [[self.loss(np.array([a, b])) for a in across] for b in up]
        return across, up, np.array(over)


@dataclass(frozen=True)
class Method:
    """An optimiser and its number of samples per step; 0 means all of them."""

    optimiser: str
    batch: int
    says: str


PLAIN = {
    "batch": Method("sgd", 0, "The gradient over all examples, each step."),
    "mini_batch": Method("sgd", 4, "The mean gradient of 4 examples, in random order."),
    "stochastic": Method("sgd", 1, "The gradient of a single example, in random order."),
}


@cache
def methods() -> Mapping[str, Method]:
    """Plain descent on more or fewer samples a step, then every other optimiser there is."""
    others = {
        name: Method(name, 1, f"A single example each step. {rule.summary}")
        if rule.needs_snapshot
        else Method(name, 0, f"All examples, each step. {rule.summary}")
        for name, rule in OPTIMISERS.items()
        if name != "sgd"
    }
    return PLAIN | others


@dataclass(frozen=True)
class Path:
    """The weights after each step (T + 1, 2), their loss, and the passes over the data so far."""

    weights: np.ndarray
    losses: np.ndarray
    passes: np.ndarray


def descend(surface: Surface, method: Method, rate: float, seed: int, passes: float) -> Path:
    """Steps until they have cost so many passes over the data, or run off to infinity."""
    optimiser, count = OPTIMISERS[method.optimiser], len(surface.x)
    chance, every = Draw(f"descent|{seed}"), np.arange(count)
    w, spent, step = np.array(surface.start, float), 0.0, 0
    memory = {letter: np.zeros(2) for letter in optimiser.memory}
    snapshot, whole = w, w
    way, costs = [w], [spent]
    waiting: list[np.ndarray] = []
    while spent < passes - 1e-9 and np.abs(w).max() < LARGEST:
        if not waiting:
            size = method.batch or count
            order = np.array(chance.shuffled(every.tolist())) if size < count else every
            waiting = [order[first : first + size] for first in range(0, count, size)]
            if optimiser.needs_snapshot:
                snapshot, whole = w, surface.gradient(w, every)
                spent += 1
        rows, step = waiting.pop(0), step + 1
        given = {"w": w, "g": surface.gradient(w, rows), **memory}
        spent += len(rows) / count
        if optimiser.needs_snapshot:
            given |= {"g_tilde": surface.gradient(snapshot, rows), "mu": whole}
            spent += len(rows) / count
        made = optimiser.graph(rate, step).run(given)
        w, memory = made["w_new"], {letter: made[f"{letter}_new"] for letter in memory}
        way.append(w)
        costs.append(spent)
    losses = np.array([surface.loss(at) for at in way])
    return Path(np.array(way), losses, np.array(costs))


def _neuron(activation: str | None) -> Graph:
    graph = Graph().then("z" if activation else "y", OPS["affine"](), "x", "W", "b")
    if activation:
        graph = graph.then("y", OPS[activation](), "z")
    return graph.then("E", OPS["mse_loss"](), "y", "t")


@lru_cache(maxsize=1)
def surfaces() -> dict[str, Surface]:
    """The losses there are to walk on."""
    draw = Draw("descent")
    x = 4 * draw.uniform(SAMPLES, 1) - 1.5
    noise = draw.uniform(SAMPLES, 1) + draw.uniform(SAMPLES, 1) - 1
    two = (
        Graph()
        .then("z", OPS["linear"](), "x", "W1")
        .then("h", OPS["tanh"](), "z")
        .then("y", OPS["linear"](), "h", "W2")
        .then("E", OPS["mse_loss"](), "y", "t")
    )
    one = {"W": (1, 1), "b": (1,)}
    return {
        "bowl": Surface(
            _neuron(None), one, x, 1.2 * x - 0.5 + 1.2 * noise, (-2.2, 2.4), ((-3, 3), (-3, 3)),
            ("$w$", "$b$"),
            "A linear neuron $y = wx + b$: the loss is **convex**, with a single minimum.",
        ),
        "valleys": Surface(
            two, {"W1": (1, 1), "W2": (1, 1)}, x, 1.5 * np.tanh(x) + 0.8 * noise, (-1.0, 1.1),
            ((-3, 3), (-3, 3)), ("$w_1$", "$w_2$"),
            r"A network $y = w_2 \tanh(w_1 x)$: **two minima** that mirror each other, "
            "with a saddle at 0 between them.",
        ),
        "plateau": Surface(
            _neuron("sigmoid"), one, x, (x + noise > 0.4) * 1.0, (-6.0, 4.0), ((-8, 8), (-8, 8)),
            ("$w$", "$b$"),
            r"A sigmoid neuron $y = \sigma(wx + b)$ with squared error: **plateaus**, where the "
            "saturated neuron has almost no gradient.",
        ),
    }  # fmt: skip
