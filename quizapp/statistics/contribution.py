"""What one first answer adds to the statistics of its question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.answers._read_text import letter
from quizapp.models import was_tried

WHOLE = 1_000_000  # a full score: whole numbers add up to the same in any order
LONGEST = 200
WEEK, PART, OPTION = "week", "part", "option"
WITH_OPTIONS = ("choice", "choices")
_STORED, _OLD = re.compile(r"#([a-z])"), re.compile(r"\b(\d)\b")  # "#b"; "2" in old attempts


@dataclass(frozen=True)
class FirstAttempt:
    """What the log says of a first attempt, as far as it is counted."""

    learner_id: int
    question_id: int
    attempt_id: int
    type: str  # of the question
    number: int  # of the revision
    score: float
    mark: dict[str, Any]
    responses: dict[str, str]
    hints_used: int
    seconds: float | None
    day: date

    @property
    def millionths(self) -> int:
        return round(WHOLE * self.score)

    def row(self) -> dict[str, Any]:
        """The row of `FirstAnswer`."""
        return {
            "learner_id": self.learner_id, "question_id": self.question_id,
            "attempt_id": self.attempt_id, "score": self.millionths, "seconds": self.seconds,
            "hints": self.hints_used, "day": self.day,
        }  # fmt: skip

    def sums(self) -> dict[str, int]:
        """What it adds to `QuestionSums`, apart from other questions of the learner."""
        return {
            "answers": 1,
            "score": self.millionths,
            "score_x_score": self.millionths**2,
            "untried": not was_tried(self.mark),
            "hinted": self.hints_used > 0,
        }

    def tallies(self) -> Iterator[tuple[tuple[str, str, str], int]]:
        """The rows of `QuestionTally` that count it, each with the score that it adds."""
        monday = self.day - timedelta(self.day.weekday())
        yield (WEEK, monday.isoformat(), ""), self.millionths
        for name, part in self.mark["parts"].items():
            key = (PART, name[:LONGEST], part["verdict"][:LONGEST])
            yield key, round(WHOLE * part["credit"])
        for option in self._options():
            yield (OPTION, str(self.number), option), self.millionths

    def _options(self) -> list[str]:
        """The letters of the options that were chosen, by their places in the question."""
        if self.type not in WITH_OPTIONS:
            return []
        said = " ".join(self.responses.values())
        old = [letter(int(digit) - 1) for digit in _OLD.findall(said) if digit != "0"]
        return sorted({*_STORED.findall(said), *old})
