"""Re-marks the attempts that one of our wrong answers had marked, and no others.

An erratum keeps a template's wrong keys, so that a variant can be made as it is and as it was. An
attempt is marked again if the keys of its variant differ between the two and the wrong ones had
marked it, which shows in its fingerprint or, if a wording has changed since, in its credit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from tomllib import TOMLDecodeError
from typing import Any

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from engine import BadQuestion, Exercise, Mark, mark
from engine.errata._base import ERRATA
from engine.exercise.variant import as_it_was
from quizapp.bank.load import read_question
from quizapp.mock.items import items_of, store
from quizapp.models import Attempt, Interview, Question, Revision, correct, renew, uncorrected
from quizapp.practice import drawn_again
from quizapp.statistics.counting import changing

AT_ONCE = 200  # rows


@dataclass(frozen=True)
class Again:
    """An attempt that a wrong key had marked, with its new mark."""

    attempt: Attempt
    template: str
    fingerprint: str
    mark: Mark
    wrong: bool  # whether a key was wrong; otherwise only a remark was

    @property
    def reason(self) -> str:
        return ERRATA[self.template].reason


def marked_wrongly(session: Session, templates: Collection[str], slug: str = "") -> list[Again]:
    """Find what wrong keys of these templates have marked and is not corrected yet.

    With `slug`, only attempts on that question. Changes nothing.
    """
    revisions = _revisions(session, templates, slug)
    found = (_again(row, revisions[row.revision_id]) for row in _attempts(session, list(revisions)))
    return [again for again in found if again]


def mark_again(session: Session, found: Iterable[Again], *, now: datetime) -> None:
    """Store the new marks and keep the former ones; the caller commits."""
    for again in found:
        if again.wrong:
            question = again.attempt.revision.question_id
            with changing(session, again.attempt.learner_id, question=question):
                correct(session, again.attempt, fingerprint=again.fingerprint,
                        mark=again.mark.as_dict(), reason=again.reason, now=now)  # fmt: skip
        else:
            renew(session, again.attempt, again.fingerprint)
        renew_interviews(session, again.attempt, fingerprint=again.fingerprint)


def _revisions(session: Session, templates: Collection[str], slug: str) -> dict[int, str]:
    """The template of every revision that uses one of the templates, by revision id."""
    query = select(Revision).join(Revision.question).where(Question.type == "template")
    found: dict[int, str] = {}
    for revision in session.scalars(query.where(Question.slug == slug) if slug else query):
        try:
            template = read_question(revision.text).template
        except (BadQuestion, TOMLDecodeError):
            continue
        if template and template in templates:
            found[revision.id] = template
    return found


def _attempts(session: Session, revisions: list[int]) -> Iterator[Attempt]:
    """The uncorrected attempts on these revisions."""
    query = select(Attempt).where(Attempt.revision_id.in_(revisions), uncorrected())
    return in_turn(session, query)


def in_turn(session: Session, query: Select[Attempt]) -> Iterator[Attempt]:
    """The attempts that a query finds, by learner and age, a few in memory at a time."""
    key, last = (Attempt.learner_id, Attempt.id), (0, 0)
    while rows := session.scalars(
        query.where(tuple_(*key) > last).order_by(*key).limit(AT_ONCE)
    ).all():
        last = rows[-1].learner_id, rows[-1].id
        yield from rows


def _again(attempt: Attempt, template: str) -> Again | None:
    """The attempt with its new mark; None if its mark stays."""
    try:
        is_now = drawn_again(attempt.revision, attempt.seed, attempt.params).exercise
        if attempt.fingerprint == is_now.fingerprint or attempt.redraw != is_now.redraw:
            return None
        was = as_it_was(template, attempt.seed, **attempt.params)
    except BadQuestion:
        return None
    marked = mark(is_now, attempt.responses)
    if was.parts == is_now.parts or not _by_the_wrong_answers(attempt, was, marked):
        return None
    wrong = _keys(was) != _keys(is_now)
    return Again(attempt, template, is_now.fingerprint, marked, wrong)


def _by_the_wrong_answers(attempt: Attempt, was: Exercise, marked: Mark) -> bool:
    """Whether the wrong keys gave the stored mark."""
    if attempt.fingerprint == was.fingerprint:
        return True
    stored = {name: part["credit"] for name, part in attempt.mark["parts"].items()}
    return stored == _credits(mark(was, attempt.responses)) != _credits(marked)


def _credits(marked: Mark) -> dict[str, float]:
    return {name: part.credit for name, part in marked.parts.items()}


def _keys(exercise: Exercise) -> list[Any]:
    return [part.answer.key for part in exercise.parts]


def renew_interviews(session: Session, attempt: Attempt, **changed: Any) -> None:
    """Let the debrief of the attempt's interview keep showing its question."""
    if attempt.door != "mock":
        return
    mine = select(Interview).where(Interview.learner_id == attempt.learner_id)
    for interview in session.scalars(mine):
        items = items_of(interview)
        if any(item.token == attempt.token for item in items):
            store(interview, [
                replace(item, **changed) if item.token == attempt.token else item
                for item in items
            ])  # fmt: skip
