"""Twins with a batch of two examples."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ._base import Twin, twin

MEANS = frozenset({"categorical_cross_entropy", "cross_entropy"})  # over the samples
WITH_BATCH = frozenset({"affine", "linear"}) | MEANS


@twin
def batch_of_two(exercise: Exercise) -> Iterator[Twin]:
    """A second sample beside the first: the gradients of the weights add up over both."""
    graph = exercise.graph
    assert graph is not None
    samples = {leaf for leaf in graph.leaves if leaf not in graph.parameters}
    ready = all(_is_row(exercise.leaves[leaf]) for leaf in samples)
    ops = {node.op.name for node in graph.nodes}
    matters = any(q.kind != "value" and (q.node in graph.parameters or ops & MEANS)
                  for q in exercise.asked)  # fmt: skip
    if ready and matters and ops & WITH_BATCH:
        yield Twin(
            "batch_of_two",
            "What if the batch had two examples?",
            "Now the batch has a second example, one per row.",
            graph,
            lambda leaves, draw: {
                name: np.concatenate([leaf, _like(leaf, draw)]) if name in samples else leaf
                for name, leaf in leaves.items()
            },
        )


def _is_row(leaf: np.ndarray) -> bool:
    """Whether a leaf is one sample: a row of numbers or a one-hot target, not a mask or classes."""
    plain = np.any(leaf < 0) or not np.all(leaf == np.round(leaf))
    return leaf.ndim == 2 and len(leaf) == 1 and (_one_hot(leaf) or bool(plain))


def _one_hot(row: np.ndarray) -> bool:
    return row.size > 1 and sorted(row.ravel())[-2:] == [0, 1]


def _like(row: np.ndarray, draw: Draw) -> np.ndarray:
    """Another row of the same kind: shares stay shares, and a class stays a class."""
    if _one_hot(row):
        return np.roll(row, draw.integer(1, row.size - 1), axis=1)
    low, high = (0.05, 0.95) if np.all((row > 0) & (row < 1)) else (-2.0, 2.0)
    return draw.array(*row.shape, low=low, high=high)
