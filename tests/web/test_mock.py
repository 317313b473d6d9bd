"""The mock interview without JavaScript: from the choice of its length to the debrief."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from quizapp import mock
from quizapp.models import Attempt, Interview
from quizapp.web.extensions import db
from tests.web.visitor import LEARNER, Visitor

FEEDBACK = (
    "sign right",
    "sign wrong",
    "sign nearly",
    "Not right",
    "Partly",
    "credit",
    "Key</th>",
    "✓",
    "✗",
    "odel answer",
)


def begin(visitor: Visitor, minutes: int = 15) -> str:
    """The address of a new interview, whose first question is on the page."""
    visitor.get("/mock")
    address = visitor.post("/mock", follow=False, minutes=minutes).location
    visitor.get(address)
    return str(address)


def responses(visitor: Visitor, right: bool) -> dict[str, str]:
    """The fields of an answer to the question that is open."""
    with visitor.app.app_context():
        interview = db.session.scalars(select(Interview).order_by(Interview.id.desc())).first()
        served = mock.current(db.session, interview)
        found = {}
        for part in served.exercise.parts:
            expected = part.answer
            if expected.kind == "short_answer":
                found[f"answer:{part.name}"] = "It shifts the <boundary>."
            else:
                found[f"answer:{part.name}"] = (
                    expected.write() if right else expected.near_misses()[0]
                )
        return found


def answer(visitor: Visitor, address: str, right: bool = True, **fields: str) -> None:
    form = responses(visitor, right) | visitor.hidden() | {"action": "answer"} | fields
    visitor.page = visitor.post(address, **form)


def run(visitor: Visitor, right: bool = True, most: int = 20) -> str:
    """A whole interview, answered in no time and ended; the address of its debrief."""
    address = begin(visitor)
    for _ in range(most):
        assert not [word for word in FEEDBACK if word in visitor.page.text]
        answer(visitor, address, right)
        if "Debrief" in visitor.page.text:
            return f"{address}/debrief"
    visitor.page = visitor.post(address, **visitor.hidden(), action="end")
    assert "Debrief" in visitor.page.text
    return f"{address}/debrief"


def test_an_interview_is_begun_answered_and_debriefed(visitor: Visitor) -> None:
    debrief = run(visitor)
    page = visitor.get(debrief).text
    assert "By area" in page
    assert "Question by question" in page
    assert "not in the credit yet" in page
    assert visitor.ask(select(Attempt.door)) == "mock"
    listed = visitor.get("/mock").text
    assert debrief in listed
    assert "under way" not in listed


def test_nothing_is_marked_or_shown_before_the_end(visitor: Visitor) -> None:
    address = begin(visitor)
    for _ in range(3):
        answer(visitor, address, right=False)
    assert visitor.attempts() == 0
    assert "Nothing answered yet" in visitor.get("/progress").text
    assert visitor.get(f"{address}/debrief").location.endswith(address)
    visitor.get(address)
    visitor.post(address, **visitor.hidden(), action="end")
    assert visitor.attempts() > 0


def test_somebody_elses_interview_is_not_found(visitor: Visitor, app: Flask) -> None:
    address = begin(visitor)
    other = Visitor(app)
    other.sign_in(LEARNER)
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/debrief").status_code == 404
