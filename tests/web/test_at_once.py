"""Law: whatever is sent eight times at once has the effect of sending it one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.models import Base
from quizapp.web.api.endpoint import ENDPOINTS, Endpoint
from quizapp.web.extensions import limiter
from tests.web.api.program import Program, path_of, sample_of
from tests.web.conftest import on_copy, on_server
from tests.web.doors import DOORS
from tests.web.forms import forms
from tests.web.visitor import INSTRUCTOR, Visitor

TIMES = 8
DERIVED = {"folds", "hit_counts", "first_answers", "question_sums", "question_tallies", "acts"}
Send = Callable[[], int]
T = TypeVar("T")


def rows(app: Flask) -> dict[str, int]:
    with app.extensions["sessions"]() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name not in DERIVED
        }


def made(app: Flask, send: Callable[[], object]) -> dict[str, int]:
    """How many rows of each table are new after this."""
    before = rows(app)
    send()
    after = rows(app)
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def at_once(sends: list[Callable[[], T]]) -> list[T]:
    start = Barrier(len(sends))

    def one(send: Callable[[], T]) -> T:
        start.wait()
        return send()

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(one, sends))


@pytest.fixture(scope="module")
def in_turn() -> dict[str, dict[str, int]]:
    """What each leads to when it is sent in turn, on SQLite: once for both databases."""
    return {}


def check(
    only_app: Flask, bank_file: Path, name: str, prepared: Callable[[Flask], Send],
    known: dict[str, dict[str, int]],
) -> None:  # fmt: skip
    if name not in known:
        with unlimited(), on_copy(only_app, bank_file) as app:
            send = prepared(app)
            known[name] = made(app, lambda: [send() for _ in range(TIMES)])
    with unlimited(), on_copy(only_app, bank_file) as app, on_server(app, bank_file):
        send, codes = prepared(app), list[int]()
        often = made(app, lambda: codes.extend(at_once([send] * TIMES)))
    assert max(codes) < 500, codes
    assert often == known[name], codes


@contextmanager
def unlimited() -> Iterator[None]:
    limiter.enabled = False
    yield
    limiter.enabled = True


@pytest.mark.parametrize("name", DOORS)
def test_a_form_sent_eight_times_at_once(
    only_app: Flask, bank_file: Path, signed_in: dict[str, dict[str, str]], name: str,
    both_databases: None, in_turn: dict[str, dict[str, int]],
) -> None:  # fmt: skip
    def prepared(app: Flask) -> Send:
        ada = Visitor(app)
        ada.come_back(signed_in[INSTRUCTOR])
        where, form = DOORS[name].open(ada)
        fields, cookies = {**form.sent(), "action": "answer"}, ada.cookies()

        def send() -> int:
            browser = Visitor(app)
            browser.come_back(cookies)
            return int(browser.client.post(where, data=fields).status_code)

        return send

    check(only_app, bank_file, name, prepared, in_turn)


@pytest.mark.parametrize("one", [one for one in ENDPOINTS if one.writes], ids=lambda one: one.name)
def test_an_endpoint_called_eight_times_at_once(
    only_app: Flask, bank_file: Path, one: Endpoint, both_databases: None,
    in_turn: dict[str, dict[str, int]],
) -> None:  # fmt: skip
    def prepared(app: Flask) -> Send:
        program = Program(app)
        return lambda: program.send(one.method, path_of(one), sample_of(one)).status_code

    check(only_app, bank_file, one.name, prepared, in_turn)


def test_eight_first_clicks_of_a_browser_are_of_one_guest(
    only_app: Flask, bank_file: Path, both_databases: None
) -> None:
    with unlimited(), on_copy(only_app, bank_file) as app, on_server(app, bank_file):
        visitor = Visitor(app)
        form = next(form for form in forms(visitor.get("/mock").text) if form.action == "/mock")
        fields, cookies = form.sent() | {"minutes": "15"}, visitor.cookies()

        def send() -> tuple[str, int]:
            browser = Visitor(app)
            browser.come_back(cookies)
            begun = browser.client.post("/mock", data=fields)
            return begun.location, browser.client.get(begun.location).status_code

        sent: list[tuple[str, int]] = []
        assert made(app, lambda: sent.extend(at_once([send] * TIMES)))["learners"] == 1
        assert set(sent) == {(sent[0][0], 200)}
