"""Where a line is checked: the numbers of the exercise, and others that the same graph allows.

The other numbers have both signs wherever the worked derivation reads the same there, so that
nothing is right by chance, and what holds on this side of a kink (a ReLU that is on) counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np

from ..derivation.derivation import Page
from ..exercise.exercise import Exercise
from ..graph.bent import at
from ..graph.graph import Graph
from ..graph.program import execute
from .board_names import SETTING, Vocabulary

OTHERS = 7  # settings beside the exercise's own
TRIES = 24  # draws of each kind
CODES = frozenset({-1.0, 0.0, 1.0})  # a one-hot target, a mask, a class: no numbers to change


class Point(dict[str, float]):
    """The values of all names for one setting of the leaves, computed when asked for.

    A derivative of one value by another counts every way between them; with `direct` only the
    one step of the rule that makes the upper from the lower, as the ∂ of some textbooks does.
    """

    def __init__(
        self, vocabulary: Vocabulary, arrays: Mapping[str, Any], direct: bool = False
    ) -> None:
        super().__init__(vocabulary.settings)
        self.vocabulary, self.arrays, self.direct = vocabulary, arrays, direct

    def __missing__(self, name: str) -> float:
        if "/" in name:
            found = self._derivative(*name.split("/"))
        else:
            array, quantity = self.vocabulary.cells[name]
            found = float(at(self.arrays[array], quantity.index))
        self[name] = found
        return found

    def _derivative(self, above: str, below: str) -> float:
        if above.startswith(SETTING) or below.startswith(SETTING):
            return 0.0
        (array, upper), (source, lower) = (self.vocabulary.cells[name] for name in (above, below))
        if array == source:
            return float(upper.index == lower.index)
        if array not in self.vocabulary.graph.names:
            return 0.0
        seed = np.zeros(np.shape(self.arrays[array]))
        seed[upper.index] = 1.0
        step = self._one_step(array, source, seed) if self.direct else None
        if step is None:
            step = gradients(self.vocabulary.graph, self.arrays, array, seed).get(f"grad.{source}")
        return 0.0 if step is None else float(at(step, lower.index))

    def _one_step(self, array: str, source: str, seed: np.ndarray) -> Any:
        """Back through the op that makes `array` alone; None where it does not use `source`."""
        node = next(node for node in self.vocabulary.graph.nodes if node.name == array)
        if source not in node.inputs:
            return None
        back = node.op.vjp(seed, self.arrays[array], *(self.arrays[name] for name in node.inputs))
        return sum(grad for name, grad in zip(node.inputs, back, strict=True) if name == source)


def gradients(
    graph: Graph, arrays: Mapping[str, Any], last: str, seed: Any, bend: Any = ()
) -> dict[str, Any]:
    """All arrays, and `grad.*` of the node `last`; `seed` is the gradient to start from."""
    program = upto(graph, last).program
    forward = {name: array for name, array in arrays.items() if "." not in name}
    return execute(program, forward | {f"grad.{last}": seed}, start=program.forward, bend=bend)


def upto(graph: Graph, last: str) -> Graph:
    """The part of a graph that ends with the node `last`."""
    return Graph(graph.nodes[: graph.names.index(last) + 1])


def settings(exercise: Exercise, target: str) -> list[dict[str, Any]]:
    """The arrays of the whole program at the exercise's own leaves and at others."""
    page = Page(exercise)
    path = page.path(target)
    found = [page.values]
    for leaves in _leaves(exercise):
        if len(found) > OTHERS:
            break
        other = Page(replace(exercise, leaves=leaves))
        finite = all(np.all(np.isfinite(array)) for array in other.values.values())
        if finite and _same_side(page, other, path):
            found.append(other.values)
    return found


def _same_side(page: Page, other: Page, path: list[str]) -> bool:
    """Whether both are on one side of every kink: the same lets nothing pass, each step reads so.

    To write a step takes longest by far, so the first that differs ends it.
    """
    return np.array_equal(_dead(page), _dead(other)) and all(
        page.line(cell).symbols == other.line(cell).symbols for cell in path
    )


def _dead(page: Page) -> np.ndarray:
    """Which gradients are 0."""
    grads = (array for name, array in page.values.items() if name.startswith("grad."))
    return np.concatenate([[], *(np.ravel(array) == 0 for array in grads)])


def _leaves(exercise: Exercise) -> Iterator[dict[str, np.ndarray]]:
    """Other leaves: of both signs, then of the signs they have, then ever nearer to their own."""
    chance = Random("points of a whiteboard")
    for spread, turn in ((0.6, True), (0.4, False), (0.2, False), (0.05, False)):
        for _ in range(TRIES):
            yield {
                name: _other(chance, leaf, spread, turn) for name, leaf in exercise.leaves.items()
            }


def _other(chance: Random, leaf: np.ndarray, spread: float, turn: bool) -> np.ndarray:
    if set(np.ravel(leaf)) <= CODES:
        return leaf
    factors = [
        (1 + spread * (2 * chance.random() - 1)) * (-1 if turn and chance.random() < 0.5 else 1)
        for _ in range(leaf.size)
    ]
    return leaf * np.reshape(factors, leaf.shape)
