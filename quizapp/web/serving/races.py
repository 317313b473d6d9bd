"""Runs a request again that lost a race.

Two requests that look for a row and then make it may both find none; the second is refused by the
database, its transaction undone, and run again it finds the row. So a double click has one effect.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from sqlalchemy.exc import SQLAlchemyError

from quizapp.storage.trouble import lost_a_race

from ..extensions import db

TIMES = 5
LOADED = ("_login_user", "token")  # rows of the transaction that was undone


def init_app(app: Flask) -> None:
    once = app.dispatch_request

    def dispatch() -> Any:
        for left in reversed(range(TIMES)):
            try:
                return once()
            except SQLAlchemyError as error:
                if not left or not lost_a_race(error):
                    raise
                db.session.close()
                for name in LOADED:
                    g.pop(name, None)
        raise AssertionError("unreachable")

    app.dispatch_request = dispatch  # type: ignore[method-assign]
