"""Limits: who is counted, for how long one waits, and that all servers count together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from flask import Flask, g
from limits import parse
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import event, select, update

from quizapp.accounts import learners, recovery
from quizapp.models import Draft, SignIn
from quizapp.web import limits
from quizapp.web.extensions import db
from quizapp.web.serving.counting_store import CountsInDatabase
from tests.web.conftest import NOW
from tests.web.test_mine import is_in
from tests.web.visitor import LEARNER, Visitor


def at(app: Flask, address: str) -> Visitor:
    browser = Visitor(app)
    browser.client.environ_base["REMOTE_ADDR"] = address
    return browser


def test_a_class_behind_one_address_may_sign_in_at_once(app: Flask) -> None:
    browser = Visitor(app)
    browser.get("/sign-in")
    codes = {
        browser.post("/sign-in", email=f"{n}@example.org", password="z").status_code
        for n in range(200)
    }
    assert codes == {422}


def test_guessing_a_password_from_everywhere_is_slowed_down_and_leaves_its_owner_in(
    app: Flask, ben: Visitor
) -> None:
    with app.app_context():
        account = learners.find(db.session, LEARNER)
        assert account
        code, *_ = recovery.make_codes(db.session, account, now=NOW)
        db.session.commit()
    for email in (LEARNER, "nobody@example.org"):
        for n in range(6):
            guesser = at(app, f"10.0.0.{n}")
            guesser.get("/sign-in")
            came = guesser.post("/sign-in", email=email.upper(), password="guessed")
            assert came.status_code == (422 if n < 5 else 429)
        assert "Wait 1 minute" in came.text
        assert 1 <= int(came.headers["Retry-After"]) <= 60
        assert came.headers["RateLimit-Policy"] == '"pace";q=5;w=60'
        assert came.headers["RateLimit"].startswith('"pace";r=0;t=')
    assert is_in(ben)
    owner = at(app, "10.0.0.1")
    owner.get("/sign-in/forgotten")
    owner.post("/sign-in/forgotten", code=code, password="another good one")
    assert is_in(owner)


def test_guests_and_whatever_one_learner_sends_are_bounded(
    app: Flask, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "GUESTS", "3 per minute")
    monkeypatch.setattr(limits, "WRITING", "4 per minute")
    before = ben.learners()

    def begin(address: str) -> int:
        browser = at(app, address)
        browser.get("/")
        return browser.post("/practice").status_code

    same_network = ("2001:db8::1", "2001:db8::2", "2001:db8::3:4", "2001:db8::5")
    assert [begin(each) for each in same_network] == [200, 200, 200, 429]
    assert ben.learners() == before + 3
    assert begin("2001:db8:1::1") == 200
    ben.get("/")
    assert [ben.post("/practice").status_code for _ in range(5)] == [200] * 4 + [429]
    assert ben.get("/plan").status_code == 200, "reading is free"


def test_of_drafts_only_what_can_be_an_answer_is_kept_and_the_oldest_make_room(
    app: Flask, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("quizapp.practice.drafts"), "MOST", 3)
    for seed in range(5):
        ben.open("short_answer", seed)
        path = f"/practice/{ben.number('short_answer')}/draft"
        typed = {"answer:answer": "x" * 20_000, "answer:zzz": "y" * 20_000}
        assert ben.post(path, **ben.hidden(), **typed).status_code == 204
    with app.app_context():
        kept = db.session.scalars(select(Draft)).all()
    assert sorted(each.place.rpartition("=")[2] for each in kept) == ["2", "3", "4"]
    assert {len(str(each.content)) < 11_000 for each in kept} == {True}
    assert "zzz" not in str(kept[0].content)


def test_guests_who_cannot_come_back_are_removed_unless_they_answered(app: Flask) -> None:
    idle, busy, here = Visitor(app), Visitor(app), Visitor(app)
    idle.get("/")
    idle.post("/practice")
    busy.open("number")
    busy.answer("number", answer="3")
    terminal = learners.terminal_learner
    with app.app_context():
        terminal(db.session, now=NOW)
        seen = update(SignIn).values(seen_at=datetime.now(UTC) - timedelta(days=31))
        db.session.execute(seen)
        db.session.commit()
    before = here.learners()
    here.get("/")
    here.post("/practice")
    assert here.learners() == before, "one came and one went"
    assert here.attempts() == 1
    with app.app_context():
        assert terminal(db.session, now=NOW).id


@pytest.mark.usefixtures("both_databases")
def test_all_who_count_at_once_count_together(app: Flask) -> None:
    def count(_: int) -> int:
        with app.app_context():
            return store.incr("one thing", 60)

    store = CountsInDatabase()
    with ThreadPoolExecutor(8) as together:
        assert sorted(together.map(count, range(40))) == list(range(1, 41))
    with app.app_context():
        assert store.get("one thing") == 40
        assert store.incr("another", -1) == 1
        assert store.incr("another", 60) == 1, "the window was over"
        store.clear("one thing")
    with app.app_context():
        assert store.get("one thing") == 0


def test_reading_costs_few_writes_and_all_processes_together_keep_the_limit(app: Flask) -> None:
    pace = parse("600 per minute")
    processes = [CountsInDatabase() for _ in range(4)]
    statements: list[str] = []
    with app.app_context():
        bind = db.session.get_bind()
        event.listen(bind, "before_cursor_execute", lambda *said: statements.append(said[2]))
        allowed = 0
        for turn in range(900):
            g.pop("hit_counts", None)  # each is a request of its own
            counter = FixedWindowRateLimiter(processes[turn % 4])
            allowed += counter.hit(pace, "somebody")
            left = counter.get_window_stats(pace, "somebody").remaining
            if turn == 400:
                early = sum("INSERT" in one for one in statements)
        assert left == 0
        assert 600 <= allowed < 640, "to within a few per cent"
        assert early < 60, "of 400 requests"
        exact = parse("50 per day")
        hits = [FixedWindowRateLimiter(processes[turn % 4]).hit(exact, "x") for turn in range(60)]
        assert sum(hits) == 50, "small limits are exact"
