"""A candidate in a mock interview, in a browser without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from quizapp import mock
from quizapp.models import Interview
from quizapp.web.extensions import db
from tests.web.visitor import Visitor

FEEDBACK = (
    "sign right",
    "sign wrong",
    "sign nearly",
    "Not quite",
    "Partly",
    "credit",
    "Key</th>",
    "✓",
    "✗",
    "odel answer",
)


def begin(visitor: Visitor, minutes: int = 15) -> str:
    """Begin an interview and return its address."""
    visitor.get("/mock")
    address = visitor.post("/mock", follow=False, minutes=minutes).location
    visitor.get(address)
    return str(address)


def responses(visitor: Visitor, right: bool) -> dict[str, str]:
    """The form fields that answer the current question."""
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
    """Answer a whole interview at once; return the address of its debrief."""
    address = begin(visitor)
    for _ in range(most):
        assert not [word for word in FEEDBACK if word in visitor.page.text]
        answer(visitor, address, right)
        if "Debrief" in visitor.page.text:
            return f"{address}/debrief"
    visitor.page = visitor.post(address, **visitor.hidden(), action="end", sure="1")
    assert "Debrief" in visitor.page.text
    return f"{address}/debrief"


def change(visitor: Visitor, **columns: object) -> None:
    """Change the row of the latest interview."""
    with visitor.app.app_context():
        newest = select(Interview.id).order_by(Interview.id.desc()).limit(1).scalar_subquery()
        db.session.execute(update(Interview).where(Interview.id == newest).values(**columns))
        db.session.commit()


def before(minutes: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


def change_to(visitor: Visitor, address: str, question_id: int) -> None:
    """Make that question the one that the interview asks first."""
    items = [dict(item) for item in visitor.ask(select(Interview.items))]
    items[0]["question"] = question_id
    change(visitor, items=items)
