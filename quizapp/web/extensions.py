"""The Flask extensions and the database session, made once and bound to each application."""

from __future__ import annotations

from flask import Flask, current_app, g
from flask_limiter import ApplicationLimit, Limiter
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session, sessionmaker

from quizapp.storage.configured import value_of
from quizapp.storage.database import make_engine, make_sessions
from quizapp.storage.declared import COUNTS

from . import limits
from .serving.counting_store import SCHEME


class Database:
    """Opens a session when a request first needs it, and closes it when the request ends."""

    def init_app(self, app: Flask) -> None:
        app.extensions["sessions"] = make_sessions(make_engine(app.config["DATABASE_URL"]))
        app.teardown_appcontext(self._close)

    @property
    def session(self) -> Session:
        if "session" not in g:
            sessions: sessionmaker[Session] = current_app.extensions["sessions"]
            g.session = sessions()
        return g.session

    def disconnect(self, app: Flask) -> None:
        """Close the connections: a process that is forked must not share them."""
        app.extensions["sessions"].kw["bind"].dispose()

    def _close(self, error: BaseException | None) -> None:
        if "session" in g:
            g.pop("session").close()


db = Database()
csrf = CSRFProtect()
login = LoginManager()
limiter = Limiter(
    limits.whose,
    application_limits=[ApplicationLimit(limits.writing, exempt_when=limits.is_uncounted)],
    swallow_errors=True,  # no limit is worth refusing everybody
)


def init_app(app: Flask) -> None:
    app.config.setdefault("RATELIMIT_STORAGE_URI", value_of(COUNTS) or f"{SCHEME}://")
    app.after_request(lambda response: limits.tell(limiter, response))
    for extension in (db, csrf, login, limiter):
        extension.init_app(app)
