"""The mock interview in the terminal, against the clock."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from quizapp import mock
from quizapp.mock import State
from quizapp.models import Interview, Learner
from quizapp.practice import NotMarked, Served, draft, texts_of
from quizapp.storage.trouble import NotStoredError

from ..presenting.phrases import ASKED, CONTINUE
from .asking import point_at, readable
from .interview_header import show_header, time_left
from .keeper import Keeper
from .obeying import BackError, Commands, SkipError, back, skip
from .question_screen import NOTHING_BEFORE, ask_part, go_through, show_given, show_question
from .screen import Screen
from .style import clean
from .unsent import ANSWER, Unsent
from .waiting import HangUpError, StopError, whole

T = TypeVar("T")

KEYS = {"r": "read again", "b": "back", "s": "skip", "q": "pause", "e": "end the interview"}
EARLIER = {**KEYS, "s": "leave it as it was"}
KEPT = "What you wrote is kept."
CHANGED = "This question has changed in the meantime. Here is the next one."
KEEPS = "Question %d has changed since you answered it, so your answer stays as it is."
LATE = "The interview is paused or over, so your answer to question %d stays as it was."
END = "End the interview? Nothing can be changed after that. y end it · Enter continue "


class EndError(Exception):
    """The candidate ends the interview."""


@dataclass
class InterviewSitting:
    """Runs an interview for one learner."""

    screen: Screen
    session: Session  # with expire_on_commit=False, so that no transaction is open while we wait
    learner: Learner
    chance: random.Random
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.screen, self.session)

    def run(self, interview: Interview) -> None:
        """Ask until the end or a pause; answers are kept whatever happens."""
        try:
            self._come_back(interview)
            index = interview.position
            while interview.finished_at is None:
                index = self._question(interview, index)
        except (StopError, KeyboardInterrupt) as stop:
            self.session.rollback()
            self.keeper.store(
                "The pause", lambda: mock.pause(self.session, interview, now=self.now())
            )
            if isinstance(stop, HangUpError):
                stop.obey()

    def _come_back(self, interview: Interview) -> None:
        """Restart the clock; after a crash, ask whether to count the time since."""
        state, count = mock.state(interview, self.now()), False
        if state is State.SILENT:
            left = time_left(interview, self.now())
            self.screen.line(f"It was interrupted with {left}.")
            typed = self.screen.read("Count the time since then? y yes · Enter no ", "dim")
            count = typed.strip().lower().startswith("y")
        self.keeper.store("The interview", lambda: mock.resume(
            self.session, interview, now=self.now(), count_silence=count
        ))  # fmt: skip

    def _question(self, interview: Interview, index: int) -> int:
        """Ask one question, which may be an earlier one; the index of the one to ask next."""
        if index < interview.position:
            served = mock.earlier(self.session, interview, index)
        else:
            served = mock.current(self.session, interview)
        if served is None:
            self._changed(interview, index)
            return interview.position
        unsent = self._unsent(interview, served, index)
        try:
            self._answer(interview, served, unsent, index)
        except BackError:
            return index - 1
        except SkipError:
            if index < interview.position:
                self._leave(unsent, "The interview", lambda: None)
            else:
                self._leave(unsent, "The interview", lambda: self._skip(interview, index))
        except EndError:
            self._end(interview, unsent, index)
        except (StopError, NotStoredError, KeyboardInterrupt) as stop:
            unsent.leave_off(stop, KEPT)
            raise
        return interview.position

    def _changed(self, interview: Interview, index: int) -> None:
        if index < interview.position:
            self.screen.note(KEEPS % (index + 1))
            return
        self.screen.note(CHANGED)
        self.keeper.store("The interview", lambda: self._skip(interview, index))

    def _end(self, interview: Interview, unsent: Unsent, index: int) -> None:
        """End the interview; what was typed so far answers the question that is open."""
        if index < interview.position and (served := mock.current(self.session, interview)):
            unsent = self._unsent(interview, served, interview.position)
        self._leave(unsent, ANSWER, lambda: mock.finish(
            self.session, interview, unsent.responses, now=self.now()
        ))  # fmt: skip

    def _unsent(self, interview: Interview, served: Served, index: int) -> Unsent:
        """What was typed so far in answer to this question, here or on the web."""
        at = mock.place(interview, index)
        left = draft(self.session, self.learner, at) or {}
        texts = {name: clean(text) for name, text in texts_of(left.get("fields", [])).items()}
        if not left and index < interview.position:
            said = mock.items_of(interview)[index].responses
            typed = {part.name: part.answer.typed for part in served.exercise.parts}
            texts = {name: typed[name](text) for name, text in said.items() if name in typed}

        def alive() -> bool:
            mock.alive(self.session, interview, now=self.now())
            return index <= interview.position and interview.finished_at is None

        return Unsent(self.keeper, self.learner, at, "", served.exercise,
                      responses=texts, stored=bool(texts), alive=alive)  # fmt: skip

    def _answer(self, interview: Interview, served: Served, unsent: Unsent, index: int) -> None:
        exercise, earlier = served.exercise, index < interview.position
        probe = "" if earlier else mock.items_of(interview)[index].probe

        def show() -> None:
            show_header(self.screen, interview, served, index, self.now())
            keys = EARLIER if earlier else KEYS
            self.numbers = show_question(self.screen, served, keys, unsent.in_text)
            if probe:
                self.screen.line()
                self.screen.markdown(f"{ASKED} {probe} {CONTINUE}")

        def before() -> None:
            if index:
                raise BackError
            self.screen.note(NOTHING_BEFORE)

        commands = {"r": show, "b": back, "s": skip, "q": _pause, "e": self._sure_to_end}
        self.screen.forget_typeahead()
        show()
        with whole():
            self.session.commit()  # no transaction stays open while the candidate thinks
        opened = mock.spent(interview, self.now())
        names = [part.name for part in exercise.parts]
        done = {} if earlier or probe else readable(exercise, unsent.responses)
        while True:
            go_through(
                names, done, before=before,
                ask=lambda name: self._ask(unsent, name, commands),
                show=lambda name: show_given(self.screen, exercise, name, unsent.responses[name]),
            )  # fmt: skip
            store: Callable[..., NotMarked | str | None] = (
                partial(self._revise, opened) if earlier else partial(self._submit, bool(probe))
            )
            refused = self._leave(unsent, ANSWER, partial(store, interview, index, unsent))
            if not isinstance(refused, NotMarked):
                return
            names, done = list(refused.parts), {}
            for name in names:
                point_at(self.screen, unsent.responses.pop(name), refused.parts[name])

    def _submit(
        self, heard: bool, interview: Interview, index: int, unsent: Unsent
    ) -> NotMarked | str | None:
        return mock.answer(
            self.session, interview, index, unsent.responses, now=self.now(), chance=self.chance,
            heard=heard,
        )  # fmt: skip

    def _revise(
        self, opened: float, interview: Interview, index: int, unsent: Unsent
    ) -> NotMarked | None:
        """Replace the answer to an earlier question, unless the time ran out meanwhile."""
        now = self.now()
        if mock.state(interview, now) is not State.RUNNING:
            self.screen.note(LATE % (index + 1))
        return mock.revise(self.session, interview, index, unsent.responses, opened=opened, now=now)

    def _sure_to_end(self) -> None:
        typed = self.screen.read(END, "amber").strip().lower().removeprefix(":")
        if typed in ("y", "e"):
            raise EndError

    def _ask(self, unsent: Unsent, name: str, commands: Commands) -> None:
        """Ask for one part and keep the answer; texts are compared after the interview."""
        self.numbers.again()
        text = ask_part(
            self.screen, unsent.exercise, name, commands, compare=False,
            begun=unsent.responses.get(name, ""), keep=partial(unsent.write, name),
            given=unsent.responses,
        )  # fmt: skip
        unsent.close(name, text)

    def _leave(self, unsent: Unsent, what: str, work: Callable[[], T]) -> T:
        """Do and store the work that leaves a question, and delete its draft."""

        def left() -> T:
            done = work()
            if done is None:
                unsent.drop()
            return done

        return self.keeper.store(what, left)

    def _skip(self, interview: Interview, position: int) -> None:
        mock.skip(self.session, interview, position, now=self.now(), chance=self.chance)


def _pause() -> None:
    raise StopError
