"""What the marker was unsure of is listed, and a phrasing is tried on stored answers first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from engine import BadQuestion
from quizapp.bank.doubts import doubts, teach, tried
from quizapp.corrections.reread import reread, underrated
from quizapp.models import Attempt, Question, latest_revision
from quizapp.practice import open_served, submit
from tests.quizapp.sample_bank import full_session, learner

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
TEXT = "It moves the boundary."


def test_a_point_that_learners_decided_is_listed_taught_and_marked_again(tmp_path: Path) -> None:
    session = full_session(tmp_path)
    question = session.scalars(select(Question).where(Question.type == "short_answer")).one()
    served = open_served(session, question.id, 0)
    assert served
    for number, ticks in enumerate(("1", "1", "none")):
        submit(
            session, served, learner(session), {"answer": f"{TEXT}\n[self-check: {ticks}]"},
            token=f"token-{number}", now=NOW, door="web",
        )  # fmt: skip
    first, *others = doubts(session)
    assert (first.index, first.made, first.asked, first.worth) == (1, 0, 3, 3)
    assert [(each.index, each.made) for each in others] == [(0, 2)]
    assert (TEXT, True) in others[0].quotes

    with pytest.raises(BadQuestion):
        tried(session, question, 0, "of the")
    (effect,) = tried(session, question, 0, "move|leave boundary")
    assert (effect.text, effect.after.state) == (TEXT, "said")
    assert not effect.before.is_sure

    revision = teach(
        session, question, 0, "move|leave boundary", author=learner(session), now=NOW + timedelta(1)
    )
    assert revision == latest_revision(session, question.id)
    ((attempt, marked),) = underrated(session, question)
    assert (attempt.score, marked.score) == (0, 0.5)
    reread(session, underrated(session, question), now=NOW + timedelta(2))
    session.commit()
    assert sorted(row.score for row in session.scalars(select(Attempt))) == [0.5, 0.5, 0.5]
    assert underrated(session, question) == []
