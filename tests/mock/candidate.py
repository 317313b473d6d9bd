"""A simulated candidate, who answers as told and takes as long as told."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from quizapp import mock
from quizapp.accounts import learners
from quizapp.mock import Item
from quizapp.models import Interview
from quizapp.practice import Served

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TEXT = "It is the sum of all that comes in, and a squash."


def right(served: Served) -> dict[str, str]:
    """The correct answer, or some text."""
    return {
        part.name: TEXT if part.answer.kind == "short_answer" else part.answer.write()
        for part in served.exercise.parts
    }


def wrong(served: Served) -> dict[str, str]:
    """A named misconception or else a near miss, or some text."""
    found = {}
    for part in served.exercise.parts:
        named = [entry.written for entry in part.answer.misconceptions]
        found[part.name] = (named or part.answer.near_misses())[0]
    return right(served) if served.question.type == "short_answer" else found


class Candidate:
    """A candidate; `pace` is relative to the target times."""

    def __init__(self, session: Session, seed: int = 0, start: datetime = NOON) -> None:
        self.session, self.now = session, start
        self.chance = random.Random(seed)
        self.learner = learners.create_guest(session, now=start)

    def begin(self, minutes: int = 15, seed: int = 0) -> Interview:
        self.chance = random.Random(seed)
        interview = mock.begin(
            self.session, self.learner, minutes, now=self.now, chance=self.chance
        )
        assert interview is not None
        return interview

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def asked(self, interview: Interview) -> Served:
        served = mock.current(self.session, interview)
        assert served is not None
        return served

    def answer(self, interview: Interview, responses: dict[str, str], seconds: float = 30) -> None:
        self.wait(seconds)
        refused = mock.answer(
            self.session, interview, interview.position, responses,
            now=self.now, chance=self.chance,
        )  # fmt: skip
        assert refused is None, refused

    def skip(self, interview: Interview) -> None:
        mock.skip(self.session, interview, interview.position, now=self.now, chance=self.chance)

    def play(self, interview: Interview, knows: float, pace: float = 1.0) -> list[Item]:
        """Play to the end with this share of correct answers; return the items asked."""
        while interview.finished_at is None:
            served, item = self.asked(interview), mock.items_of(interview)[-1]
            given = right(served) if self.chance.random() < knows else wrong(served)
            self.answer(interview, given, pace * item.target)
        return mock.items_of(interview)

    def end(self, interview: Interview) -> None:
        mock.finish(self.session, interview, {}, now=self.now)
