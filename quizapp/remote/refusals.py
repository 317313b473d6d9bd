"""Telling the learner, once, which answers the server refused."""

from __future__ import annotations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from quizapp.models import Attempt

from .replica import Replica

TABLE = "CREATE TABLE IF NOT EXISTS told (token VARCHAR(80) PRIMARY KEY, refused TEXT NOT NULL)"
UNTOLD = """SELECT token, refused FROM synced WHERE refused != '' AND NOT EXISTS
    (SELECT 1 FROM told WHERE told.token = synced.token AND told.refused = synced.refused)"""


def tell(store: Replica) -> list[str]:
    """A line for each refusal or reason not told so far; from now on they count as told."""
    with store.sessions() as session:
        session.execute(text(TABLE))
        untold = [(str(token), str(why)) for token, why in session.execute(text(UNTOLD))]
        lines = [_line(session, token, why, store.login.host) for token, why in untold]
        for token, why in untold:
            session.execute(
                text("INSERT OR REPLACE INTO told (token, refused) VALUES (:token, :why)"),
                {"token": token, "why": why},
            )
        session.commit()
    return lines


def _line(session: Session, token: str, why: str, host: str) -> str:
    found = session.scalar(select(Attempt).where(Attempt.token == token))
    which = f"your answer to “{found.revision.question.title}”" if found else "an answer"
    return f"{host} could not count {which}, which stays here: {why}"
