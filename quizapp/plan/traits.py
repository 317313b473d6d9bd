"""How one learner differs from the average: how fast they forget, how much they gain, how often
they slip.

FSRS models the memory of an average person. Three numbers adapt it: `pace`, a factor on all
stabilities; `growth`, an exponent by which stabilities also grow with the number of answers on a
skill; and `slip`, how often a known skill is answered wrongly. Each combination on a grid has a
weight: how well it explains the latest answers, times how common it is. So a new learner is
forecast as an average one, with the spread between people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp, log
from typing import Any

import numpy as np

from .fsrs6 import Card, published
from .memory import Memory, Review

_GRID = np.meshgrid(
    2.0 ** np.arange(-4, 3), np.arange(-0.5, 1.01, 0.25), [0.0, 0.05, 0.1, 0.2, 0.3]
)
PACES, GROWTHS, SLIPS = (axis.ravel() for axis in _GRID)  # (G,)
USUAL = -((np.log(PACES) / 0.9) ** 2) / 2 - (GROWTHS / 0.5) ** 2 / 2 - SLIPS / 0.1  # (G,)
LATEST = 400  # answers to fit, since people change
NEGLIGIBLE = 1e-6  # of all weights together
SURE = 0.01  # probabilities stay this far from 0 and 1


@dataclass(frozen=True)
class Traits:
    """The weights of the combinations, which add up to 1."""

    weights: np.ndarray  # (G,)

    def chances(self, memory: Memory, when: float, factors: Numbers = 1.0) -> np.ndarray:
        """The probability of a correct answer at `when` under each combination, (…, G).

        `factors`, (…, 1), are how this skill's stability may differ from the learner's others.
        """
        days, own = when - memory.card.seen, factors * memory.card.stability
        return memory.known * _right(days, own, memory.answers)

    @cached_property
    def _strong(self) -> np.ndarray:
        """The combinations that matter: after some answers, a fraction of all."""
        order = np.argsort(self.weights)
        return np.sort(order[np.cumsum(self.weights[order]) > NEGLIGIBLE])

    @cached_property
    def shares(self) -> np.ndarray:
        """Their weights, which add up to 1."""
        strong = self.weights[self._strong]
        return np.asarray(strong / strong.sum())

    def likely(self, days: Numbers, stability: Numbers, answers: Numbers) -> np.ndarray:
        """The probability of a correct answer under each of these, of what is known."""
        return _right(days, stability, answers, self._strong)

    def settled(self, memory: Memory) -> Memory:
        """The memory with the learner's likeliest stability, for planning."""
        return _scaled(memory, self._factor(memory.answers))

    def unsettled(self, memory: Memory) -> Memory:
        """The inverse of `settled`: the memory according to FSRS alone."""
        return _scaled(memory, 1 / self._factor(memory.answers))

    def _factor(self, answers: float) -> float:
        return exp(self._pace + self._growth * log(max(1.0, answers)))

    @cached_property
    def _pace(self) -> float:
        return float(self.weights @ np.log(PACES))

    @cached_property
    def _growth(self) -> float:
        return float(self.weights @ GROWTHS)


def fit(reviews: Sequence[Review]) -> Traits:
    """The traits that best explain the reviews."""
    return _fit(tuple(reviews[-LATEST:]))


@lru_cache(maxsize=256)  # those of one morning last a day
def _fit(latest: tuple[Review, ...]) -> Traits:
    worth = USUAL
    if latest:
        days, stability, answers, right = (np.array(column) for column in zip(*latest, strict=True))
        share = _right(days[:, None], stability[:, None], answers[:, None])  # (N, G)
        share = np.clip(share, SURE, 1 - SURE)
        worth = USUAL + np.log(np.where(right[:, None], share, 1 - share)).sum(axis=0)
    weights = np.exp(worth - worth.max())
    return Traits(weights / weights.sum())


def _scaled(memory: Memory, factor: float) -> Memory:
    (stability, difficulty, seen), answers, known = memory
    return Memory(Card(factor * stability, difficulty, seen), answers, known)


Numbers = np.ndarray | float


def _right(
    days: Numbers, stability: Numbers, answers: Numbers, under: Any = slice(None)
) -> np.ndarray:
    """The probability of a correct answer under each combination, or some of them, (…, G)."""
    model = published()
    own = stability * (PACES[under] * np.maximum(answers, 1.0) ** GROWTHS[under])
    return (1 - SLIPS[under]) * (1 + model.factor * np.maximum(days, 0.0) / own) ** model.decay
