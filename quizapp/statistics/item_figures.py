"""How easy a question is, and how well it tells strong learners from weak ones.

All as Moodle defines them (docs.moodle.org/dev/Quiz_statistics_calculations): the facility index
is the mean score, its standard deviation that of a sample, and the discrimination index the
correlation of the score on a question with the score on the rest. Learners answer different
questions here, so their rest is the mean of their first answers to all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Question, QuestionSums

from .contribution import WHOLE
from .counting import ready

FEWEST = 5  # people: fewer could be told apart
RELIABLE = 20  # people: below, a correlation says little


@dataclass(frozen=True)
class Figures:
    """What first answers say of one question; shares are in 0..1."""

    question_id: int
    slug: str
    title: str
    answers: int
    facility: float
    spread: float  # the standard deviation of the score
    untried: int
    hinted: int
    compared: int  # learners who have answered other questions too
    discrimination: float | None  # None if everybody did the same, here or elsewhere

    @property
    def is_shown(self) -> bool:
        return self.answers >= FEWEST

    @property
    def is_reliable(self) -> bool:
        """Whether enough people were compared for the discrimination to mean something."""
        return self.compared >= RELIABLE and self.discrimination is not None


def all_figures(session: Session) -> list[Figures]:
    """Those of every question that somebody has answered; the caller commits the counting."""
    return list(_figures(session))


def figures_of(session: Session, question: Question) -> Figures:
    """Those of one question, perhaps of no answers; the caller commits the counting."""
    found = _figures(session, question.id)
    none = Figures(question.id, question.slug, question.title, 0, 0.0, 0.0, 0, 0, 0, None)
    return next(iter(found), none)


def _figures(session: Session, question_id: int | None = None) -> Iterable[Figures]:
    ready(session)
    columns = [column for column in QuestionSums.__table__.columns if not column.primary_key]
    query = select(Question.id, Question.slug, Question.title, *columns)
    query = query.join(QuestionSums, QuestionSums.question_id == Question.id)
    if question_id is not None:
        query = query.where(Question.id == question_id)
    for row in session.execute(query):
        n = row.answers
        yield Figures(
            row.id,
            row.slug,
            row.title,
            n,
            row.score / n / WHOLE,
            sqrt(max(0, n * row.score_x_score - row.score**2) / (n * max(n - 1, 1))) / WHOLE,
            row.untried,
            row.hinted,
            row.rested,
            correlation(
                row.rested, row.own, row.own_x_own, row.rest, row.rest_x_rest, row.own_x_rest
            ),
        )


def correlation(n: int, x: int, xx: int, y: int, yy: int, xy: int) -> float | None:
    """Pearson's, from whole sums, so that nothing is lost when they are subtracted."""
    of_x, of_y = n * xx - x * x, n * yy - y * y
    return (n * xy - x * y) / (sqrt(of_x) * sqrt(of_y)) if of_x and of_y else None
