"""How ready somebody will be on a day, how sure that is, and what would raise it most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, sqrt

from .memory import Memory, forgetting, recall

SPREAD = 0.9  # standard deviation of ln(stability) between people after one answer
SIDE = 1.28  # standard deviations on either side of the middle 80 %


@dataclass(frozen=True)
class Forecast:
    """The probability to know a skill on the day, with the bounds of the middle 80 %."""

    recall: float
    low: float
    high: float


def forecast(memory: Memory | None, when: datetime) -> Forecast:
    """For one skill.

    People's stabilities differ from the model's by a factor whose logarithm has a standard
    deviation of about 0.9 after one answer, shrinking with the root of their number. A skill that
    was never met, or never answered right, counts as not known.
    """
    if (
        memory is None
        or not memory.known
        or memory.card.stability is None
        or memory.card.last_review is None
    ):
        return Forecast(0.0, 0.0, 0.0)
    days = max(0.0, (when - memory.card.last_review).total_seconds() / 86400)
    factor = exp(SIDE * SPREAD / sqrt(max(1.0, memory.answers)))
    low, high = (forgetting(days, memory.card.stability * by) for by in (1 / factor, factor))
    return Forecast(recall(memory.card, when), low, high)


def overall(parts: Sequence[Forecast]) -> Forecast:
    """The mean over skills, whose errors are taken as independent."""
    if not parts:
        return Forecast(0.0, 0.0, 0.0)
    count = len(parts)
    middle = sum(part.recall for part in parts) / count
    below = sqrt(sum((part.recall - part.low) ** 2 for part in parts)) / count
    above = sqrt(sum((part.high - part.recall) ** 2 for part in parts)) / count
    return Forecast(middle, max(0.0, middle - below), min(1.0, middle + above))


def forecasts(
    known: Mapping[str, Memory], skills: Sequence[str], when: datetime
) -> dict[str, Forecast]:
    """Each skill's forecast, in the order given."""
    return {skill: forecast(known.get(skill), when) for skill in skills}
