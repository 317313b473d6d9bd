"""Learners who answer over the API without pause, and remember what was acknowledged.

What gets no answer is sent again under the same key, as every program of ours does.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from benchmarks.filling import sign_up
from quizapp.accounts import access_tokens
from quizapp.bank.sync import take_in
from quizapp.models import Attempt, Question, latest_revision
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_engine, make_sessions

ASKED = "neuron/zero-input-without-bias"  # true or false, so that it is cheap to mark
PAUSE = 0.15  # seconds between two answers of a learner: the API allows 600 a minute
TIMEOUT = 30.0


@dataclass
class Answering:
    """What learners of a database were told by the server on a port."""

    url: str
    port: int
    secrets: list[str]
    asked: dict[str, int]
    acknowledged: list[str] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)  # by status, 0 if there was no answer
    longest: float = 0.0  # seconds from sending an answer first to its acknowledgement
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Everybody answers, until the end of it."""
        threads = [threading.Thread(target=self._answer, args=(one,)) for one in self.secrets]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def lost(self) -> list[str]:
        """Acknowledged answers that are not stored exactly once."""
        engine = make_engine(self.url)
        with make_sessions(engine)() as session:
            stored = Counter(session.scalars(select(Attempt.token)))
        engine.dispose()
        return [key for key in self.acknowledged if stored[key] != 1]

    def _answer(self, secret: str) -> None:
        while not self._stop.is_set():
            key, began = uuid.uuid4().hex, time.monotonic()
            while not self._sent(secret, key):
                if self._stop.wait(PAUSE):
                    return
            self.longest = max(self.longest, time.monotonic() - began)
            self._stop.wait(PAUSE)

    def _sent(self, secret: str, key: str) -> bool:
        answer = {"key": key, **self.asked, "responses": {"answer": "true"}}
        try:
            status, told = self._post(secret, {"attempts": [answer]})
        except (OSError, http.client.HTTPException):
            status, told = 0, None
        if status != 200:
            self.refused[status] += 1
            return False
        assert told["outcomes"][0]["outcome"] in ("stored", "known"), told
        self.acknowledged.append(key)
        return True

    def _post(self, secret: str, body: Any) -> tuple[int, Any]:
        made = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        try:
            made.request("POST", "/api/v1/attempts", json.dumps(body), headers)
            came = made.getresponse()
            content = came.read()
            return came.status, json.loads(content) if came.status == 200 else None
        finally:
            made.close()


def ready(url: str, port: int, learners: int) -> Answering:
    """A database with the bank and some learners, who have a token each."""
    engine, now = migrate.prepare(url), datetime.now(UTC)
    with make_sessions(engine)() as session:
        take_in(session, resources.questions(), now=now)
        secrets = [
            access_tokens.make(session, sign_up(session, f"{n}@example.org"), "kill", now=now)[1]
            for n in range(learners)
        ]
        question = session.scalars(select(Question).where(Question.slug == ASKED)).one()
        revision = latest_revision(session, question.id)
        assert revision
        asked = {"question_id": question.id, "revision": revision.id, "seed": 0}
        session.commit()
    engine.dispose()
    return Answering(url, port, secrets, asked)
