"""The checks of a study page: each with its form, or with its mark once it is answered.

The address of the page says what was answered since it was opened: `2-17.5-18` is the attempt 17
in place 2 and the attempt 18 in place 5.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from engine import BadQuestion
from quizapp import mock, practice
from quizapp.models import Attempt, Question, Revision
from quizapp.practice import Served

from ..extensions import db
from ..visitor import learner
from .blanks import PageBlank, fresh, marked
from .mark_summary import MarkSummary, summary

MOST = 40  # answers in an address
_PAIR = re.compile(r"(\d{1,2})-(\d{1,9})")

Refused = tuple[int, Served, list[PageBlank]]  # a place, and what could not be marked there


@dataclass(frozen=True)
class PlacedCheck:
    """A check in its place on the page; `said` is the summary of its mark, once it has one."""

    place: int
    served: Served
    blanks: list[PageBlank]
    token: str
    said: MarkSummary | None = None


def answered(text: str) -> dict[int, int]:
    """The attempt in each place, as the address says."""
    return {int(place): int(number) for place, number in _PAIR.findall(text)[:MOST]}


def written(attempts: Mapping[int, int]) -> str:
    """The same for an address."""
    return ".".join(f"{place}-{number}" for place, number in sorted(attempts.items()))


def placed(
    skill: str,
    slugs: Sequence[str],
    attempts: Mapping[int, int],
    now: datetime,
    refused: Refused | None = None,
) -> tuple[list[PlacedCheck | None], datetime | None]:
    """What each place shows, and when the next check that rests is due."""
    shown = _marks(attempts, skill)
    if refused:
        place, served, blanks = refused
        shown[place] = PlacedCheck(place, served, _numbered(blanks, place), uuid.uuid4().hex)
    found = practice.checks(
        db.session,
        learner(),
        skill,
        slugs,
        now,
        {place: one.served.question_row.id for place, one in shown.items()},
    )
    every = [
        _asked(place, served) if served else shown.get(place)
        for place, served in enumerate(found.places)
    ]
    return every, found.next_due


def _asked(place: int, served: Served) -> PlacedCheck:
    return PlacedCheck(place, served, _numbered(fresh(served.exercise), place), uuid.uuid4().hex)


def _marks(attempts: Mapping[int, int], skill: str) -> dict[int, PlacedCheck]:
    """The learner's own answers with their marks, in the places where they can be shown."""
    known = learner()
    if not attempts or known is None:
        return {}
    withheld = mock.withheld(db.session, known)
    query = (
        select(Attempt)
        .join(Attempt.revision)
        .join(Revision.question)
        .options(contains_eager(Attempt.revision).contains_eager(Revision.question))
        .where(
            Attempt.learner_id == known.id, Attempt.id.in_(attempts.values()),
            Question.skill_slug == skill, Question.id.not_in(withheld),
        )
    )  # fmt: skip
    own = {attempt.id: attempt for attempt in db.session.scalars(query)}
    found = {place: _marked(place, own[number]) for place, number in attempts.items()
             if number in own}  # fmt: skip
    return {place: one for place, one in found.items() if one}


def _marked(place: int, attempt: Attempt) -> PlacedCheck | None:
    """An answer with its mark; None if it cannot be shown in a note."""
    try:
        served = practice.reopen(db.session, attempt)
    except BadQuestion:
        return None
    blanks = marked(served.exercise, attempt)
    if not blanks[0].way.is_quick or len(blanks) > 1:
        return None
    said = summary(served.exercise, blanks, attempt.mark | {"score": attempt.score})
    return PlacedCheck(place, served, _numbered(blanks, place), "", said)


def _numbered(blanks: list[PageBlank], place: int) -> list[PageBlank]:
    """The only blank of a check, with an id that no other check on the page has."""
    return [replace(blank, number=place) for blank in blanks]
