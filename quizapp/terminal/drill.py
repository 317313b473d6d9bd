"""The state of a drill: who answers, what comes next, how far along they are."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner
from quizapp.practice import Served, fresh, serve
from quizapp.practice.placement import LENGTH
from quizapp.practice.placing import place_next

from ..presenting.amounts import duration
from ..presenting.latex import width
from ..presenting.phrases import left_today, level
from .bars import bar
from .keeper import Keeper
from .screen import Screen

if TYPE_CHECKING:
    from quizapp.browse import Round
    from quizapp.plan import TodaysList

SHORTEST_BAR = 8  # columns


@dataclass
class Drill:
    """One drill, which ends after `count` questions or `minutes`."""

    screen: Screen
    session: Session  # with expire_on_commit=False, so that no transaction is open while we wait
    learner: Learner
    chance: random.Random
    skill: str | None = None
    count: int | None = 10
    minutes: float | None = None
    today: bool = False  # ask what is on today's list, until it is done
    placing: bool = False  # ask the questions of the placement, to find out what the learner knows
    resume: bool = False  # start with the question that was left unfinished
    round: Round | None = None  # ask the questions of a list in turn
    coming: int = 0  # how many of the list are still to come
    left: TodaysList | None = None  # today's list
    idle: Callable[[], None] = lambda: None  # called while the learner is reading
    attempts: list[Attempt] = field(default_factory=list)
    follow_ups: int = 0  # how many of the attempts are follow-ups
    began: float = field(default_factory=time.monotonic)
    ended: str = "count"  # count, minutes, today, list, placement, stopped, or nothing to serve
    left_open: bool = False  # whether --resume can continue the last question
    unstored: str = ""  # what was not stored, and why

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.screen, self.session)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def questions(self) -> Iterator[Served]:
        """The next questions, until there are no more; `ended` then says why."""
        last: int | None = None
        while not self.is_last:
            if self.minutes is not None and self.seconds >= 60 * self.minutes:
                self.ended = "minutes"
                return
            skill = self._of_today() if self.today else self.skill
            if self.left and not self.left.ahead:
                self.ended = "today"
                return
            if self.round:
                served = self._of_list(self.round)
            elif self.placing:
                served = place_next(self.session, self.learner, chance=self.chance)
            else:
                served = serve(
                    self.session, self.learner, skill=skill, chance=self.chance, avoid=last,
                    opens=not self.attempts,
                )  # fmt: skip
            if served is None:
                ends = "list" if self.round else "placement" if self.placing else ""
                self.ended = ends or "nothing to serve"
                return
            last = served.question_row.id
            yield served

    def _of_list(self, round_: Round) -> Served | None:
        """The next question of the list that was chosen."""
        from quizapp.browse import ahead, listing

        found = listing(self.session, self.learner, round_.name)
        coming = ahead(found, round_) if found else []
        self.coming = len(coming)
        shown = (fresh(self.session, self.learner, one.id, chance=self.chance) for one in coming)
        return next(filter(None, shown), None)

    def _of_today(self) -> str | None:
        """The next skill on today's list, given what was answered so far."""
        from quizapp.plan import todays_list

        self.left = todays_list(self.session, self.learner, now=datetime.now().astimezone())
        return self.left.goes_on

    @property
    def going_on(self) -> str:
        """The options with which another drill continues this one."""
        if self.placing:
            return "--placement"
        said = ["--resume", *["--today"] * self.today]
        said += [f"--skill {self.skill}"] if self.skill else []
        if self.count is not None:
            said.append(f"--count {max(1, self.count - self.answered)}")
        return " ".join(said)

    @property
    def answered(self) -> int:
        """How many questions are done, not counting follow-ups."""
        return len(self.attempts) - self.follow_ups

    @property
    def is_last(self) -> bool:
        return self.count is not None and self.answered >= self.count

    def header(self, served: Served, follows: bool) -> str:
        """A line with the progress, and the level and topic of the question."""
        number = self.answered + (not follows)
        about = f"{level(served.question.level)} · {served.question_row.skill.title}"
        if self.left and self.minutes is None:
            found = self.left
            place = f"{found.done + (not follows)} of {found.total} · {left_today(found)}"
            share = found.done / found.total
        elif self.round and self.minutes is None:
            total = self.answered + self.coming
            place, share = f"{number}/{total}", self.answered / total
        elif self.placing:
            place, share = f"{number}/{LENGTH}", (number - 1) / LENGTH
        elif self.minutes is None:
            place, share = f"{number}/{self.count}", (number - 1) / (self.count or number)
        else:
            left = max(0.0, 60 * self.minutes - self.seconds)
            place, share = f"{number} · {duration(left)} left", 1 - left / (60 * self.minutes)
        place += ", follow-up" if follows else ""
        room = self.screen.columns - width(place) - SHORTEST_BAR - 4
        about = about if width(about) <= room else about[: room - 1] + "…"
        columns = min(24, SHORTEST_BAR + room - width(about))
        paint = self.screen.paint
        return f"{place}  {bar(share, columns, paint)}  {paint('dim', about)}"
