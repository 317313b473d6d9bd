"""Syncing in the background while the learner practises."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from quizapp.storage.trouble import advice

from .replica import Replica, waiting

if TYPE_CHECKING:  # HTTP modules are imported in the background, so that a drill starts quickly
    from .client import ServerError
    from .syncing import RemoteReport

LAST_WORDS = 8.0  # seconds to wait at the end


class Courier:
    """Syncs when woken; what cannot be sent now is sent by a later run."""

    def __init__(self, store: Replica) -> None:
        self.store = store
        self.thread: threading.Thread | None = None
        self.called = threading.Event()
        self.ended = False
        self.trouble: ServerError | str | None = None
        self.reports: list[RemoteReport] = []

    def wake(self) -> None:
        """Start a run in the background, and return at once."""
        self.called.set()
        if self.thread is None:
            self.thread = threading.Thread(target=self._run, daemon=True)
            self.thread.start()

    def finish(self, patience: float = LAST_WORDS) -> int:
        """Wait a little for the last run; return how many answers are still unsent."""
        if self.thread:
            self.ended = True
            self.called.set()
            self.thread.join(patience)
        with self.store.sessions() as session:
            return len(waiting(session))

    def _run(self) -> None:
        from .client import Client, ServerError
        from .syncing import send, sync

        client = Client(self.store.login.url, self.store.login.token)
        while self.called.wait():
            self.called.clear()
            last = self.ended
            try:
                work = send if self.reports else sync  # fetch only once
                self.reports.append(work(self.store, client))
                self.trouble = None
            except ServerError as error:
                self.trouble = error
                if error.status is not None:  # trying again would not help
                    return
            except DBAPIError as error:  # the local database, which may work again later
                self.trouble = advice(error)
                if self.trouble is None:
                    raise
            if last:
                return
