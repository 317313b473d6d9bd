"""What pages cost: `python -m benchmarks.pages [N [CROWD]]`.

CPU a request, as a multiple of the floor (`benchmarks/floor.py`) in the same run; the server's own
part is left out of both. First for a learner of 200 answers, then for one of N (20,000), then among
CROWD (200,000) answers of others. Fails where a goal is missed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.figures import Figure, told
from benchmarks.filling import PASSWORD, answer_often, crowd, sign_up
from benchmarks.floor import make_floor
from benchmarks.marking import wrong
from quizapp import practice
from quizapp.bank.sync import take_in
from quizapp.models import Attempt, Learner, Question, latest_revision
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions
from quizapp.web import create_app

ROUNDS = 15
SEED = 3
CHOICE, NETWORK = "neuron/bias-moves-the-curve", "backprop/sigmoid-network"  # of 12 blanks
FEW = 200  # answers
SHORT, LONG = "few@example.org", "many@example.org"
FLAT = 1.5  # times as much, at most, with a long log and among others
GOALS = {
    "/": 6.0, "/notes/backprop": 6.0, "/progress": 10.0, "/plan": 10.0,
    "/practice/{choice}?seed=3": 4.0, "/practice/{network}?seed=3": 8.0, "next question": 12.0,
    "answer": 4.0, "/search?q=gradient": 12.0, "/kept": 6.0, "/attempts/{attempt}": 12.0,
    "12 blanks right": 4.0, "12 blanks wrong": 10.0,
}  # fmt: skip


@dataclass
class Costs:
    """An application, and the cookies of somebody who uses it."""

    app: Flask
    cookies: str = ""

    def of(self, send: Callable[[], EnvironBuilder]) -> float:
        """Milliseconds of CPU for a request: the fastest of several, as others may hold one up."""
        taken = []
        for _ in range(ROUNDS):
            sent = send()
            sent.headers["Cookie"] = self.cookies
            environ = sent.get_environ()
            began = time.process_time()
            _, status, _ = run_wsgi_app(self.app, environ, buffered=True)
            taken.append(1000 * (time.process_time() - began))
            assert status[0] in "23", (status, environ["PATH_INFO"])
        return min(taken)


def figures(count: int = 20_000, others: int = 200_000) -> Iterator[Figure]:
    """Each page for a short log, beside the floor; and the one that a long log lengthens most."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quizapp.db'}"
        numbers = filled(url, count)
        floor = Costs(make_floor(url))
        least = {"GET": floor.of(EnvironBuilder)}
        least["POST"] = floor.of(lambda: EnvironBuilder(method="POST"))
        few, many = (signed_in(url, name) for name in (SHORT, LONG))
        sent = {page: _request(page, numbers, LONG) for page in GOALS}
        alone = {page: (few.of(_request(page, numbers, SHORT)), many.of(sent[page]))
                 for page in GOALS}  # fmt: skip
        crowd(url, others)
        for page, (short, _) in alone.items():
            named = page.replace("{", "").replace("}", "").partition("?")[0]
            kind = "GET" if page.startswith("/") else "POST"
            what = f"the page {named}" if kind == "GET" else named
            yield Figure(what, short, GOALS[page], least[kind], times=True)
        long = {page: max(before, many.of(sent[page])) for page, (_, before) in alone.items()}
        worst = max(long, key=lambda page: long[page] / alone[page][0])
        what = (
            f"{worst.partition('?')[0]} with {count:,} answers and {others:,} of others, not {FEW}"
        )
        yield Figure(what, long[worst], FLAT, alone[worst][0], times=True)


def filled(url: str, count: int) -> dict[str, Any]:
    """Make a database with a learner of few answers, and one of `count`; the ids of some rows."""
    engine = migrate.prepare(url)
    with make_sessions(engine)() as session:
        take_in(session, resources.questions(), now=datetime.now(UTC))
        counts = {SHORT: FEW, **({LONG: count} if count else {})}
        learners = {email: sign_up(session, email) for email in counts}
        for email, learner in learners.items():
            answer_often(session, learner, counts[email])
        session.commit()
        some = {"choice": CHOICE, "network": NETWORK}
        found: dict[str, Any] = {
            name: session.scalar(
                select(Question.id).where(Question.slug == slug, Question.retired_at.is_(None))
            )
            or 0
            for name, slug in some.items()
        }
        newest = latest_revision(session, found["choice"])
        found["revision"] = newest.id if newest else 0
        for email, learner in learners.items():
            found |= _sheets(session, learner, found["network"])
            found[email] = found["attempt"]
        session.commit()
    engine.dispose()
    return found


def _sheets(session: Session, learner: Learner, network: int) -> dict[str, Any]:
    """Forms that answer the network rightly and wrongly, and a wrong attempt at it."""
    served = practice.open_served(session, network, SEED)
    assert served
    right = {part.name: part.answer.write() for part in served.exercise.parts}
    bad = wrong(served.exercise)
    made = practice.submit(session, served, learner, bad, token="w", now=datetime.now(UTC),
                           door="web")  # fmt: skip
    assert isinstance(made, Attempt)
    sheets = {"12 blanks right": right, "12 blanks wrong": bad}
    forms = {what: {f"answer:{name}": text for name, text in sheet.items()}
             for what, sheet in sheets.items()}  # fmt: skip
    return forms | {"attempt": made.id, "network_revision": served.revision.id}


def signed_in(url: str, email: str) -> Costs:
    app = create_app(url, SECRET_KEY="benchmark", WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    client = app.test_client()
    client.post("/sign-in", data={"email": email, "password": PASSWORD})
    client.post("/plan", data={"day": "", "minutes": 20, "time_zone": "UTC"})
    client.get("/plan")  # whose form puts its token into the cookie
    names = ("session", "remember_token")
    kept = {name: cookie.value for name in names if (cookie := client.get_cookie(name))}
    return Costs(app, "; ".join(f"{name}={value}" for name, value in kept.items()))


def _request(page: str, numbers: dict[str, Any], email: str) -> Callable[[], EnvironBuilder]:
    """What is sent for a page; an answer is new each time."""
    page = page.format(**{**numbers, "attempt": numbers[email]})
    if page == "next question":
        return lambda: EnvironBuilder("/practice", method="POST", data={})
    if not page.startswith("/"):
        of = "choice" if page == "answer" else "network"
        level, revision = ("1", "revision") if page == "answer" else ("2", "network_revision")
        form = {"action": "answer", "seed": str(SEED), "level": level, "and_if": "",
                "revision": str(numbers[revision])}  # fmt: skip
        form |= {"action": "solution"} if page == "answer" else numbers[page]
        where = f"/practice/{numbers[of]}"
        return lambda: EnvironBuilder(
            where, method="POST", data=form | {"token": f"t{time.monotonic_ns()}"}
        )
    return lambda: EnvironBuilder(page)


if __name__ == "__main__":
    sys.exit(told(figures(*map(int, sys.argv[1:]))))
