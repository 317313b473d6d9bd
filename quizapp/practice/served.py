"""A question that is being asked: a revision, a seed, and the exercise that they make."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from tomllib import TOMLDecodeError
from typing import Any

from sqlalchemy.orm import Session

from engine import BadQuestion
from engine.exercise.exercise import Exercise
from engine.exercise.question import Question
from engine.exercise.variant import drawn_as
from engine.templates._base import ALL
from engine.twins._base import Twin, twins
from quizapp import models
from quizapp.bank.load import read_question
from quizapp.practice.hints import has_hints, hints

FULL_DRILL = "Full drill: every step"
KEPT = 256  # exercises: asked, answered and shown with their mark, each is made once
SEEDS = 2**31  # seeds are 0 .. SEEDS - 1, which fit into every database

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """Everything a page or the terminal needs to ask, mark and explain a question."""

    question_row: models.Question
    revision: models.Revision
    seed: int
    question: Question  # at the requested level, with the requested change
    exercise: Exercise
    levels: tuple[int, ...]  # that are available

    @property
    def twins(self) -> tuple[Twin, ...]:
        """The other changes to this exercise that an interviewer could ask about."""
        original = self.exercise.twin_of or self.exercise
        return tuple(twin for twin in twins(original) if twin.name != self.question.and_if)

    @property
    def follow_ups(self) -> list[tuple[str, str]]:
        """What else this exercise can be, with the question that asks for it: twins, full drill."""
        twins = [(twin.name, twin.question) for twin in self.twins]
        return [*twins, *([(ALL, FULL_DRILL)] if self.question.has_drill else [])]

    @property
    def hints(self) -> tuple[str, ...]:
        """Hints in Markdown, from a nudge to almost the whole derivation."""
        return hints(self.question, self.exercise)

    @property
    def has_hints(self) -> bool:
        """Whether there are any, which takes no derivation."""
        return has_hints(self.question, self.exercise)


def open_served(
    session: Session,
    question_id: int,
    seed: int,
    revision_id: int | None = None,
    *,
    level: int | None = None,
    and_if: str = "",
) -> Served | None:
    """The question with this seed; None if there is nothing to show.

    Uses this revision, so that what was shown is what is marked, or by default the latest one,
    unless the question is retired. `level` makes it easier or harder, `and_if` changes one thing.
    """
    if not 0 <= seed < SEEDS:
        return None
    if revision_id is None:
        revision = models.latest_revision(session, question_id)
        if revision is None or revision.question.retired_at:
            return None
    else:
        revision = models.one_revision(session, revision_id)
        if revision is None or revision.question_id != question_id:
            return None
    return _opened(revision, seed, level, and_if)


def open_latest(session: Session, seeds: Mapping[int, int]) -> dict[int, Served]:
    """Questions in use, each with its seed, as far as they can be shown."""
    if not seeds:
        return {}
    found = {
        revision.question_id: _opened(revision, seeds[revision.question_id])
        for revision in models.latest_revisions(session, seeds)
        if revision.question.retired_at is None
    }
    return {number: served for number, served in found.items() if served}


def _opened(
    revision: models.Revision, seed: int, level: int | None = None, and_if: str = ""
) -> Served | None:
    try:
        question = read_question(revision.text)
        asked = question.levels.get(level or question.level, question)
        return _put(revision, seed, question, asked.changed(and_if) if and_if else asked)
    except (BadQuestion, TOMLDecodeError) as error:
        log.warning("%s cannot be shown: %s", revision.question.slug, error)
        return None


def reopen(session: Session, attempt: models.Attempt) -> Served:
    """The question of an attempt, made again from its revision, seed and parameters.

    Where its template has changed since, from the numbers that the log keeps. `BadQuestion` where
    that gives another exercise.
    """
    question = read_question(attempt.revision.text)
    try:
        served = drawn_again(attempt.revision, attempt.seed, attempt.params)
        if served.exercise.fingerprint == attempt.fingerprint:
            return served
    except BadQuestion:
        if not attempt.leaves:
            raise
    if not attempt.leaves or question.drawn_from is None:
        raise BadQuestion(f"{question.title} is drawn differently now.")
    exercise = drawn_as(
        question.drawn_from, attempt.seed, attempt.redraw, attempt.params, attempt.leaves,
        list(attempt.mark["parts"]),
    )  # fmt: skip
    levels = tuple(question.levels)
    return Served(attempt.revision.question, attempt.revision, attempt.seed, question, exercise,
                  levels)  # fmt: skip


def drawn_again(revision: models.Revision, seed: int, params: Mapping[str, Any]) -> Served:
    """A revision with the seed and the parameters it was once drawn with."""
    question, exercise = redrawn(revision.text, seed, params)
    levels = tuple(read_question(revision.text).levels)
    return Served(revision.question, revision, seed, question, exercise, levels)


def redrawn(text: str, seed: int, params: Mapping[str, Any]) -> tuple[Question, Exercise]:
    """The question in a revision's text, and its exercise, as it was drawn back then.

    A fixed question without parameters was shown in the order of its file, with any seed.
    """
    question = read_question(text)
    if question.drawn_from:
        asked = question.given(params)
        return asked, _made(text, asked, seed)
    return question, _made(text, question, seed if params else 0)


def _put(revision: models.Revision, seed: int, question: Question, asked: Question) -> Served:
    levels = tuple(question.levels)
    exercise = _made(revision.text, asked, seed)
    return Served(revision.question, revision, seed, asked, exercise, levels)


def _made(text: str, asked: Question, seed: int) -> Exercise:
    """The exercise of a question as it is asked; the latest ones are kept."""
    chosen = asked.drawn_from
    params = {**asked.params, **chosen.complete(asked.plain)} if chosen else dict(asked.params)
    return _kept(text, json.dumps(params, sort_keys=True, default=str), seed)


@lru_cache(maxsize=KEPT)
def _kept(text: str, params: str, seed: int) -> Exercise:
    return replace(read_question(text), params=json.loads(params)).exercise(seed)
