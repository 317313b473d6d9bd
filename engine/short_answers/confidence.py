"""How likely a finding is right: how often such findings were, in answers labelled by hand.

`benchmarks/short_answers.py` measures these figures on answers that they were not taken from.
"""

from __future__ import annotations

from .matching import Match

OPPOSITE, SWAPPED, UNCLEAR, ABSENT = 0.93, 0.9, 0.6, 0.98
CLEAR, PARTS = 0.95, 0.1


def said(found: Match, *, conflicts: bool, ways: int) -> float:
    """That a point is made, where one or more phrasings say it."""
    if conflicts:  # something else in the text says the opposite
        return 0.5
    if found.loose:
        return 0.6
    if found.near_denial:
        return 0.65
    return CLEAR + 0.01 * min(ways - 1, 3) - 0.03 * min(found.typos, 2)


def denied(found: Match) -> float:
    """That the opposite is said, where a phrasing is denied or turned round."""
    return UNCLEAR if found.loose or len(found.places) < 2 else 0.9


def partly(found: Match) -> float:
    """That a point is made in part: most of what looks so is either made or not."""
    return PARTS * found.share


def absent(found: Match) -> float:
    """That a point is not made."""
    return ABSENT - 0.2 * found.share**2
