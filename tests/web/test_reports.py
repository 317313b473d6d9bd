"""From a learner's report to a mended question, a reply and answers that are marked again."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from quizapp.bank import edit
from quizapp.commands import main
from quizapp.models import Act, Attempt, Complaint, Correction, Learner, Question, latest_revision
from quizapp.web.extensions import db
from tests.web.conftest import NOW
from tests.web.test_bank_pages import text_on
from tests.web.visitor import INSTRUCTOR, Visitor


def mend(app: Flask, number: int, old: str, new: str) -> None:
    """Save another revision in which one text is replaced, and retire the question."""
    with app.app_context():
        question, latest = db.session.get(Question, number), latest_revision(db.session, number)
        assert question
        assert latest
        assert old in latest.text
        ada = db.session.scalar(select(Learner).where(Learner.email == INSTRUCTOR))
        edit.save_revision(
            db.session, question, latest.text.replace(old, new), author=ada, note="",
            base_number=latest.number, now=NOW,
        )  # fmt: skip
        db.session.commit()


@pytest.fixture
def reported(ben: Visitor) -> int:
    """A report on a number that Ben answered with 5; returns the number of the question."""
    number = ben.number("number")
    ben.open("number", seed=3)
    ben.answer("number", answer="5")
    ben.post(f"/practice/{number}/report", seed=3, report="It is five.")
    return number


def test_a_report_is_seen_as_it_was_answered_and_leads_to_higher_marks(
    app: Flask, ben: Visitor, instructor: Visitor, reported: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Problems reported (1)" in instructor.get("/bank/").text
    assert "1 report" in instructor.get(f"/bank/{reported}/edit").text
    mend(app, reported, "value = 0.88", "value = 5 # 0.88")
    with app.app_context():
        report = db.session.scalars(select(Complaint)).one().id
        db.session.get(Question, reported).retired_at = NOW  # type: ignore[union-attr]
        db.session.commit()
    page = instructor.get(f"/bank/reports/{report}").text
    assert "revision 1, seed 3" in page
    assert "Their answer: 0%" in page
    assert "It is five." in page

    page = instructor.post(
        "/bank/reports/settle", report=report, reply="You are right.", fixed_in=2
    ).text
    assert "1 rise, 0 fall, 0 stay the same." in page
    assert ben.ask(select(Attempt.score)) == 0  # nothing is done yet
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", app.config["DATABASE_URL"])
    told = CliRunner().invoke(main, ["bank", "remark", "neuron/number", "--dry-run"])
    assert "1 rise, 0 fall" in told.output
    assert "Nothing was changed." in told.output
    instructor.get(f"/bank/{reported}/remark")
    instructor.post(f"/bank/{reported}/remark", revision=2, reason="Our key was 0.25.")
    assert ben.ask(select(Attempt.score)) == 1
    with app.app_context():
        kept = db.session.scalars(select(Correction)).one()
        assert (kept.former_score, kept.former_revision.number) == (0, 1)  # type: ignore[union-attr]
        assert kept.former_mark["parts"]["answer"]["credit"] == 0
        acts = db.session.scalars(select(Act.name)).all()
        assert {"settle", "remark"} <= set(acts)
    home = ben.get("/").text
    assert "Our key was 0.25." in home
    assert "The authors replied to a problem" in home
    page = ben.get("/reports").text
    assert "You are right." in page
    assert "fixed in revision 2" in page
    ben.post("/reports/seen", report=report)
    assert "The authors replied" not in ben.get("/").text
    attempt = ben.ask(select(Attempt.id))
    assert "We marked this answer again" in ben.get(f"/attempts/{attempt}").text
    told = CliRunner().invoke(main, ["bank", "remark", "neuron/number"])
    assert "0 rise" in told.output


def test_marks_fall_only_if_the_author_says_so_and_options_are_known_by_their_texts(
    app: Flask, ben: Visitor, instructor: Visitor
) -> None:
    number = ben.number("choice")
    ben.open("choice")
    ben.answer("choice", answer="1")
    with app.app_context():
        text = latest_revision(db.session, number).text  # type: ignore[union-attr]
    right, wrong = text.split("[[answer.options]]")[1:]
    other_key = "\n".join(line for line in wrong.splitlines() if not line.startswith("name"))
    other_key = other_key.replace("false", "true") + "\n\n"
    mend(app, number, right + "[[answer.options]]" + wrong,
         other_key + "[[answer.options]]" + right.replace("true", "false"))  # fmt: skip
    assert ben.ask(select(Attempt.responses)) == {"answer": "#a"}
    assert "0 rise, 1 fall, 0 stay the same." in instructor.get(f"/bank/{number}/remark").text
    instructor.post(f"/bank/{number}/remark")
    assert ben.ask(select(Attempt.score)) == 1
    instructor.get(f"/bank/{number}/remark")
    instructor.post(f"/bank/{number}/remark", lower=1)
    assert ben.ask(select(Attempt.score)) == 0
    assert ben.ask(select(Attempt.responses)) == {"answer": "#b"}


def test_a_corrected_key_leads_to_its_answers_without_a_report(
    ben: Visitor, instructor: Visitor
) -> None:
    number = ben.number("number")
    link = f'href="/bank/{number}/remark?revision=2"'
    for seed, given in ((1, "0.88"), (2, "5")):
        ben.open("number", seed=seed)
        ben.answer("number", answer=given)
    text = text_on(instructor.get(f"/bank/{number}/edit?view=toml").text)
    assert "remark?revision" not in instructor.get(f"/bank/{number}/revisions").text
    instructor.get(f"/bank/{number}/edit")
    key = text.replace("value = 0.88", "value = 5 # 0.88")
    saved = instructor.post(f"/bank/{number}/edit", action="save", text=key, base=1).text
    assert "If it corrects the answer, re-mark earlier answers too" in saved
    assert link in saved
    assert link in instructor.get(f"/bank/{number}/revisions/2").text
    assert "remark?revision" not in instructor.get(f"/bank/{number}/revisions/1").text
    assert "Nothing has changed yet" in instructor.get(f"/bank/{number}/remark").text
    instructor.post(f"/bank/{number}/remark", revision=2)
    page = instructor.get(f"/bank/{number}/remark?revision=2").text
    assert "1 score rose and 0 fell" in page
    assert "Nothing has changed yet" not in page
    instructor.get(f"/bank/{number}/edit")
    reworded = key.replace('title = "', 'title = "Newer: ')
    saved = instructor.post(f"/bank/{number}/edit", action="save", text=reworded, base=2).text
    assert "Saved as revision 3" in saved
    assert "If it corrects" not in saved


def test_nobody_reports_more_in_a_day_than_can_be_read(ben: Visitor, instructor: Visitor) -> None:
    number = ben.number("number")
    ben.open("number")
    for n in range(11):
        page = ben.post(f"/practice/{number}/report", seed=0, report=f"Problem {n}.")
    assert "10 problems within a day" in page.text
    assert "10 reports" in instructor.get("/bank/reports").text
