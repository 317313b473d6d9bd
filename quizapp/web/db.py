"""A database session for each request."""

from __future__ import annotations

from flask import Flask, current_app, g
from sqlalchemy.orm import Session, sessionmaker

from quizapp.storage.database import make_engine, make_sessions


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

    def _close(self, error: BaseException | None) -> None:
        if "session" in g:
            g.pop("session").close()
