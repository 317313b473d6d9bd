"""A question as put before a learner: one revision, one seed, and the exercise they make."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from tomllib import TOMLDecodeError

from sqlalchemy.orm import Session

from engine import BadQuestion
from engine.exercise import Exercise
from engine.question import Question
from quizapp import models
from quizapp.bank.reading import read_question
from quizapp.hints import hints

SEEDS = 2**31  # seeds are 0 .. SEEDS - 1, so that every database can hold them

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """All that a page or a terminal needs to ask, mark and explain."""

    question_row: models.Question
    revision: models.Revision
    seed: int
    question: Question
    exercise: Exercise

    @property
    def hints(self) -> tuple[str, ...]:
        """Markdown, from a nudge to almost the whole derivation."""
        return hints(self.question, self.exercise)


def open_served(
    session: Session, question_id: int, seed: int, revision_id: int | None = None
) -> Served | None:
    """That question with that seed; None where there is nothing to show.

    Without `revision_id` the latest revision, unless the question is retired. With it that very
    revision, so that what was shown is what is marked.
    """
    if not 0 <= seed < SEEDS:
        return None
    if revision_id is None:
        revision = models.latest_revision(session, question_id)
        if revision is None or revision.question.retired_at:
            return None
    else:
        revision = session.get(models.Revision, revision_id)
        if revision is None or revision.question_id != question_id:
            return None
    try:
        return _put(revision, seed)
    except (BadQuestion, TOMLDecodeError) as error:
        log.warning("%s cannot be shown: %s", revision.question.slug, error)
        return None


def reopen(session: Session, attempt: models.Attempt) -> Served:
    """What that attempt answered, made again from its revision and seed."""
    return _put(attempt.revision, attempt.seed)


def _put(revision: models.Revision, seed: int) -> Served:
    question = read_question(revision.text)
    return Served(revision.question, revision, seed, question, question.exercise(seed))
