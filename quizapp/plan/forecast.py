"""Forecasts of how ready a learner will be on a day, with their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from .memory import Memory
from .traits import Traits

SPREAD = 0.6  # standard deviation of ln(stability) between a learner's skills after one answer
MIDDLE = 0.8  # share of the outcomes in the range
# A normal distribution as seven equally likely values, in standard deviations.
VALUES = np.array([-1.465, -0.792, -0.366, 0.0, 0.366, 0.792, 1.465])  # (V,)


@dataclass(frozen=True)
class Forecast:
    """The probability of a correct answer on the day, with the bounds of the middle 80%."""

    recall: float
    low: float
    high: float


def forecast(memory: Memory | None, traits: Traits, when: float) -> Forecast:
    """The forecast for one skill; `when` in days since 1970.

    Uncertain are the learner's traits, and how this skill differs from the learner's others: by a
    factor on the stability whose logarithm has standard deviation 0.6 after one answer, divided by
    the root of their number. A skill that was never answered correctly counts as not known.
    """
    if memory is None or not memory.known:
        return Forecast(0.0, 0.0, 0.0)
    return _range(_outcomes(memory, traits, when), traits)


def overall(memories: Sequence[Memory | None], traits: Traits, when: float) -> Forecast:
    """The forecast of the mean over skills.

    All skills share the traits, so errors in these do not cancel; differences between skills are
    taken as independent. The range covers uncertainty about the learner, but not errors of the
    model, which add a few points.
    """
    met = [memory for memory in memories if memory and memory.known]
    if not met:
        return Forecast(0.0, 0.0, 0.0)
    each = np.array([_outcomes(memory, traits, when) for memory in met])  # (S, V, G)
    middle = each.mean(axis=1).sum(axis=0) / len(memories)  # (G,)
    deviation = np.sqrt(each.var(axis=1).sum(axis=0)) / len(memories)  # (G,)
    outcomes = middle + VALUES[:, None] * deviation
    return _range(np.clip(outcomes, 0.0, 1.0), traits)


def _outcomes(memory: Memory, traits: Traits, when: float) -> np.ndarray:
    """The probability of a correct answer for each value of the skill and the traits, (V, G)."""
    deviation = SPREAD / sqrt(max(1.0, memory.answers))
    return traits.chances(memory, when, np.exp(deviation * VALUES)[:, None])


def _range(outcomes: np.ndarray, traits: Traits) -> Forecast:
    """The mean and the middle range of outcomes (V, G)."""
    weights = np.broadcast_to(traits.weights / len(VALUES), outcomes.shape).ravel()
    order = np.argsort(outcomes, axis=None)
    values, reached = outcomes.ravel()[order], np.cumsum(weights[order])
    places = np.searchsorted(reached, [(1 - MIDDLE) / 2, (1 + MIDDLE) / 2])
    low, high = values[np.minimum(places, len(values) - 1)]
    middle = float(values @ weights[order])
    return Forecast(middle, min(float(low), middle), max(float(high), middle))
