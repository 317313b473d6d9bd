"""Storing answers, and keeping them in hand until the database has accepted them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from quizapp.storage.database import briefly
from quizapp.storage.trouble import NotStoredError, advice

from .screen import Screen
from .waiting import HangUpError, StopError, whole

T = TypeVar("T")

AGAIN = "Enter try again · q stop without it "
UNKEPT = "So what you type isn't stored yet. You can continue: each line tries again."


class Keeper:
    """Makes every commit of the drill and of the mock interview."""

    def __init__(self, screen: Screen, session: Session) -> None:
        self.screen, self.session = screen, session
        self.trouble = ""  # why the last draft was not stored

    def store(self, what: str, work: Callable[[], T]) -> T:
        """Do the work and commit it; if the database refuses, offer to try again.

        `what` begins a sentence, such as "Your answer". `work` must load its rows itself.
        """
        while True:
            try:
                done = work()
                self.session.commit()
            except DBAPIError as error:
                problem = self._undo(error)
            except KeyboardInterrupt:  # while waiting for the database
                self.session.rollback()
                raise NotStoredError(f"{what} was not stored: you stopped it.") from None
            else:
                self.trouble = ""
                return done
            self._ask(what, problem)

    def keep(self, work: Callable[[], object], quiet: bool = False) -> bool:
        """Do the work and try once to commit it, without asking, because the learner is typing."""
        try:
            with briefly(self.session):
                work()
            with whole():
                self.session.commit()
        except DBAPIError as error:
            problem = self._undo(error)
            if problem != self.trouble and not quiet:  # say it only once
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
        """Wait for Enter; if input is piped and brings something else, give up."""
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
