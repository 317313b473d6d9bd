"""Attempts from the log, as JSON."""

from __future__ import annotations

from typing import Any

from engine import BadQuestion
from quizapp import models
from quizapp.kinds import kind_of
from quizapp.practice import Served, reopen
from quizapp.web.extensions import db

from .shapes import Attempt, PartMark, Question, Solution, Step, Twin


def told(row: models.Attempt, *, explain: bool = False) -> Attempt:
    """An attempt, with its solution if `explain` is set."""
    asked = row.revision.question
    return Attempt(
        attempt_id=row.id,
        key=row.token,
        question_id=asked.id,
        revision=row.revision_id,
        slug=asked.slug,
        skill=asked.skill_slug,
        title=asked.title,
        seed=row.seed,
        redraw=row.redraw,
        fingerprint=row.fingerprint,
        params=row.params,
        leaves=row.leaves,
        responses=row.responses,
        score=row.score,
        account=row.mark.get("account", ""),
        parts={name: PartMark(**part) for name, part in row.mark["parts"].items()},
        hints_used=row.hints_used,
        duration_seconds=row.duration_seconds,
        door=row.door,
        answered_at=row.created_at,
        day=row.day,
        solution=_solution(row) if explain else None,
    )


def _solution(row: models.Attempt) -> Solution | None:
    try:
        return solution(reopen(db.session, row))
    except BadQuestion:  # its template has changed since; the mark is kept
        return None


def solution(served: Served) -> Solution:
    question, exercise = served.question, served.exercise
    return Solution(
        question=Question.of(served),
        answers={part.name: _key(part.answer) for part in exercise.parts},
        explanation=question.explanation,
        correction=question.correction,
        derivation=[
            Step(text=step.text, latex=step.latex, quantity=step.quantity)
            for step in (exercise.steps if question.is_drawn else ())
        ],
        twins=[Twin(name=name, question=asked) for name, asked in served.follow_ups],
    )


def _key(answer: Any) -> str:
    solution = kind_of(answer).solution(answer).strip()
    return solution.replace("\u2212", "-") if answer.kind == "number" else solution
