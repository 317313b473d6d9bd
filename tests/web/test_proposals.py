"""With QUIZAPP_REVIEW, a change of a published question waits for a second pair of eyes."""

from __future__ import annotations

import pytest

from quizapp.models import Learner, Proposal
from quizapp.web.extensions import db
from tests.quizapp.sample_bank import NUMBER
from tests.web.test_bank_pages import text_on
from tests.web.visitor import LEARNER, Visitor


def test_a_change_is_asked_once_somebody_else_has_approved_it(
    instructor: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = instructor.number("number")
    instructor.get(f"/bank/{number}/edit")
    instructor.post(f"/bank/{number}/edit", action="save", text=NUMBER, base=1)
    monkeypatch.setenv("QUIZAPP_REVIEW", "1")
    with instructor.app.app_context():
        db.session.query(Learner).filter_by(email=LEARNER).update({"role": "reviewer"})
        db.session.commit()
    place = f"/bank/{number}/edit"

    def edit(was: str, now: str) -> str:
        text = text_on(instructor.get(f"{place}?view=toml").text).replace(was, now)
        assert now in text
        said = {"text": text, "base": 2, "note": "Clearer", "action": "save"}
        return str(instructor.post(place, **said).text)

    assert "to fix" in edit("level = 1", "level = 9")
    instructor.post(f"{place}/discard")
    told = edit('title = "', 'title = "Newer: ')
    assert "Sent for review" in told
    assert "A change waiting for approval" in told
    assert "Withdraw" in told
    assert ">Approve<" not in told
    assert "Newer:" in text_on(instructor.get(place).text)  # where its author goes on
    assert "Newer:" not in ben.get(f"/practice/{number}").text
    assert "has to approve" in instructor.post(f"/bank/{number}/approve").text
    assert "Changes waiting for approval" in ben.get("/bank/").text
    ben.get(f"/bank/{number}/revisions")
    assert "learners are asked revision 3 now" in ben.post(f"/bank/{number}/approve").text
    assert "Newer:" in ben.get(f"/practice/{number}").text
    assert "approved a change" in ben.get("/bank/log").text
    instructor.get(f"/bank/{number}/revisions")
    assert "Sent for review" in instructor.post(f"/bank/{number}/revisions/2/restore").text
    ben.get(f"/bank/{number}/revisions")
    ben.post(f"/bank/{number}/decline")
    with instructor.app.app_context():
        assert db.session.query(Proposal).count() == 0
