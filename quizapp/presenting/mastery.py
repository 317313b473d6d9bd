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


ENOUGH = 3  # answers; fewer show what is not known, but not yet that the rest is
BEGUN = Mastery("good start", "◕", "good")
BY_RECALL = (  # by the chance of a correct answer today
    (0.7, Mastery("solid", "✓", "good")),
    (0.5, Mastery("shaky", "◐", "amber")),
    (0.0, Mastery("weak", "◔", "bad")),
)
WRONG = Mastery("no correct answer yet", "✗", "bad")
NOT_COVERED = Mastery("not covered yet", "○", "dim")
_SOLID, *_LESS = (state for _, state in BY_RECALL)
STATES = (_SOLID, BEGUN, *_LESS, WRONG, NOT_COVERED)  # best first


def mastery(found: Standing) -> Mastery:
    """The word for a topic, or why there is no estimate yet."""
    if not found.ready.recall:
        return WRONG if found.answers else NOT_COVERED
    state = next(word for least, word in BY_RECALL if found.ready.recall >= least)
    return BEGUN if state is _SOLID and found.answers < ENOUGH else state
