"""Nothing typed is lost: every door, and everything that can come between it and being stored."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from quizapp.models import ADMINISTRATOR, Learner
from quizapp.presenting.phrases import CONFIRM
from quizapp.web import create_app
from tests.web.conftest import CONFIG, on_copy
from tests.web.doors import DOORS, QUESTIONS, SECRET, Fields, every_form, holding
from tests.web.forms import Form, forms
from tests.web.plugs import DATABASES, SESSIONS, close_browser
from tests.web.visitor import INSTRUCTOR, Visitor

NOT_YET = "nothing has been submitted yet"
STORING = [name for name, door in DOORS.items() if door.stores]


@dataclass(frozen=True)
class Opened:
    """All doors open at once in one browser: their forms, its cookies, and the database."""

    forms: dict[str, tuple[str, Form]]
    endpoints: set[str]
    cookies: dict[str, str]
    database: Path


@pytest.fixture(scope="module")
def opened(
    only_app: Flask, bank_file: Path, signed_in: dict[str, dict[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Opened:  # fmt: skip
    with on_copy(only_app, bank_file) as app:
        app.config["CHANCE"] = random.Random(3)  # an interview that asks none of the doors
        with app.extensions["sessions"].begin() as session:  # the last one can't be deleted
            session.execute(update(Learner).values(role=ADMINISTRATOR))
        ada = Visitor(app)
        ada.come_back(signed_in[INSTRUCTOR])
        found = {name: door.open(ada) for name, door in (QUESTIONS | DOORS).items()}
        endpoints = set(every_form(ada))
        only_app.extensions["sessions"].kw["bind"].dispose()
        database = tmp_path_factory.mktemp("doors") / "quizapp.db"
        shutil.copy(app.config["DATABASE_URL"].removeprefix("sqlite:///"), database)
        return Opened(found, endpoints, ada.cookies(), database)


@pytest.fixture
def at_work(only_app: Flask, opened: Opened) -> Iterator[Visitor]:
    """Somebody who has every door open."""
    with on_copy(only_app, opened.database) as app:
        visitor = Visitor(app)
        visitor.come_back(opened.cookies)
        yield visitor


def send(visitor: Visitor, where: str, fields: Fields) -> TestResponse:
    return visitor.client.post(where, data={**fields, "action": "answer"})


def came_back(page: str, where: str, form: Form) -> Fields:
    """What the page that came back would send; it holds all that was typed, except secrets."""
    sent, held = form.sent(), holding(page, form.sent(), where).sent()
    for control in form.typed:
        expected = [""] if control.name in SECRET else sent.get(control.name)
        assert held.get(control.name) == expected, control
    return held | {name: sent[name] for name in SECRET if name in sent}


def test_every_form_with_something_to_type_is_a_door(opened: Opened) -> None:
    assert opened.endpoints <= {door.endpoint for door in DOORS.values()}


@pytest.mark.parametrize("plug", SESSIONS)
@pytest.mark.parametrize("door", DOORS)
def test_a_form_whose_session_has_ended_comes_back_as_it_was_typed(
    at_work: Visitor, opened: Opened, door: str, plug: str
) -> None:
    where, form = opened.forms[door]
    SESSIONS[plug](at_work)
    back = send(at_work, where, form.sent())
    assert back.status_code == 400
    assert NOT_YET in back.text
    held = came_back(back.text, where, form)
    assert held["csrf_token"] != form.sent()["csrf_token"]
    taken = send(at_work, where, held)
    assert taken.status_code in (200, 201, 303, 403, 404, 409, 422, 423)
    assert NOT_YET not in taken.text
    if taken.status_code in (403, 404):  # it is somebody else's now
        assert all(control.value in unescape(taken.text) or control.name in SECRET
                   for control in form.typed if control.kind == "textarea")  # fmt: skip


@pytest.mark.parametrize("door", QUESTIONS)
def test_every_question_type_comes_back_as_it_was_typed(
    at_work: Visitor, opened: Opened, door: str
) -> None:
    where, form = opened.forms[door]
    close_browser(at_work)
    held = came_back(send(at_work, where, form.sent()).text, where, form)
    assert NOT_YET not in send(at_work, where, held).text


@pytest.mark.parametrize("plug", DATABASES)
@pytest.mark.parametrize("door", STORING)
def test_a_form_that_cannot_be_stored_comes_back_and_is_taken_later(
    at_work: Visitor, opened: Opened, door: str, plug: str
) -> None:
    where, form = opened.forms[door]
    refuse, reason = DATABASES[plug]
    with refuse(at_work.app.extensions["sessions"].kw["bind"]):
        back = send(at_work, where, form.sent())
    assert back.status_code == 503
    assert back.headers["Retry-After"]
    assert reason in back.text
    assert "nothing has been saved" in back.text
    assert send(at_work, where, came_back(back.text, where, form)).status_code in (200, 201, 303)


def test_the_form_of_the_editor_comes_back_as_a_form(at_work: Visitor) -> None:
    where = f"/bank/{at_work.number('number')}/edit"
    opened_as_form = next(form for form in forms(at_work.get(where).text) if form.typed)
    fields = opened_as_form.sent() | {"field:title": ["Another <i>title</i>"]}
    refuse, _ = DATABASES["database locked"]
    with refuse(at_work.app.extensions["sessions"].kw["bind"]):
        tried = [at_work.client.post(where, data=fields | {"action": [action]})
                 for action in ("save", "preview")]  # fmt: skip
    for back in tried:
        assert back.status_code == 503
        assert "data-editor" in back.text
        held = holding(back.text, fields, where).sent()
        assert held["field:title"] == fields["field:title"]
    assert send(at_work, where, held).status_code == 303


def test_what_was_found_in_a_text_is_still_shown_after_its_ticks_could_not_be_stored(
    visitor: Visitor,
) -> None:
    visitor.open("short_answer")
    asked = visitor.answer("short_answer", answer="It shifts.").text
    refuse, _ = DATABASES["database locked"]
    with refuse(visitor.app.extensions["sessions"].kw["bind"]):
        back = visitor.answer("short_answer", answer="It shifts.", checked="1", point="2")
    assert back.status_code == 503
    assert CONFIRM in unescape(asked)
    assert CONFIRM in unescape(back.text)


@pytest.mark.parametrize("door", DOORS)
def test_a_server_that_was_restarted_takes_the_form(
    at_work: Visitor, opened: Opened, restarted: Flask, door: str
) -> None:
    where, form = opened.forms[door]
    restarted.extensions["sessions"].kw["bind"].dispose()  # of the database of another test
    after = Visitor(restarted)
    after.come_back(at_work.cookies())
    taken = send(after, where, form.sent())
    assert taken.status_code in (200, 201, 303, 422)
    assert NOT_YET not in taken.text


@pytest.fixture(scope="module")
def restarted(only_app: Flask) -> Flask:
    """Another process with the same database."""
    return create_app(only_app.config["DATABASE_URL"], **CONFIG)


def test_a_table_that_is_missing_is_no_busy_database(at_work: Visitor) -> None:
    with at_work.app.extensions["sessions"].kw["bind"].begin() as connection:
        connection.exec_driver_sql("ALTER TABLE plans RENAME TO gone")
    answer = at_work.client.get("/plan")
    assert answer.status_code == 503
    assert "older than this program" in answer.text
    assert "make migration" in answer.text


@pytest.mark.parametrize(("kind", "typed"), [("short_answer", "It shifts."), ("number", "0,8x")])
def test_what_was_submitted_and_not_marked_yet_is_there_after_leaving_the_page(
    visitor: Visitor, kind: str, typed: str
) -> None:
    visitor.open(kind)
    assert visitor.answer(kind, answer=typed).status_code == 422
    assert typed in visitor.open(kind).text
