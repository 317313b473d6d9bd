"""An export is imported elsewhere: once, marked again, with a report of what could not be."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from engine import TEMPLATES
from quizapp.accounts.import_file import read_file
from quizapp.web.pages import importing
from tests.web.test_mine import answer
from tests.web.visitor import LEARNER, Visitor

PAGE = "/account/import"


def told(visitor: Visitor) -> dict[str, Any]:
    return json.loads(visitor.client.get("/account/export/json").text)


def bring(visitor: Visitor, file: Any) -> TestResponse:
    """Send a file: bytes, or what JSON is made of."""
    data = file if isinstance(file, bytes) else json.dumps(file).encode()
    visitor.get(PAGE)
    return visitor.post(PAGE, file=(io.BytesIO(data), "quizapp.json"))


def told_in_words(page: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]))


@pytest.fixture
def export(ben: Visitor) -> dict[str, Any]:
    """Three answers, a note and a plan."""
    for seed in (1, 2):
        answer(ben, seed)
    ben.open("network", 4)
    ben.answer("network", action="solution")
    ben.post(f"/practice/{ben.number('number')}/keep", note="Mind the sign.", bookmarked="1")
    ben.get("/plan")
    ben.post("/plan", minutes=35, time_zone="Europe/Berlin", no_date="1")
    return told(ben)


def test_an_export_comes_in_once_and_gives_the_same_export(
    app: Flask, export: dict[str, Any]
) -> None:
    guest = Visitor(app)
    came = bring(guest, export)
    assert "3 new answers" in came.text
    assert "What you saved about 1 question" in came.text
    assert "Your plan" in came.text
    again = bring(guest, export)
    assert "0 new answers" in again.text
    assert "3 answers already here" in again.text
    after = told(guest)
    for table in ("attempts", "keepsakes", "plans"):
        for row in (*export[table], *after[table]):
            row.pop("id", None)
            if table == "plans":
                row.pop("updated_at")
        assert after[table] == export[table]
    assert guest.get("/progress").status_code == 200


def test_marks_are_computed_here_and_what_does_not_fit_is_named(
    app: Flask, export: dict[str, Any]
) -> None:
    first, second, third = export["attempts"]
    first |= {"score": 1.0, "mark": {"score": 1.0}, "created_at": "9999-12-31T00:00:00+00:00"}
    second |= {"question": "neuron/gone", "title": "A <b>lost</b> one"}
    third |= {"seed": 5}
    export["attempts"] += [{"token": "x"}, None, {**first, "token": "nul\0"}]
    guest = Visitor(app)
    page = told_in_words(bring(guest, export))
    assert "1 new answer " in page
    assert "aren't on this server" in page
    assert "A &lt;b&gt;lost&lt;/b&gt; one" in page
    assert "different here Their answers were left out, because they can't be marked here: " \
        "A 2-2-1 network" in page  # fmt: skip
    assert "3 entries in the file couldn't be read" in page
    (kept,) = told(guest)["attempts"]
    assert kept["score"] == 0
    assert kept["created_at"] < "9999"


def test_the_parameters_of_every_template_come_in_as_they_went_out(
    export: dict[str, Any],
) -> None:
    row = export["attempts"][0]
    for template in TEMPLATES.values():
        for chosen in ({}, *template.levels.values()):
            row["params"] = {**template.complete(chosen), "and_if": "tanh"}
            read = read_file(json.dumps(export).encode()).attempts[0]
            assert json.dumps(read.params) == json.dumps(row["params"])


def test_what_there_was_no_time_for_comes_in_with_the_next_import(
    app: Flask, export: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = Visitor(app)
    monkeypatch.setattr(importing, "SECONDS", -1)
    assert "We ran out of time for 3 answers" in bring(guest, export).text
    monkeypatch.undo()
    assert "3 new answers" in bring(guest, export).text


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"[]", b'{"format": 1}', b"[" * 200_000, b'{"a": NaN}', b"\xff\xfe",
     b'{"format": "quizapp", "version": 1' + b"0" * 9000 + b"}", b'"\\ud800"',
     b'{"format": "quizapp", "version": "1"}'],
    ids=range(10),
)  # fmt: skip
def test_a_file_that_is_no_export_gets_a_message(visitor: Visitor, data: bytes) -> None:
    before = visitor.learners()
    came = bring(visitor, data)
    assert came.status_code == 422
    assert 'class="trouble"' in came.text
    assert visitor.learners() == before


@pytest.mark.parametrize(
    "change",
    [{"params": {"and_if": 5}}, {"params": {"and_if": "x" * 80}}, {"params": {"hidden": 10**30}},
     {"params": {"hidden": [1]}}, {"responses": {"no part": "1"}}, {"revision": 10**30},
     {"responses": {"answer": "9" * 20_000}}, {"seed": 2**40}, {"fingerprint": ""},
     {"day": "0001-01-01"}, {"created_at": "0001-01-01T00:00:00+14:00"}],
    ids=str,
)  # fmt: skip
def test_a_strange_row_breaks_nothing(
    app: Flask, export: dict[str, Any], change: dict[str, Any]
) -> None:
    export["attempts"] = [row | change for row in export["attempts"]]
    guest = Visitor(app)
    assert bring(guest, export).status_code == 200
    assert guest.get("/progress").status_code == 200


def test_a_file_may_be_larger_than_a_form_but_not_endless(
    app: Flask, export: dict[str, Any]
) -> None:
    export["padding"] = "x" * 2_000_000
    assert "3 new answers" in bring(Visitor(app), export).text
    export["padding"] = "x" * 17_000_000
    assert bring(Visitor(app), export).status_code == 413


def test_without_a_file_one_is_asked_for(visitor: Visitor) -> None:
    visitor.get(PAGE)
    assert "Choose a file first" in visitor.post(PAGE).text


def test_an_account_keeps_its_own_plan_and_answers(
    app: Flask, ben: Visitor, export: dict[str, Any]
) -> None:
    export["plans"][0]["minutes_a_day"] = 60
    assert "3 answers already here" in bring(ben, export).text
    assert told(ben)["plans"][0]["minutes_a_day"] == 35
    assert told(ben)["account"]["email"] == LEARNER
