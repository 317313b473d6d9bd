"""A text that leaves something out is asked about once, before the next question."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp import mock
from quizapp.mock.following import probing
from quizapp.mock.items import ANSWERED, OPEN
from quizapp.models import Attempt, Interview, Question
from tests.mock.candidate import Candidate

HALF = "It has inputs, each with its own weight."
REST = "A bias is added to the weighted sum, and an activation function makes the output of it."


@pytest.fixture
def interview(session: Session, candidate: Candidate) -> Interview:
    """An interview about the parts of a neuron, and nothing else."""
    others = update(Question).where(Question.slug != "neuron/key-components")
    session.execute(others.values(retired_at=candidate.now))
    return candidate.begin()


def say(candidate: Candidate, interview: Interview, text: str, heard: bool | None) -> object:
    candidate.wait(20)
    return mock.answer(
        candidate.session, interview, 0, {"answer": text}, now=candidate.now,
        chance=candidate.chance, heard=heard,
    )  # fmt: skip


def test_what_is_missing_is_asked_for_and_the_whole_text_is_marked(
    candidate: Candidate, interview: Interview
) -> None:
    asked = say(candidate, interview, HALF, heard=False)
    assert asked == "What is added to the sum?"
    assert say(candidate, interview, HALF, heard=False) == asked  # a page sent twice
    (item,) = mock.items_of(interview)
    assert (item.state, item.probe) == (OPEN, asked)
    assert say(candidate, interview, f"{HALF}\n{REST}", heard=True) is None
    (item,) = mock.items_of(interview)
    assert item.state == ANSWERED
    assert interview.finished_at
    (entry,) = mock.debrief(candidate.session, interview).entries
    assert REST in entry.item.responses["answer"]


def test_no_probe_is_for_those_who_cannot_hear_it_or_have_no_time_or_said_it_all(
    candidate: Candidate, interview: Interview
) -> None:
    exercise = candidate.asked(interview).exercise
    assert probing(exercise, {"answer": HALF}, 600)
    assert probing(exercise, {"answer": HALF}, 60) == ""
    assert probing(exercise, {"answer": exercise.parts[0].answer.model}, 600) == ""
    assert say(candidate, interview, HALF, heard=None) is None
    assert interview.finished_at


@pytest.mark.parametrize("way", ["skip", "end"])
def test_a_probe_may_be_left_unanswered_and_the_text_counts(
    candidate: Candidate, interview: Interview, way: str
) -> None:
    say(candidate, interview, HALF, heard=False)
    candidate.now += timedelta(seconds=5)
    candidate.skip(interview) if way == "skip" else candidate.end(interview)
    (item,) = mock.items_of(interview)
    assert (item.state, item.responses) == (ANSWERED, {"answer": HALF})
    kept = candidate.session.scalars(select(Attempt)).all()
    assert kept or mock.debrief(candidate.session, interview).entries[0].waiting
