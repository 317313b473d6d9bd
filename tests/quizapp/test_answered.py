"""What was answered keeps its type, whoever tries to change it and how."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank import proposals
from quizapp.bank.edit import Rejected, save_revision
from quizapp.bank.load import read_question
from quizapp.bank.sync import sync
from quizapp.exchange.arriving import arrivals
from quizapp.exchange.going_out import items_of
from quizapp.models import latest_revision
from quizapp.practice import open_served, submit
from tests.quizapp.sample_bank import CHOICE, NOW, NUMBER, full_session, learner, row

SLUG = "neuron/weighted-sum"
OTHER = CHOICE.replace("What the bias does", "A weighted sum")
SAID = "This was answered as “Number”, so it can't become “Single choice”."


def test_an_answered_question_keeps_its_type_and_says_what_to_do_instead(tmp_path: Path) -> None:
    session = full_session(tmp_path)
    question, grace = row(session, SLUG), learner(session, "Grace")
    by = {"author": grace, "note": "", "base_number": 1, "now": NOW}
    proposed = proposals.propose(session, question, OTHER, **by)  # while nobody has answered it
    assert proposed
    session.flush()

    served = open_served(session, question.id, 0)
    assert served
    answer = {"token": "t", "now": NOW, "door": "web"}
    submit(session, served, learner(session), {"answer": "7"}, **answer)
    session.commit()

    with pytest.raises(Rejected, match=SAID) as caught:
        save_revision(session, question, OTHER, **by)
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert "retire it and write a new question" in problem.advice
    reviewer = learner(session, "Emmy")
    reviewer.role = "reviewer"
    with pytest.raises(proposals.CannotApprove, match=SAID):
        proposals.approve(session, proposed, by=reviewer, now=NOW)

    path = tmp_path / "questions" / f"{SLUG}.toml"
    path.write_text(OTHER)
    for _ in range(2):  # told until somebody settles it
        report = sync(session, path.parent.parent, now=NOW)
        assert [one.what for one in report.problems] == [SAID]
        assert not report.changed
        session.commit()

    (item,) = items_of(SLUG, read_question(OTHER))
    (arrival,) = arrivals(session, [replace(item, topic="neuron")], format="csv", source="x")
    assert arrival.action == "cannot"
    assert SAID in arrival.notes[0]

    latest = latest_revision(session, question.id)
    assert latest
    assert latest.text == NUMBER
    assert question.type == "number"
