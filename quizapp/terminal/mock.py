"""The mock interview on the screen: question after question against the clock, then the debrief."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp import mock
from quizapp.mock import Item, State
from quizapp.models import Interview, Learner
from quizapp.practice import NotMarked, Served

from .asking import point_at
from .bars import bar, duration
from .box import width
from .question import ask_part, show_question
from .screen import Screen, StopError

KEYS = "r read again · s skip · q pause · e end the interview"
BAR = 24  # columns
CHANGED = "This question was changed in the meantime; here is the next one."


class SkipError(Exception):
    """The candidate passes."""


class EndError(Exception):
    """The candidate has had enough."""


@dataclass
class Sitting:
    """Who is interviewed, and by which clock."""

    screen: Screen
    session: Session  # of a maker with expire_on_commit=False: nothing is open while we wait
    learner: Learner
    chance: random.Random
    now: Callable[[], datetime]

    def run(self, interview: Interview) -> None:
        """Ask until the end or a pause; what was answered is kept whatever happens."""
        try:
            self._come_back(interview)
            while interview.finished_at is None:
                self._question(interview)
                self.session.commit()
        except (StopError, KeyboardInterrupt):
            self.session.rollback()
            mock.pause(self.session, interview, now=self.now())
        self.session.commit()

    def _come_back(self, interview: Interview) -> None:
        """After a pause the clock goes on; after a crash it is asked from where."""
        state, count = mock.state(interview, self.now()), False
        if state is State.SILENT:
            self.screen.line(f"It broke off; the clock stood at {self._left(interview)} then.")
            typed = self.screen.read("Count the time since? y yes · Enter no ", "dim")
            count = typed.strip().lower().startswith("y")
        mock.resume(self.session, interview, now=self.now(), count_silence=count)
        self.session.commit()

    def _question(self, interview: Interview) -> None:
        """One question, answered, skipped, or the last."""
        position, served = interview.position, mock.current(self.session, interview)
        if served is None:
            self.screen.note(CHANGED)
            mock.skip(self.session, interview, position, now=self.now(), chance=self.chance)
            return
        responses: dict[str, str] = {}
        try:
            self._answer(interview, served, responses)
        except SkipError:
            mock.skip(self.session, interview, position, now=self.now(), chance=self.chance)
        except EndError:
            mock.finish(self.session, interview, responses, now=self.now())

    def _answer(self, interview: Interview, served: Served, responses: dict[str, str]) -> None:
        def show() -> None:
            self._header(interview, served)
            show_question(self.screen, served, KEYS)

        commands = {"r": show, "s": _skip, "q": _pause, "e": _end}
        exercise, names = served.exercise, [part.name for part in served.exercise.parts]
        show()
        self.session.commit()  # no transaction stays open while the candidate thinks
        while names:
            for name in names:
                responses[name] = ask_part(self.screen, exercise, name, commands, compare=False)
            refused = mock.answer(
                self.session, interview, interview.position, responses,
                now=self.now(), chance=self.chance,
            )  # fmt: skip
            names = list(refused.parts) if isinstance(refused, NotMarked) else []
            for name in names:
                point_at(self.screen, responses[name], refused.parts[name])  # type: ignore[union-attr]

    def _header(self, interview: Interview, served: Served) -> None:
        """How much time is gone, and what kind of question comes."""
        item: Item = mock.items_of(interview)[interview.position]
        place = f"{interview.position + 1} · {self._left(interview)}"
        share = 1 - mock.left(interview, self.now()) / (60 * interview.minutes)
        about = "a follow-up" if item.follow_up else served.question_row.skill.title
        columns = max(8, min(BAR, self.screen.columns - width(place) - width(about) - 4))
        paint = self.screen.paint
        self.screen.line()
        self.screen.line(f"{place}  {bar(share, columns, paint)}  {paint('dim', about)}")

    def _left(self, interview: Interview) -> str:
        return f"{duration(mock.left(interview, self.now()))} left"


def _skip() -> None:
    raise SkipError


def _pause() -> None:
    raise StopError


def _end() -> None:
    raise EndError
