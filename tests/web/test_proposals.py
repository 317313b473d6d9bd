"""With QUIZAPP_REVIEW, a change of a published question waits for a second pair of eyes."""

from __future__ import annotations

from html import unescape

import pytest

from quizapp.bank import acts, edit
from quizapp.models import Learner, Proposal, Question
from quizapp.web.extensions import db
from tests.quizapp.sample_bank import NUMBER
from tests.web.conftest import NOW
from tests.web.test_bank_pages import text_on
from tests.web.visitor import LEARNER, Visitor


@pytest.fixture
def number(instructor: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch) -> int:
    """A published question at revision 2, whose changes need an approval; Ben is a reviewer."""
    number = instructor.number("number")
    instructor.get(f"/bank/{number}/edit")
    instructor.post(f"/bank/{number}/edit", action="save", text=NUMBER, base=1)
    monkeypatch.setenv("QUIZAPP_REVIEW", "1")
    with instructor.app.app_context():
        db.session.query(Learner).filter_by(email=LEARNER).update({"role": "reviewer"})
        db.session.commit()
    return number


def send(author: Visitor, number: int, was: str, now: str, note: str = "") -> str:
    """Change what the editor shows and save it; returns the page that says what came of it."""
    place = f"/bank/{number}/edit"
    page = unescape(author.get(f"{place}?view=toml").text)
    text = text_on(page)
    assert was in text
    said = {**author.hidden(), "text": text.replace(was, now), "note": note, "action": "save"}
    return unescape(author.post(place, **said).text)


def test_a_change_is_asked_once_somebody_else_has_approved_it(
    instructor: Visitor, ben: Visitor, number: int
) -> None:
    place = f"/bank/{number}/edit"

    def change(was: str, now: str) -> str:
        text = text_on(instructor.get(f"{place}?view=toml").text).replace(was, now)
        assert now in text
        said = {"text": text, "base": 2, "note": "Clearer", "action": "save"}
        return str(instructor.post(place, **said).text)

    assert "to fix" in change("level = 1", "level = 9")
    instructor.post(f"{place}/discard")
    told = change('title = "', 'title = "Newer: ')
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
    assert "Say in a few words why" in ben.post(f"/bank/{number}/decline").text
    assert "Its author sees why" in ben.post(f"/bank/{number}/decline", why="Too hard.").text
    with instructor.app.app_context():
        assert db.session.query(Proposal).count() == 0


def test_a_declined_change_goes_back_to_its_author_who_can_take_it_up_again(
    instructor: Visitor, ben: Visitor, number: int
) -> None:
    home = f"/bank/{number}/revisions"
    send(instructor, number, "level = 1", "level = 3", "Harder")
    ben.get(home)
    seen = ben.hidden()["seen"]
    sent = text_on(instructor.get(f"/bank/{number}/edit?view=toml").text)
    instructor.post(f"/bank/{number}/edit/draft", text=sent, base=2)  # arrives late
    assert "typed and not saved" not in instructor.get(f"/bank/{number}/edit").text
    instructor.get(home)
    instructor.post(f"/bank/{number}/decline")  # her own: withdrawn
    assert "A change that was withdrawn" in instructor.page.text
    send(instructor, number, "level = 1", "level = 2", "Harder")
    for act in ("approve", "decline"):  # not what he has seen
        said = ben.post(f"/bank/{number}/{act}", seen=seen, why="Too hard.").text
        assert "It was edited after you opened this page" in said
    ben.post(f"/bank/{number}/decline", why="Too hard.")
    listed = instructor.get("/bank/").text
    assert "Back to you" in listed
    assert "<bdi>Too hard.</bdi>" in listed
    assert "by ada@example.org (Too hard.)" in line_of(instructor, "decline")
    assert "Your change was declined by" in instructor.get(f"/bank/{number}/edit").text
    instructor.get(home)
    taken = instructor.post(f"/bank/{number}/take-up").text
    assert "level = 2" in text_on(taken)
    assert "typed and not saved" not in taken  # she did save it
    assert "Sent for review" in send(instructor, number, "level = 2", "level = 3")
    assert "Back to you" not in instructor.get("/bank/").text
    assert "that was declined" not in instructor.get(home).text


def line_of(visitor: Visitor, name: str) -> str:
    """The last act of this name in the log."""
    with visitor.app.app_context():
        return acts.line(acts.logged(db.session, name=name)[0])


def test_a_waiting_change_keeps_what_came_in_since_and_gives_way_to_no_other(
    instructor: Visitor, ben: Visitor, number: int
) -> None:
    home = f"/bank/{number}/revisions"
    assert "Sent for review" in send(instructor, number, "level = 1", "level = 3", "Harder")
    refused = unescape(instructor.post(f"{home}/1/restore").text)
    assert "Your own change is waiting for approval, and this would replace it" in refused
    assert 'name="over"' in instructor.get(f"/bank/compose?question={number}").text
    ben.get("/bank/")
    stale = {"action": "save", "text": NUMBER.replace("First", "At first"), "base": 2}
    refused = unescape(ben.post(f"/bank/{number}/edit", **stale).text)
    assert "Ada's change is waiting for approval, and this would replace it" in refused
    assert "<strong>Not saved.</strong>" in refused
    assert "At first" in text_on(refused)
    seen = ben.post("/bank/preview", question=number, **stale)  # as the page does once it is there
    assert "Ada's change is waiting for approval" in unescape(seen.text)
    ben.post(f"/bank/{number}/edit/discard")
    ben.post("/bank/many", question=number, act="tag", with_tag="exam-2")
    shown = instructor.get(home).text
    assert "tags = " not in shown  # nothing takes them away
    told = send(ben, number, "A weighted sum", "One weighted sum")  # on top of Ada's
    assert "Sent for review" in told
    assert "On top of a change by <bdi>Ada</bdi>" in told
    assert "<bdi>Harder</bdi>" in told
    instructor.get(home)
    assert "revision 4 now" in instructor.post(f"/bank/{number}/approve").text
    now = text_on(instructor.get(f"/bank/{number}/edit?view=toml").text)
    assert "level = 3" in now
    assert "One weighted sum" in now
    assert 'tags = ["exam-2"]' in now
    assert "<bdi>Harder</bdi>" in instructor.get(home).text


def test_a_waiting_change_of_what_was_changed_since_has_to_be_settled_first(
    instructor: Visitor, ben: Visitor, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(instructor, number, "A weighted sum", "Mine")
    monkeypatch.delenv("QUIZAPP_REVIEW")
    with instructor.app.app_context():
        question, ada = db.session.get(Question, number), db.session.query(Learner).first()
        assert question
        theirs = NUMBER.replace("A weighted sum", "Theirs")
        edit.save_revision(
            db.session, question, theirs, author=ada, note="", base_number=2, now=NOW
        )
        db.session.commit()
    ben.get(f"/bank/{number}/revisions")
    assert "Revision 3 has changed the same as this change (Title)" in ben.page.text
    assert "Edit the change to choose" in ben.post(f"/bank/{number}/approve").text
    page = ben.get(f"/bank/{number}/edit?view=toml").text
    assert "The waiting change</label>" in page
    assert "saved revision 3 after it was sent" in page
