"""How likely a finding is right: how often such findings were, in answers labelled by hand.

`benchmarks/short_answers.py` measures these figures on answers that they were not taken from.
"""

from __future__ import annotations

from .matching import Match

OPPOSITE, SWAPPED, DENIED, UNCLEAR = 0.97, 0.97, 0.97, 0.75
ABSENT, MAYBE = 0.99, 0.78
CLEAR, PARTS = 0.96, 0.02


def said(found: Match, *, conflicts: bool, borne: bool, ways: int) -> float:
    """That a point is made, where one or more phrasings say it, `borne` out by one clause."""
    if conflicts:  # something else in the text says the opposite
        return 0.5
    if not borne:
        return 0.65
    return CLEAR + 0.01 * min(ways - 1, 3) - 0.03 * min(found.typos, 2)


def partly(found: Match) -> float:
    """That a point is made in part: most of what looks so is either made or not."""
    return PARTS * found.share


def absent(found: Match) -> float:
    """That a point is not made."""
    return ABSENT - 0.1 * found.share**2
