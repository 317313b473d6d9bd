"""The drill: question after question on the screen, every answer logged before the next one."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner
from quizapp.practice import NotMarked, Served, serve, submit

from .asking import GiveUpError, ask, point_at
from .bars import bar, duration
from .kinds import kind_of
from .latex import inline
from .marks import show_mark
from .prose import text
from .screen import Screen, StopError
from .solution import show_answers, show_derivation, show_explanation
from .style import role_of

LEVELS = {1: "warm-up", 2: "interview", 3: "hard"}
KEYS = "? hint · s solution · q stop"


@dataclass
class Drill:
    """One sitting: who answers what, until `count` questions or `minutes` are over."""

    screen: Screen
    session: Session  # of a maker with expire_on_commit=False: nothing is open while we wait
    learner: Learner
    chance: random.Random
    skill: str | None = None
    count: int | None = 10
    minutes: float | None = None
    attempts: list[Attempt] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    ended: str = "count"  # why it ended: count, minutes, stopped, or nothing to serve

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def run(self) -> None:
        """Ask until the end; what was answered is kept whatever happens."""
        try:
            for served in self._questions():
                Sitting(self, served).run()
        except (StopError, KeyboardInterrupt):
            self.ended = "stopped"
        self.session.rollback()

    def _questions(self) -> Iterator[Served]:
        last: int | None = None
        while self.count is None or len(self.attempts) < self.count:
            if self.minutes is not None and self.seconds >= 60 * self.minutes:
                self.ended = "minutes"
                return
            served = serve(
                self.session, self.learner, skill=self.skill, chance=self.chance, avoid=last
            )
            if served is None:
                self.ended = "nothing to serve"
                return
            last = served.question_row.id
            yield served

    @property
    def is_last(self) -> bool:
        return self.count is not None and len(self.attempts) >= self.count

    def header(self, served: Served) -> str:
        """How far along, and what kind of question comes."""
        number = len(self.attempts) + 1
        about = f"{served.question_row.skill.title} · {LEVELS[served.question.level]}"
        if self.minutes is None:
            place, share = f"{number}/{self.count}", (number - 1) / (self.count or number)
        else:
            left = max(0.0, 60 * self.minutes - self.seconds)
            place, share = f"{number} · {duration(left)} left", 1 - left / (60 * self.minutes)
        columns = max(8, min(24, self.screen.columns - len(place) - len(about) - 5))
        paint = self.screen.paint
        return f"{place}  {bar(share, columns, paint)}  {paint('dim', about)}"


class Sitting:
    """One question from its statement to the Enter after its mark."""

    def __init__(self, drill: Drill, served: Served) -> None:
        self.drill, self.served, self.screen = drill, served, drill.screen
        self.token = uuid.uuid4().hex
        self.hints_used = 0
        self.responses: dict[str, str] = {}

    def run(self) -> None:
        exercise = self.served.exercise
        self._show()
        self.drill.session.commit()
        began = time.monotonic()
        try:
            for part in exercise.parts:
                self._ask(part.name)
            gave_up = False
        except GiveUpError:
            gave_up = True
        attempt = self._submit(time.monotonic() - began)
        self.drill.attempts.append(attempt)
        self.screen.line()
        if gave_up and not any(given.strip() for given in self.responses.values()):
            show_answers(self.screen, exercise)
        else:
            show_mark(self.screen, exercise, attempt.mark, self.responses)
        show_explanation(self.screen, self.served.question)
        if gave_up and exercise.graph:
            self._derive()
        self._pause(offers_derivation=bool(exercise.graph) and not gave_up)

    def _show(self) -> None:
        served, screen = self.served, self.screen
        screen.line()
        screen.line(self.drill.header(served))
        screen.line()
        screen.heading(served.question.title)
        screen.line()
        screen.markdown(served.exercise.statement)
        screen.line()
        alone = served.exercise.parts[0].answer if len(served.exercise.parts) == 1 else None
        if alone:
            kind_of(alone).show(screen, alone)
        how = kind_of(alone).how(alone) if alone else f"{len(served.exercise.parts)} blanks."
        screen.line(screen.paint("dim", text(f"{how} {KEYS}".strip())))

    def _ask(self, name: str) -> None:
        """Ask for one part and keep what was answered."""
        parts = self.served.exercise.parts
        part = self.served.exercise.part(name)
        if len(parts) == 1:
            prompt = "Answer: "
        else:
            place = f"{parts.index(part) + 1}/{len(parts)}"
            prompt = f"{place:>5}  {inline(part.label)} = "
        role = role_of(name)
        self.responses[name] = ask(self.screen, part, prompt, role, self._hint)

    def _submit(self, seconds: float) -> Attempt:
        """Mark and log; what cannot be read after all is asked for again."""
        while True:
            result = submit(
                self.drill.session,
                self.served,
                self.drill.learner,
                {name: given for name, given in self.responses.items() if given.strip()},
                token=self.token,
                now=datetime.now(UTC),
                door="drill",
                hints_used=self.hints_used,
                duration_seconds=round(seconds, 1),
                leave_blank=True,
            )
            self.drill.session.commit()
            if not isinstance(result, NotMarked):
                return result
            for name, trouble in result.parts.items():
                point_at(self.screen, self.responses.get(name, ""), trouble)
                self._ask(name)

    def _hint(self) -> None:
        hints = self.served.hints
        if self.hints_used == len(hints):
            self.screen.note("There are no more hints; `s` shows the solution.")
            return
        self.hints_used += 1
        self.screen.line()
        self.screen.line(
            "    " + self.screen.paint("dim", f"Hint {self.hints_used} of {len(hints)}")
        )
        self.screen.note(hints[self.hints_used - 1])
        self.screen.line()

    def _pause(self, offers_derivation: bool) -> None:
        """Wait for Enter; `d` shows the derivation. Piped, an answer may follow without one."""
        screen = self.screen
        while True:
            choices = ["Enter " + ("finish" if self.drill.is_last else "next")]
            choices += ["d derivation"] if offers_derivation else []
            choices += [] if self.drill.is_last else ["q stop"]
            screen.line()
            typed = screen.read(" · ".join(choices) + " ", "dim")
            word = typed.strip().lower().removeprefix(":")
            if word == "q":
                raise StopError
            if word == "d" and offers_derivation:
                self._derive()
                offers_derivation = False
            elif not word or screen.interactive:
                return
            else:
                screen.kept = typed
                return

    def _derive(self) -> None:
        self.screen.line()
        self.screen.heading("Derivation")
        show_derivation(self.screen, self.served.exercise)
