"""Training as a sequence of frames: a seed in, and out comes every step that was taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..draw import Draw
from ..optimisers._base import OPTIMISERS
from .data import Points
from .network import Arrays, Setup

LARGEST = 1e6  # a weight beyond is on its way to infinity


@dataclass(frozen=True)
class Score:
    """How well a network does on some points: the mean loss, and the share it gets right."""

    loss: float
    accuracy: float


@dataclass(frozen=True)
class Frame:
    """The network after some steps, and what the next step needs."""

    step: int
    weights: Arrays  # weights and biases by name
    rows: tuple[int, ...]  # the points of the next batch
    gradients: Arrays  # of what is minimised, on that batch with its dropout masks, by the weights
    memory: Mapping[str, Arrays]  # of the optimiser: letter -> by name of the weights
    masks: Arrays  # of dropout, on that batch
    seen: Score  # on the points trained on, without dropout and penalties
    unseen: Score  # on those held out


def train(setup: Setup, data: Points, held_out: Points, steps: int) -> Iterator[Frame]:
    """The frames 0 to `steps`; fewer where the weights run off to infinity."""
    optimiser = OPTIMISERS[setup.optimiser]
    chance = Draw(f"training|{setup.seed}")
    weights: Arrays = setup.first_weights()
    memory = {letter: {name: np.zeros_like(array) for name, array in weights.items()}
              for letter in optimiser.memory}  # fmt: skip
    snapshot, whole = weights, weights
    waiting: list[tuple[int, ...]] = []
    for step in range(steps + 1):
        if not waiting:
            waiting = _batches(setup, len(data), chance)
            if optimiser.needs_snapshot:
                snapshot = weights
                every = tuple(range(len(data)))
                whole = gradients(setup, weights, data, every, setup.masks(chance, len(data)))
        rows = waiting.pop(0)
        masks = setup.masks(chance, len(rows))
        slopes = gradients(setup, weights, data, rows, masks)
        seen, unseen = (score(setup, weights, some) for some in (data, held_out))
        yield Frame(step, weights, rows, slopes, memory, masks, seen, unseen)
        extra = {}
        if optimiser.needs_snapshot:
            extra = {"g_tilde": gradients(setup, snapshot, data, rows, masks), "mu": whole}
        weights, memory = _next(setup, step + 1, weights, {"g": slopes, **extra}, memory)
        if not all(np.abs(array).max() < LARGEST for array in weights.values()):
            return


def gradients(
    setup: Setup, weights: Arrays, data: Points, rows: tuple[int, ...], masks: Arrays
) -> dict[str, np.ndarray]:
    """The gradient of what is minimised, on these rows, w.r.t. each array of weights."""
    chosen = list(rows)
    x, t = data.x[chosen], setup.targets(data.t[chosen])
    with np.errstate(over="ignore", invalid="ignore"):
        found = setup.graph.backward(setup.graph.run({"x": x, "t": t, **weights, **masks}))
    return {name: found[name] for name in setup.parameters}


def score(setup: Setup, weights: Arrays, data: Points) -> Score:
    """The loss and the accuracy at rest; a point is right where its class is thought likelier."""
    with np.errstate(over="ignore", invalid="ignore"):
        values = setup.at_rest.run({"x": data.x, "t": setup.targets(data.t), **weights})
    right = (values["y"][:, -1:] > 0.5) == (data.t > 0.5)
    return Score(float(values["E"]), float(right.mean()))


def predict(setup: Setup, weights: Arrays, x: np.ndarray) -> np.ndarray:
    """The probability of class 1 at each of the places x (N, 2); (N,)."""
    t = setup.targets(np.zeros((len(x), 1)))
    with np.errstate(over="ignore", invalid="ignore"):
        return setup.at_rest.run({"x": x, "t": t, **weights})["y"][:, -1]


def _batches(setup: Setup, count: int, chance: Draw) -> list[tuple[int, ...]]:
    """All points once, in batches: in a drawn order, unless they are one batch."""
    size = setup.batch or count
    order = chance.shuffled(range(count)) if size < count else range(count)
    return [tuple(order[start : start + size]) for start in range(0, count, size)]


def _next(
    setup: Setup,
    step: int,
    weights: Arrays,
    slopes: Mapping[str, Arrays],
    memory: Mapping[str, Arrays],
) -> tuple[dict[str, np.ndarray], dict[str, dict[str, np.ndarray]]]:
    """The weights and the optimiser's memory after a step along these gradients."""
    optimiser = OPTIMISERS[setup.optimiser]
    given = {"w": weights, **slopes, **memory}
    graph = optimiser.graph(setup.rate, step)
    with np.errstate(over="ignore", invalid="ignore"):
        made = {
            name: graph.run({letter: arrays[name] for letter, arrays in given.items()})
            for name in weights
        }
    return (
        {name: values["w_new"] for name, values in made.items()},
        {letter: {name: values[f"{letter}_new"] for name, values in made.items()}
         for letter in memory},
    )  # fmt: skip
