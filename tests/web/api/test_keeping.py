"""Keepsakes and drafts, through the API and on the web."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.models import Complaint
from tests.web.api.program import Program, answer_to
from tests.web.visitor import LEARNER, Visitor


@pytest.fixture
def ben(app: Flask) -> Visitor:
    """The same learner in a browser."""
    visitor = Visitor(app)
    visitor.sign_in(LEARNER)
    return visitor


def test_a_keepsake_made_here_is_on_the_web(program: Program, ben: Visitor) -> None:
    number = program.number("number")
    program.send("PUT", f"/keepsakes/{number}", {"bookmarked": True, "note": "Mind the sign."})
    (kept,) = program.get("/keepsakes")["keepsakes"]
    assert (kept["question_id"], kept["bookmarked"], kept["flagged"]) == (number, True, False)
    assert "Mind the sign." in ben.get("/kept").text
    program.send("PUT", f"/keepsakes/{number}", {})
    assert program.get("/keepsakes")["keepsakes"] == []


def test_a_question_that_is_skipped_comes_after_the_others(program: Program) -> None:
    first = program.get("/next")["question_id"]
    assert program.send("POST", f"/questions/{first}/skip").status_code == 204
    assert program.get("/next")["question_id"] != first


def test_a_report_reaches_the_authors_as_it_was_shown(program: Program, ben: Visitor) -> None:
    said = {"question_id": program.number("network"), "seed": 7, "text": "The key is wrong."}
    assert program.send("POST", "/complaints", said).status_code == 204
    assert ben.ask(select(Complaint.seed)) == 7
    assert program.send("POST", "/complaints", said | {"question_id": 999}).status_code == 404
    assert program.send("POST", "/complaints", said | {"text": ""}).status_code == 422
    assert ben.ask(select(func.count(Complaint.id))) == 1


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("number", "0.5", 'value="0.5"'),
        ("short_answer", "It shifts", "It shifts"),
        ("choices", "1 2", 'value="2" checked'),
        ("matching", "1b 2a", 'value="2a" selected'),
        ("ordering", "2 1 3", 'value="2" selected'),
    ],
)
def test_a_draft_begun_here_continues_in_the_browser(
    program: Program, ben: Visitor, kind: str, typed: str, shown: str
) -> None:
    question = program.question(kind)
    path = f"/drafts/{question['question_id']}"
    said = {"responses": {"answer": typed}, "hints_used": 1, "key": "begun-on-the-phone"}
    assert program.send("PUT", path, said).status_code == 204
    (draft,) = program.get("/drafts")["drafts"]
    assert {name: draft[name] for name in said} == said
    page = ben.open(kind).text
    assert "your answer so far" in page
    assert shown in page
    assert 'value="begun-on-the-phone"' in page
    program.put(answer_to(question, key="begun-on-the-phone", leave_blank=True))
    assert program.get("/drafts")["drafts"] == []


def test_a_draft_begun_in_the_browser_continues_here_and_can_be_deleted(
    program: Program, ben: Visitor
) -> None:
    number = program.number("network")
    ben.get(f"/practice/{number}?seed=9&level=1")
    part = program.question("network", seed=9, level=1)["parts"][0]["name"]
    said = {"seed": 9, "level": 1, f"answer:{part}": "0.25"}
    assert ben.post(f"/practice/{number}/draft", **said).status_code == 204
    (draft,) = program.get("/drafts")["drafts"]
    assert (draft["question_id"], draft["seed"], draft["level"]) == (number, 9, 1)
    assert draft["responses"][part] == "0.25"
    assert program.send("DELETE", f"/drafts/{number}?seed=9&level=1").status_code == 204
    assert program.get("/drafts")["drafts"] == []
