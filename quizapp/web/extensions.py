"""The Flask extensions and the database session, made once and bound to each application."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TypeVar

from flask import Flask, current_app, g
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from quizapp.storage.configured import value_of
from quizapp.storage.database import make_engine, make_sessions
from quizapp.storage.declared import COUNTS
from quizapp.storage.reading_copy import ReadingCopy

from . import limits
from .serving.counting_store import SCHEME

Piece = TypeVar("Piece", str, bytes)


class Database:
    """Opens a session when a request first needs it, and closes it when the request ends."""

    def init_app(self, app: Flask) -> None:
        app.extensions["reading"] = ReadingCopy()
        app.extensions["sessions"] = make_sessions(make_engine(app.config["DATABASE_URL"]))
        app.teardown_appcontext(self._close)

    @property
    def session(self) -> Session:
        if "session" not in g:
            sessions: sessionmaker[Session] = current_app.extensions["sessions"]
            g.session = sessions()
        return g.session

    @property
    def reading(self) -> Session:
        """A session for what may be a little late: on the copy for reading, if there is one."""
        if "reading" not in g:
            copy: ReadingCopy = current_app.extensions["reading"]
            g.reading = copy.session() or self.session
        return g.reading

    def stream(self, write: Callable[[Session], Iterator[Piece]]) -> Iterator[Piece]:
        """What is written with a session of its own, which is closed when all is sent or given up.

        A response is streamed after its request has ended, and that request's session with it: used
        again, it would keep its connection.
        """
        sessions: sessionmaker[Session] = current_app.extensions["sessions"]

        def pieces() -> Iterator[Piece]:
            with sessions() as session:
                yield from write(session)

        return pieces()

    def disconnect(self, app: Flask) -> None:
        """Close the connections: a process that is forked must not share them."""
        app.extensions["sessions"].kw["bind"].dispose()
        app.extensions["reading"].disconnect()

    def _close(self, error: BaseException | None) -> None:
        for name in ("reading", "session"):
            if name in g:
                g.pop(name).close()


db = Database()
csrf = CSRFProtect()
login = LoginManager()
limiter = Limiter(
    limits.whose,
    application_limits=[limits.Pace("")],
    swallow_errors=True,  # no limit is worth refusing everybody
)


class InOneLine(logging.Filter):
    """Leaves the traceback out: what keeps a limit from being counted fails the page as well."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], SQLAlchemyError):
            record.msg, record.args = "A limit was not counted: the database is busy or gone", ()
            record.exc_info = None
        return True


IN_ONE_LINE = InOneLine()


def init_app(app: Flask) -> None:
    limiter.logger.addFilter(IN_ONE_LINE)
    app.config.setdefault("RATELIMIT_STORAGE_URI", value_of(COUNTS) or f"{SCHEME}://")
    app.after_request(lambda response: limits.tell(limiter, response))
    for extension in (db, csrf, login, limiter):
        extension.init_app(app)
