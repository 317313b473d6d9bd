"""Storing what the learner answered, with the answer in hand until the database has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from quizapp.storage.database import briefly
from quizapp.storage.trouble import NotStoredError, advice

from .screen import Screen
from .waiting import HangUpError, StopError

T = TypeVar("T")

AGAIN = "Enter tries again · q stops without it "
UNKEPT = "So what you type is not stored yet; you can go on, and every line tries once more."


class Keeper:
    """Every commit of the drill and of the mock goes through here."""

    def __init__(self, screen: Screen, session: Session) -> None:
        self.screen, self.session = screen, session
        self.trouble = ""  # why the last draft was not stored

    def store(self, what: str, work: Callable[[], T]) -> T:
        """Do the work and commit it, again while the database refuses and the learner wants to.

        `what` begins a sentence: "Your answer". The work finds its rows anew each time.
        """
        while True:
            try:
                done = work()
                self.session.commit()
            except DBAPIError as error:
                problem = self._undo(error)
            except KeyboardInterrupt:  # it came while the database kept us waiting
                self.session.rollback()
                raise NotStoredError(f"{what} was not stored: you stopped it.") from None
            else:
                self.trouble = ""
                return done
            self._ask(what, problem)

    def keep(self, work: Callable[[], object], quiet: bool = False) -> bool:
        """Do the work and commit it now or not at all, without a question: the learner types."""
        try:
            with briefly(self.session):
                work()
            self.session.commit()
        except DBAPIError as error:
            problem = self._undo(error)
            if problem != self.trouble and not quiet:  # once is enough
                self.screen.note(f"{problem} {UNKEPT}")
            self.trouble = problem
            return False
        self.trouble = ""
        return True

    def _undo(self, error: DBAPIError) -> str:
        self.session.rollback()
        problem = advice(error)
        if problem is None:
            raise error
        return problem

    def _ask(self, what: str, problem: str) -> None:
        """Wait for Enter; piped, an answer that comes instead is left for nobody."""
        self.screen.forget_typeahead()
        self.screen.line()
        self.screen.note(f"{what} is not stored yet. {problem}")
        try:
            typed = self.screen.read(AGAIN, "amber").strip().lower().removeprefix(":")
        except HangUpError as end:
            end.obey()
        except StopError:
            typed = "q"
        if typed == "q" or (typed and not self.screen.interactive):
            raise NotStoredError(f"{what} was not stored. {problem}")
