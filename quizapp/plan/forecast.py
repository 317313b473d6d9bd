"""Forecasts of how ready a learner will be on a day, with their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


NOTHING = Forecast(0.0, 0.0, 0.0)


def forecast(memory: Memory | None, traits: Traits, when: float) -> Forecast:
    """The forecast for one skill; `when` in days since 1970."""
    return forecasts([memory], traits, when)[0]


def forecasts(memories: Sequence[Memory | None], traits: Traits, when: float) -> list[Forecast]:
    """The forecast for each skill.

    Uncertain are the learner's traits, and how this skill differs from the learner's others: by a
    factor on the stability whose logarithm has standard deviation 0.6 after one answer, divided by
    the root of their number. A skill that was never answered correctly counts as not known.
    """
    met = [memory for memory in memories if memory and memory.known]
    if not met:
        return [NOTHING for _ in memories]
    found = iter(_ranges(_outcomes(met, traits, when), traits))
    return [next(found) if memory and memory.known else NOTHING for memory in memories]


def overall(memories: Sequence[Memory | None], traits: Traits, when: float) -> Forecast:
    """The forecast of the mean over skills.

    All skills share the traits, so errors in these do not cancel; differences between skills are
    taken as independent. The range covers uncertainty about the learner, but not errors of the
    model, which add a few points.
    """
    met = [memory for memory in memories if memory and memory.known]
    if not met:
        return NOTHING
    each = _outcomes(met, traits, when)  # (S, V, G)
    middle = each.mean(axis=1).sum(axis=0) / len(memories)  # (G,)
    deviation = np.sqrt(each.var(axis=1).sum(axis=0)) / len(memories)  # (G,)
    outcomes = middle + VALUES[:, None] * deviation
    return _ranges(np.clip(outcomes, 0.0, 1.0)[None], traits)[0]


def _outcomes(memories: Sequence[Memory], traits: Traits, when: float) -> np.ndarray:
    """The probability of a correct answer for each value of a skill and the traits, (S, V, G)."""
    stability, seen, answers, known = (
        np.array(column)[:, None, None]
        for column in zip(*((one.card.stability, one.card.seen, one.answers, one.known)
                            for one in memories), strict=True)
    )  # fmt: skip
    factors = np.exp(SPREAD / np.sqrt(np.maximum(1.0, answers)) * VALUES[:, None])  # (S, V, 1)
    return np.asarray(known * traits.likely(when - seen, factors * stability, answers))


def _ranges(outcomes: np.ndarray, traits: Traits) -> list[Forecast]:
    """The means and the middle ranges of outcomes (S, V, G)."""
    weights = np.broadcast_to(traits.shares / len(VALUES), outcomes.shape[1:]).ravel()
    flat = outcomes.reshape(len(outcomes), -1)
    order = flat.argsort(axis=1)
    values, reached = np.take_along_axis(flat, order, 1), weights[order].cumsum(axis=1)
    ends = [np.take_along_axis(values, (reached >= share).argmax(axis=1)[:, None], 1)[:, 0].tolist()
            for share in ((1 - MIDDLE) / 2, (1 + MIDDLE) / 2)]  # fmt: skip
    return [
        Forecast(middle, min(low, middle), max(high, middle))
        for middle, low, high in zip((flat @ weights).tolist(), *ends, strict=True)
    ]
