"""How likely a finding is right, from answers that were marked by hand.

`benchmarks/short_answers.py` measures these figures on answers that they were not taken from.
"""

from __future__ import annotations

from .matching import Match

OPPOSITE, SWAPPED, UNCLEAR, ABSENT = 0.88, 0.85, 0.6, 0.95


def said(found: Match, *, conflicts: bool, ways: int) -> float:
    """That a point is made, where one or more phrasings say it."""
    sure = 0.93 + 0.02 * min(ways - 1, 3)
    sure -= 0.25 * found.loose + 0.04 * min(found.typos, 2) + 0.35 * conflicts
    return max(0.3, sure)


def denied(found: Match) -> float:
    """That the opposite is said, where a phrasing is denied or turned round."""
    return 0.82 - 0.2 * (found.loose or len(found.places) < 2)


def partly(found: Match) -> float:
    """That a point is made in part."""
    return 0.6 - 0.2 * found.loose


def absent(found: Match) -> float:
    """That a point is not made."""
    return 0.97 - 0.35 * found.share**2
