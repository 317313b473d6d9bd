"""How well a topic is known, in one word: the same at every door, and of the same estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizapp.plan import Standing


class Mastery(NamedTuple):
    """A word with its sign and its colour role."""

    word: str
    sign: str
    role: str


ENOUGH = 3  # answers; fewer, one perhaps guessed, say little of a topic
GOOD_START = Mastery("good start", "◕", "good")
STARTED = Mastery("just started", "◔", "amber")
BY_RECALL = (  # by the chance of a correct answer today
    (0.7, Mastery("solid", "✓", "good")),
    (0.5, Mastery("shaky", "◐", "amber")),
    (0.0, Mastery("weak", "◌", "bad")),
)
WRONG = Mastery("no correct answer yet", "✗", "bad")
NOT_COVERED = Mastery("not covered yet", "○", "dim")
(SOLID_FROM, _SOLID), *_LESS = BY_RECALL
STATES = (_SOLID, GOOD_START, *(state for _, state in _LESS), STARTED, WRONG, NOT_COVERED)


def mastery(found: Standing) -> Mastery:
    """The word for a topic, or why there is no estimate yet."""
    if not found.ready.recall:
        return WRONG if found.answers else NOT_COVERED
    if found.answers < ENOUGH:
        return GOOD_START if found.ready.recall >= SOLID_FROM else STARTED
    return next(word for least, word in BY_RECALL if found.ready.recall >= least)
