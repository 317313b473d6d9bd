"""How ready somebody will be on a day, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from .memory import Memory
from .traits import Traits

SPREAD = 0.6  # deviation of ln(stability) between the skills of one learner after one answer
MIDDLE = 0.8  # of the outcomes lie in the range
# A normal distribution as seven equally likely values, in standard deviations.
VALUES = (-1.465, -0.792, -0.366, 0.0, 0.366, 0.792, 1.465)


@dataclass(frozen=True)
class Forecast:
    """The probability of a right answer on the day, with the bounds of the middle 80 %."""

    recall: float
    low: float
    high: float


def forecast(memory: Memory | None, traits: Traits, when: float) -> Forecast:
    """For one skill; `when` in days since 1970.

    Unsure are the learner's traits, and how this skill differs from their others: by a factor whose
    logarithm has a deviation of 0.6 after one answer, shrinking with the root of their number. A
    skill that was never met, or never answered right, counts as not known.
    """
    if memory is None or not memory.known:
        return Forecast(0.0, 0.0, 0.0)
    return _range(_outcomes(memory, traits, when), traits)


def overall(memories: Sequence[Memory | None], traits: Traits, when: float) -> Forecast:
    """The mean over skills.

    The traits are the same for all of them, so that errors in those do not cancel out; what sets
    one skill apart is taken as independent of the others. The range holds what is not known of the
    learner, not that people's memory is only about what the model says: a few points on top.
    """
    met = [memory for memory in memories if memory and memory.known]
    if not met:
        return Forecast(0.0, 0.0, 0.0)
    each = np.array([_outcomes(memory, traits, when) for memory in met])  # (S, V, G)
    middle = each.mean(axis=1).sum(axis=0) / len(memories)  # (G,)
    deviation = np.sqrt(each.var(axis=1).sum(axis=0)) / len(memories)  # (G,)
    outcomes = middle + np.array(VALUES)[:, None] * deviation
    return _range(np.clip(outcomes, 0.0, 1.0), traits)


def _outcomes(memory: Memory, traits: Traits, when: float) -> np.ndarray:
    """The chance of a right answer for each value of the skill and the traits, (V, G)."""
    deviation = SPREAD / sqrt(max(1.0, memory.answers))
    return np.array([traits.chances(memory, when, exp(deviation * value)) for value in VALUES])


def _range(outcomes: np.ndarray, traits: Traits) -> Forecast:
    """The mean and the middle of outcomes (V, G)."""
    weights = np.broadcast_to(traits.weights / len(VALUES), outcomes.shape).ravel()
    order = np.argsort(outcomes, axis=None)
    values, reached = outcomes.ravel()[order], np.cumsum(weights[order])
    places = np.searchsorted(reached, [(1 - MIDDLE) / 2, (1 + MIDDLE) / 2])
    low, high = values[np.minimum(places, len(values) - 1)]
    middle = float(values @ weights[order])
    return Forecast(middle, min(float(low), middle), max(float(high), middle))
