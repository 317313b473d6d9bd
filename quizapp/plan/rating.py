"""FSRS' four grades, derived from the mark and the time taken, never from a learner's own rating.

| grade | when |
| --- | --- |
| 4, easy | full marks without a hint in under half the target time, and not a warm-up |
| 3, good | full marks without a hint; having rounded early counts as full |
| 2, hard | full marks with a hint or in over twice the target time; or at least 60 % |
| 1, again | less, also what was left blank |

A slip costs its own blank alone, so 60% and more means a sound method. A short answer is never
easy, and at most hard if its learner confirmed more than half of its credit by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.kinds import is_written

from .fsrs6 import AGAIN, EASY, GOOD, HARD

ENOUGH = 0.6
FAST, SLOW = 0.5, 2.0  # of the target time
BY_HAND = 0.5  # share that learners confirmed themselves, above which full marks aren't all good


@dataclass(frozen=True)
class Evidence:
    """One answer in the log; `target` and, if known, `seconds` are in seconds."""

    score: float
    hints: int
    seconds: float | None
    target: float
    level: int
    kind: str
    untried: bool = False  # the solution was asked for
    by_hand: float = 0.0  # share of the credit that rests on the learner's own word

    @property
    def is_timed(self) -> bool:
        """Whether its time says how fast the learner is."""
        return self.seconds is not None and not self.untried


def grade(evidence: Evidence) -> int:
    """The grade of one answer."""
    if evidence.score < ENOUGH:
        return AGAIN
    pace = evidence.seconds / evidence.target if evidence.seconds is not None else 1.0
    if evidence.score < 1 or evidence.hints or pace > SLOW or evidence.by_hand > BY_HAND:
        return HARD
    easy = pace < FAST and evidence.level > 1 and not is_written(evidence.kind)
    return EASY if easy else GOOD
