"""What is fixed about a question once somebody has answered it."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from quizapp.kinds import KINDS
from quizapp.models import Attempt, Question, Revision

from .file_problem import Problem, at_key
from .load import read_question

INSTEAD = "Leave its type as it was, or retire it and write a new question."


def was_answered(session: Session, question: Question) -> bool:
    """Whether anybody has answered any revision of the question."""
    of_it = select(Revision.id).where(Revision.question_id == question.id)
    return bool(session.scalar(select(exists().where(Attempt.revision_id.in_(of_it)))))


def type_problems(session: Session, question: Question, text: str, place: str) -> list[Problem]:
    """Why this text cannot be the question's: its answers would belong to another type.

    The text has passed the check; `place` is the file's path or the question's name.
    """
    new = read_question(text).type
    if question.id is None or new == question.type or not was_answered(session, question):
        return []
    was, now = (KINDS[one].name if one in KINDS else one for one in (question.type, new))
    what = f"This was answered as “{was}”, so it can't become “{now}”."
    return [at_key(place, text, ("type",), what, INSTEAD)]
