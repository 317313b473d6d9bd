"""The copy of the database that statistics are read from, as long as it can be."""

from __future__ import annotations

import time

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from .configured import value_of
from .database import make_engine
from .declared import REPLICA_URL
from .migrate import head, version

READ_ONLY = "read only"  # in the info of a session
AWAY = 30.0  # seconds until a copy that is away is tried again


class ReadingCopy:
    """The copy that QUIZAPP_REPLICA_URL names, if it names one."""

    def __init__(self) -> None:
        url = str(value_of(REPLICA_URL))
        self._sessions = sessionmaker(make_engine(url), info={READ_ONLY: True}) if url else None
        self._again = 0.0

    def session(self) -> Session | None:
        """A session to read with; None if there is no copy, or it is away or of another schema."""
        if self._sessions is None or time.monotonic() < self._again:
            return None
        try:
            if version(self._sessions.kw["bind"]) == head():
                return self._sessions()
        except SQLAlchemyError:
            pass
        self._again = time.monotonic() + AWAY
        return None

    def disconnect(self) -> None:
        """Close its connections."""
        if self._sessions:
            self._sessions.kw["bind"].dispose()
