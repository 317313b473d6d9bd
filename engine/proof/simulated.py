"""Simulated learners: honest ones who round as they go, ones with misconceptions, ones who slip.

`Paper` is an array that rounds after every operation, so the engine's own rules can be read the
way a careful person with a four-digit calculator would compute them.
"""

from __future__ import annotations

import itertools
import random
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from ..exercise.exercise import Exercise
from ..graph.program import Bent, execute


class Paper(NDArrayOperatorsMixin):
    """A float array rounded to `decimals` after each operation.

    With `products` a matrix product rounds each product before it adds them up; else only the
    sum. With `chance` only about half of the operations round (a learner who sometimes keeps the
    display).
    """

    def __init__(self, array: Any, decimals: int, products: bool, chance: Any = None) -> None:
        self.array, self.decimals = np.asarray(array, float), decimals
        self.products, self.chance = products, chance

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        plain = [x.array if isinstance(x, Paper) else x for x in inputs]
        if ufunc is np.matmul and self.products:
            return self._round(
                self._round(plain[0][:, :, None] * plain[1][None, :, :]).array.sum(axis=1)
            )
        return self._round(np.asarray(getattr(ufunc, method)(*plain, **options), float))

    def _round(self, array: Any) -> Paper:
        keeps = self.chance is not None and self.chance.random() < 0.5
        rounded = array if keeps else np.round(array, self.decimals)
        return Paper(rounded, self.decimals, self.products, self.chance)

    def where(self, x: Any, above: Any, below: Any) -> Paper:
        plain = [part.array if isinstance(part, Paper) else part for part in (x, above, below)]
        return self._round(np.where(plain[0] > 0, plain[1], plain[2]))

    def ones_like(self) -> Paper:
        return self._round(np.ones_like(self.array))

    def __getitem__(self, index: Any) -> Paper:
        return self._round(self.array[index])

    def place(self, shape: tuple[int, ...], index: Any) -> Paper:
        array = np.zeros(shape)
        array[index] = self.array
        return self._round(array)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    @property
    def size(self) -> int:
        return self.array.size

    @property
    def T(self) -> Paper:
        return self._round(self.array.T)

    def sum(self, **options: Any) -> Paper:
        return self._round(self.array.sum(**options))


def honest_responses(
    exercise: Exercise, products: bool, chance: Any = None, bend: Bent = ()
) -> dict[str, str]:
    """What such a learner writes in every blank of a graph exercise, to the stated decimals.

    With `bend` one who holds those misconceptions (op, rule) throughout.
    """
    assert exercise.graph is not None
    assert exercise.decimals is not None
    leaves = {
        name: Paper(leaf, exercise.decimals, products, chance)
        for name, leaf in exercise.leaves.items()
    }
    arrays = execute(exercise.graph.program, leaves, bend=bend)
    numbers = {q.name: float(arrays[q.array].array[q.index]) for q in exercise.asked}
    return {name: f"{number:.{exercise.decimals}f}" for name, number in numbers.items()}


def slips(number: float, decimals: int, chance: random.Random) -> dict[str, str]:
    """The number with two digits swapped, one dropped, the sign turned; what each would type."""
    text = f"{number:.{decimals}f}"
    digits = [index for index, character in enumerate(text) if character.isdigit()]
    first, second = chance.choice(list(itertools.pairwise(digits)))
    swapped = list(text)
    swapped[first], swapped[second] = text[second], text[first]
    dropped = chance.choice(digits)
    return {
        "swap": "".join(swapped),
        "drop": text[:dropped] + text[dropped + 1 :],
        "sign": text[1:] if text[0] == "-" else f"-{text}",
    }
