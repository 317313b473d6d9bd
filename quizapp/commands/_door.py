"""Which questions and log a command works on: this machine's or a server's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from quizapp.remote.login import Login, kept, only_reads

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from quizapp.models import Learner
    from quizapp.remote.courier import Courier
    from quizapp.remote.replica import Replica
    from quizapp.terminal.screen import Screen

QUICKLY = 3.0  # seconds to wait for news before showing local data


@dataclass(frozen=True)
class Door:
    """A session maker, the learner who practises, and the courier that syncs with a server.

    `reader` finds the learner for commands that only read, and stores no new guest.
    """

    sessions: sessionmaker[Session]
    learner: Callable[[Session], Learner]
    reader: Callable[[Session], Learner]
    courier: Courier | None = None

    def wake(self) -> None:
        """Let the courier use a pause to send and fetch."""
        if self.courier:
            self.courier.wake()

    def catch_up(self, screen: Screen) -> None:
        """Fetch answers from other devices, or warn that what you see may be out of date."""
        if self.courier:
            self.courier.wake()
            self.courier.finish(QUICKLY)
            if self.courier.trouble:
                screen.aside(f"{self.courier.trouble} Here is what this machine has.")
            self._tell_refused(screen)

    def leave(self, screen: Screen) -> None:
        """Send the last answers, and say whether they arrived."""
        if self.courier is None:
            return
        left, host = self.courier.finish(), self.courier.store.login.host
        screen.line()
        self._tell_refused(screen)
        if left:
            login = self.courier.store.login
            why = only_reads(login.url) if login.only_reads else f"{host} is slow to answer."
            screen.line(f"{waiting_here(left)}. {self.courier.trouble or why}")
            if not login.only_reads:
                screen.aside("Your next drill will send the rest, or run `quizapp sync`.")
        else:
            screen.aside(f"All your answers are on {host} too.")

    def _tell_refused(self, screen: Screen) -> None:
        from quizapp.remote.refusals import tell

        for line in tell(self.courier.store) if self.courier else ():
            screen.line(line)


def open_door(screen: Screen, local: bool, email: str | None) -> Door:
    """The door to the server that the user is logged in to, or else to this machine."""
    login = None if local or email else kept()
    return _elsewhere(login) if login else _here(screen, email)


def logged_in() -> Login:
    """The login; ends the command with advice if there is none."""
    if login := kept():
        return login
    raise click.ClickException("You aren't logged in. Start with: quizapp login ADDRESS")


def counted(number: int, one: str, many: str) -> str:
    """A number with the right words: `1 question is`, `2 questions are`."""
    return f"{number} {one if number == 1 else many}"


def waiting_here(left: int | Replica) -> str:
    """`2 answers wait here`, for a number or all of a replica; "" if none do."""
    if not isinstance(left, int):
        from quizapp.remote.replica import waiting

        with left.sessions() as session:
            left = len(waiting(session, refused=True))
    return left and f"{counted(left, 'answer waits', 'answers wait')} here" or ""


def _elsewhere(login: Login) -> Door:
    from quizapp.remote.courier import Courier
    from quizapp.remote.replica import Replica

    store = Replica(login)
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
