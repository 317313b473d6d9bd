"""Drafts, keepsakes and reports on the web."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from quizapp.models import Complaint, Draft
from quizapp.web.extensions import db
from tests.web.visitor import LEARNER, Visitor


def keep_typing(visitor: Visitor, kind: str, **fields: str) -> None:
    """Send what the page sends on its own while the learner types."""
    token = visitor.page
    number = visitor.number(kind)
    answer = visitor.post(f"/practice/{number}/draft", **visitor.hidden() | fields)
    assert answer.status_code == 204
    visitor.page = token


def test_a_draft_is_back_after_a_reload_and_on_another_device(visitor: Visitor, app: Flask) -> None:
    visitor.sign_in(LEARNER)
    visitor.open("short_answer")
    keep_typing(visitor, "short_answer", **{"answer:answer": "It moves the <boundary>."})
    other = Visitor(app)
    other.sign_in(LEARNER)
    page = other.open("short_answer")
    assert "It moves the &lt;boundary&gt;." in page.text
    assert "your answer so far" in page.text
    assert "It moves" not in other.open("number").text


def test_a_draft_of_several_blanks_keeps_each_in_its_place(visitor: Visitor) -> None:
    visitor.open("network", seed=5)
    keep_typing(visitor, "network", **{"answer:value.h[1]": "0.123", "answer:grad.z2[0]": "bad"})
    page = visitor.open("network", seed=5).text
    assert page.count('value="0.123"') == 1
    assert 'name="answer:value.h[1]" value="0.123"' in page
    assert 'value="0.123"' not in visitor.open("network", seed=6).text


def test_a_draft_ends_with_the_answer_and_does_not_come_back(visitor: Visitor, app: Flask) -> None:
    visitor.open("number")
    keep_typing(visitor, "number", **{"answer:answer": "0.5"})
    late = visitor.page
    visitor.answer("number", answer="0.7")
    visitor.page = late
    keep_typing(visitor, "number", **{"answer:answer": "0.5"})
    with app.app_context():
        assert db.session.scalars(select(Draft)).all() == []
    assert 'value="0.5"' not in visitor.open("number").text


def test_opening_a_page_without_typing_stores_nothing(visitor: Visitor, app: Flask) -> None:
    visitor.open("number")
    keep_typing(visitor, "number", **{"answer:answer": "  "})
    with app.app_context():
        assert db.session.scalars(select(Draft)).all() == []


def test_a_guests_draft_is_kept_in_the_account(visitor: Visitor) -> None:
    visitor.open("number")
    keep_typing(visitor, "number", **{"answer:answer": "0.875"})
    visitor.sign_in(LEARNER)
    visitor.post("/sign-in/guest", action="add")
    assert 'value="0.875"' in visitor.open("number").text
    assert "Unfinished" in visitor.get("/kept").text


def test_skipping_keeps_what_was_typed_and_goes_to_another_question(visitor: Visitor) -> None:
    visitor.open("number")
    number = visitor.number("number")
    form = visitor.hidden() | {"answer:answer": "0.25"}
    answer = visitor.post(f"/practice/{number}/skip", follow=False, **form)
    assert answer.status_code == 303
    assert f"/practice/{number}?" not in answer.location
    assert visitor.attempts() == 0
    assert 'value="0.25"' in visitor.open("number").text


def test_a_skipped_question_comes_last(visitor: Visitor) -> None:
    number = visitor.number("number")
    visitor.open("number")
    visitor.post(f"/practice/{number}/skip", **visitor.hidden())
    for _ in range(8):
        visitor.get("/")
        answer = visitor.post("/practice", follow=False)
        assert f"/practice/{number}?" not in answer.location


def test_a_flag_and_a_note_can_be_set_shown_and_removed(visitor: Visitor) -> None:
    number = visitor.number("choice")
    visitor.open("choice")
    visitor.post(f"/practice/{number}/keep", flagged="on", note="Ask about <b>this</b>.")
    listed = visitor.get("/kept").text
    assert "Review later" in listed
    assert "Ask about &lt;b&gt;this&lt;/b&gt;." in listed
    visitor.open("choice")
    visitor.post(f"/practice/{number}/keep", note="")
    assert "Nothing saved yet" in visitor.get("/kept").text


def test_one_click_saves_a_question_and_keeps_what_was_typed(visitor: Visitor) -> None:
    number = visitor.number("network")
    visitor.open("network", seed=5)
    form = visitor.hidden() | {"answer:value.h[1]": "0.123", "topic": "neuron"}
    page = visitor.post(f"/practice/{number}/save", saved="yes", **form)
    assert 'name="answer:value.h[1]" value="0.123"' in page.text
    assert 'name="topic" value="neuron"' in page.text
    assert "A 2-2-1 network" in visitor.get("/kept").text
    visitor.open("network", seed=5)
    visitor.post(f"/practice/{number}/keep", note="Hm.")
    assert "★" in visitor.open("network").text  # a note leaves it saved
    back = visitor.post(f"/practice/{number}/save", follow=False, saved="no", next="/kept")
    assert back.location == f"/kept#save-{number}"
    assert "★" not in visitor.get("/kept").text


def test_a_report_reaches_the_instructors_with_its_numbers_until_it_is_settled(
    visitor: Visitor, instructor: Visitor, app: Flask
) -> None:
    number = visitor.number("network")
    visitor.get(f"/practice/{number}?seed=5&and_if=tanh")
    page = visitor.post(
        f"/practice/{number}/report", seed=5, and_if="tanh", report="The key of h2 is off."
    )
    assert "The authors will see it" in page.text
    shown = instructor.get("/bank/reports").text
    assert "The key of h2 is off." in shown
    assert "seed 5, what if tanh" in shown
    with app.app_context():
        complaint = db.session.scalars(select(Complaint)).one().id
    assert "tanh" in instructor.get(f"/bank/reports/{complaint}").text
    instructor.post("/bank/reports/settle", report=complaint)
    assert "The key of h2 is off." not in instructor.get("/bank/reports").text


def test_an_empty_report_is_not_sent(visitor: Visitor, instructor: Visitor) -> None:
    visitor.open("choice")
    page = visitor.post(f"/practice/{visitor.number('choice')}/report", report="  ")
    assert "Tell us what" in page.text
    assert "None." in instructor.get("/bank/reports").text
