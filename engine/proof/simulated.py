"""Simulated learners: honest ones who round as they go, ones with misconceptions, ones who slip.

`Paper` is an array that rounds after every operation, so the engine's own rules can be read the
way a careful person would compute them who keeps a few significant digits.
"""

from __future__ import annotations

import itertools
import random
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from ..exercise.exercise import Exercise
from ..graph.bent import at
from ..graph.program import Bent, execute
from ..readings.bound_rules import EXACT
from ..readings.digits import count, to_digits, units


class Paper(NDArrayOperatorsMixin):
    """A float array rounded to so many significant `digits` after each operation.

    With `products` a matrix product rounds each product before it adds them up; else only the
    sum. With `chance` only about half of the operations round (a learner who sometimes keeps the
    display). `cut` drops the other digits instead of rounding.
    """

    def __init__(
        self, array: Any, digits: int, products: bool, chance: Any = None, cut: bool = False
    ) -> None:
        self.array, self.digits = np.asarray(array, float), digits
        self.products, self.chance, self.cut = products, chance, cut

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        plain = [x.array if isinstance(x, Paper) else x for x in inputs]
        if ufunc is np.matmul and self.products:
            return self._round(
                self._round(plain[0][:, :, None] * plain[1][None, :, :]).array.sum(axis=1)
            )
        result = np.asarray(getattr(ufunc, method)(*plain, **options), float)
        return self._like(result) if ufunc in EXACT else self._round(result)

    def _round(self, array: Any) -> Paper:
        keeps = self.chance is not None and self.chance.random() < 0.5
        rounded = array if keeps else _kept(array, self.digits, self.cut)
        return self._like(rounded)

    def _like(self, array: Any) -> Paper:
        return Paper(array, self.digits, self.products, self.chance, self.cut)

    def where(self, x: Any, above: Any, below: Any) -> Paper:
        plain = [part.array if isinstance(part, Paper) else part for part in (x, above, below)]
        return self._like(np.where(plain[0] > 0, plain[1], plain[2]))

    def constant(self, number: float) -> Paper:
        return self._round(np.asarray(number, float))

    def ones_like(self) -> Paper:
        return self._round(np.ones_like(self.array))

    def __getitem__(self, index: Any) -> Paper:
        return self._like(self.array[index])

    def place(self, shape: tuple[int, ...], index: Any) -> Paper:
        array = np.zeros(shape)
        array[index] = self.array
        return self._like(array)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    @property
    def size(self) -> int:
        return self.array.size

    @property
    def T(self) -> Paper:
        return self._like(self.array.T)

    def sum(self, **options: Any) -> Paper:
        return self._round(self.array.sum(**options))


def _kept(array: np.ndarray, digits: int, cut: bool) -> np.ndarray:
    """Every entry to this many significant digits, without cutting what float noise leaves.

    A whole number that is no longer than three digits stays: nobody rounds a count.
    """
    last = np.where(array == 0, 1.0, units(array, digits))
    counted = np.asarray(array) / last
    near = np.round(counted, 6)
    short = (np.abs(array) < 1000) & (array == np.round(array)) | ~np.isfinite(array)
    return np.where(short, array, (np.trunc(near) if cut else np.round(near)) * last)


def honest_responses(
    exercise: Exercise, products: bool = True, chance: Any = None, bend: Bent = (), *,
    digits: int | None = None, cut: bool = False, keep: int = 0,
) -> dict[str, str]:  # fmt: skip
    """What such a learner writes in every blank of a graph exercise, to the digits asked for.

    With `bend` one who holds those misconceptions (op, rule) throughout; with `digits` one who
    works with so many instead; with `keep` one who keeps more on the way.
    """
    assert exercise.graph is not None
    assert exercise.digits is not None
    digits = digits or exercise.digits
    leaves = {
        name: Paper(leaf, digits + keep, products, chance, cut)
        for name, leaf in exercise.leaves.items()
    }
    arrays = execute(exercise.graph.program, leaves, bend=bend)
    numbers = {q.name: float(at(arrays[q.array].array, q.index)) for q in exercise.asked}
    return {name: written(number, digits, cut) for name, number in numbers.items()}


def written(number: float, digits: int, cut: bool = False) -> str:
    """A number as typed with so many significant digits, zeros at the end included."""
    kept = float(_kept(np.asarray(number), digits, cut))
    return to_digits(kept, max(digits, count(kept))) if np.isfinite(kept) else repr(kept)


def slips(number: float, digits: int, chance: random.Random) -> dict[str, str]:
    """The number with two digits swapped, one dropped, the sign turned; what each would type."""
    text = to_digits(number, digits)
    places = [index for index, character in enumerate(text) if character.isdigit()]
    first, second = chance.choice(list(itertools.pairwise(places)) or [(0, 0)])
    swapped = list(text)
    swapped[first], swapped[second] = text[second], text[first]
    dropped = chance.choice(places)
    return {
        "swap": "".join(swapped),
        "drop": text[:dropped] + text[dropped + 1 :],
        "sign": text[1:] if text[0] == "-" else f"-{text}",
    }
