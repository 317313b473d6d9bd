"""Whose questions and whose log a command works on: this machine's, or a server's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from quizapp.remote.login import Login, kept

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from quizapp.models import Learner
    from quizapp.remote.courier import Courier
    from quizapp.remote.replica import Replica
    from quizapp.terminal.screen import Screen

QUICKLY = 3.0  # seconds to wait for news before showing what is here


@dataclass(frozen=True)
class Door:
    """A maker of sessions, who practises there, and who carries answers elsewhere.

    `reader` is the same learner for a command that only reads: nobody stored, where nobody is.
    """

    sessions: sessionmaker[Session]
    learner: Callable[[Session], Learner]
    reader: Callable[[Session], Learner]
    courier: Courier | None = None

    def wake(self) -> None:
        """There is time to send and fetch."""
        if self.courier:
            self.courier.wake()

    def catch_up(self, screen: Screen) -> None:
        """Fetch what came in elsewhere, or say that what is shown may be old."""
        if self.courier:
            self.courier.wake()
            self.courier.finish(QUICKLY)
            if self.courier.trouble:
                screen.aside(f"{self.courier.trouble} This is what is known here.")
            self._tell_refused(screen)

    def leave(self, screen: Screen) -> None:
        """Send the last answers, and say where they are."""
        if self.courier is None:
            return
        left, host = self.courier.finish(), self.courier.store.login.host
        screen.line()
        self._tell_refused(screen)
        if left:
            waits = counted(left, "answer waits", "answers wait")
            screen.line(f"{waits} here: {self.courier.trouble or f'{host} is slow to answer.'}")
            screen.aside("The next drill sends what waits, or `quizapp sync`.")
        else:
            screen.aside(f"Everything is on {host} too.")

    def _tell_refused(self, screen: Screen) -> None:
        from quizapp.remote.refusals import tell

        for line in tell(self.courier.store) if self.courier else ():
            screen.line(line)


def open_door(screen: Screen, local: bool, email: str | None) -> Door:
    """The server's that is logged in to, unless this machine's is asked for."""
    login = None if local or email else kept()
    return _elsewhere(login) if login else _here(screen, email)


def logged_in() -> Login:
    """The login; advice where there is none."""
    if login := kept():
        return login
    raise click.ClickException("You are not logged in. Begin with: quizapp login ADDRESS")


def counted(number: int, one: str, many: str) -> str:
    """`1 answer waits`, `2 answers wait`."""
    return f"{number} {one if number == 1 else many}"


def _elsewhere(login: Login) -> Door:
    from quizapp.remote.courier import Courier
    from quizapp.remote.replica import Replica

    store: Replica = Replica(login)
    return Door(store.sessions, store.learner, store.learner, Courier(store))


def _here(screen: Screen, email: str | None) -> Door:
    from quizapp.accounts.learners import AccountError, terminal_learner, terminal_reader
    from quizapp.commands._database import open_database
    from quizapp.terminal.first_run import open_sessions

    def who(find: Callable[..., Learner]) -> Callable[[Session], Learner]:
        def found(session: Session) -> Learner:
            try:
                return find(session, now=datetime.now(UTC), email=email)
            except AccountError as error:
                raise click.UsageError(str(error)) from None

        return found

    sessions = open_sessions(open_database(), screen)
    return Door(sessions, who(terminal_learner), who(terminal_reader))
