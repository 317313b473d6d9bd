"""Tries whether the database can be written, and changes nothing."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from .database import briefly

VERSION = "alembic_version"


def probe(session: Session) -> None:
    """Read the version of the schema, and write something as it is; raises what the driver does.

    The write is committed: a full disk shows only then.
    """
    session.execute(text(f"SELECT version_num FROM {VERSION}")).one()
    with briefly(session):
        if session.get_bind().dialect.name == "sqlite":
            # SQLite leaves out an UPDATE that changes nothing, but never this
            kept = session.execute(text("PRAGMA user_version")).scalar_one()
            session.execute(text(f"PRAGMA user_version = {kept}"))
        else:
            session.execute(text(f"UPDATE {VERSION} SET version_num = version_num"))
        session.commit()
