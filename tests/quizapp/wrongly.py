"""Attempts as they were stored while a key of ours was wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import Exercise, build, mark
from engine.exercise.variant import as_it_was
from quizapp.models import Attempt, Learner, Question, Revision, Skill

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEMPLATE = "linear_separability"
TEXT = f"""title = "A table of three inputs"
type = "template"
level = 3
source = "Linear separability"
explanation = '''A plane parts them, or none does.'''
template = "{TEMPLATE}"
[params]
inputs = 3
"""
WRONG, RIGHT, REMARK = 27, 28, 103  # seeds: of a wrong answer, of none, of an untrue remark


def question_of_tables(session: Session) -> Revision:
    """The question whose keys were wrong, in its own topic."""
    if found := session.scalar(select(Revision).where(Revision.text == TEXT)):
        return found
    skill = Skill(slug="tables", title="Tables", summary="", position=9)
    question = Question(slug="tables/three", skill=skill, title="A table of three inputs",
                        type="template", level=3)  # fmt: skip
    revision = Revision(question=question, number=1, text=TEXT, digest="tables", created_at=NOW)
    session.add_all([skill, question, revision])
    session.flush()
    return revision


def exercise_then(seed: int) -> Exercise:
    return as_it_was(TEMPLATE, seed, inputs=3, tables="any")


def exercise_now(seed: int) -> Exercise:
    return build(TEMPLATE, seed, inputs=3)


def keys(exercise: Exercise) -> dict[str, str]:
    return {part.name: part.answer.write() for part in exercise.parts}


def answered_then(
    session: Session,
    learner: Learner,
    seed: int,
    responses: dict[str, str] | None = None,
    *,
    token: str = "",
    door: str = "web",
) -> Attempt:
    """An attempt as the wrong keys marked it, by default with correct answers of today."""
    exercise = exercise_then(seed)
    given = keys(exercise) if responses is None else responses
    marked = mark(exercise, given)
    attempt = Attempt(
        learner_id=learner.id, revision_id=question_of_tables(session).id, seed=seed,
        redraw=exercise.redraw, fingerprint=exercise.fingerprint, params=dict(exercise.params),
        leaves={}, responses=given, mark=marked.as_dict(), score=marked.score,
        token=token or f"then {seed}", door=door, created_at=NOW,
    )  # fmt: skip
    session.add(attempt)
    session.flush()
    return attempt
