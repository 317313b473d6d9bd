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

from engine import BadQuestion
from quizapp import mock, practice
from quizapp.models import Attempt
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
    marks = {place: _marked(place, number, skill) for place, number in attempts.items()}
    shown = {place: one for place, one in marks.items() if one}
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


def _marked(place: int, number: int, skill: str) -> PlacedCheck | None:
    """The learner's own answer with its mark; None if it cannot be shown here."""
    attempt, known = db.session.get(Attempt, number), learner()
    if attempt is None or known is None or attempt.learner_id != known.id:
        return None
    row = attempt.revision.question
    if row.skill_slug != skill or row.id in mock.withheld(db.session, known):
        return None
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
