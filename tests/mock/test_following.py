"""What is asked after a wrong option that is named: a question on the same misconception."""

from __future__ import annotations

import random
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.mock.following import Turn, probe
from quizapp.mock.items import ANSWERED, Item
from quizapp.mock.judging import MISCONCEPTION, outcome
from quizapp.models import Question
from quizapp.practice import Served, open_served
from tests.mock.candidate import Candidate


def choices(session: Session) -> list[Served]:
    """Every question of one choice, with its options in some order."""
    numbers = session.scalars(select(Question.id).where(Question.type == "choice"))
    return [served for number in numbers if (served := open_served(session, number, 5))]


def turn(candidate: Candidate, served: Served, written: str) -> Turn:
    """That option was chosen."""
    row = served.question_row
    item = Item(
        question=row.id, revision=served.revision.id, seed=served.seed, level=row.level, and_if="",
        fingerprint=served.exercise.fingerprint, kind=row.type, area="concept",
        skill=row.skill_slug, target=30.0, token="t", state=ANSWERED,
    )  # fmt: skip
    said = outcome(served.exercise, {"answer": written})
    return Turn(candidate.session, candidate.learner, served, [item], *said, random.Random(3))


def names(served: Served) -> set[str]:
    return {entry.name for part in served.exercise.parts for entry in part.answer.misconceptions}


def test_a_named_option_is_followed_by_a_question_that_names_the_same(
    session: Session, candidate: Candidate
) -> None:
    found = choices(session)
    on_topic: dict[tuple[str, str], set[int]] = defaultdict(set)
    for served in found:
        for name in names(served):
            on_topic[served.question_row.skill_slug, name].add(served.question_row.id)
    followed = 0
    for served in found:
        for entry in served.exercise.parts[0].answer.misconceptions:
            asked = turn(candidate, served, entry.written)
            assert (asked.outcome, asked.bent) == (MISCONCEPTION, entry.name)
            others = on_topic[asked.skill, entry.name] - {served.question_row.id}
            if others:
                first = next(iter(probe(asked)))
                assert first is not None
                assert first.question_row.id in others
                followed += 1
    assert followed >= 4


def test_without_a_name_any_quick_question_on_the_topic_follows(
    session: Session, candidate: Candidate
) -> None:
    served = next(each for each in choices(session) if not names(each))
    missed = served.exercise.parts[0].answer.near_misses()[0]
    asked = turn(candidate, served, missed)
    assert (asked.outcome, asked.bent) == ("wrong", "")
    first = next(iter(probe(asked)))
    assert first is not None
    assert first.question_row.skill_slug == asked.skill
    assert first.question_row.id != served.question_row.id
