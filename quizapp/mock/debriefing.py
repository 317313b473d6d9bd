"""The debrief of an interview: what was answered, how well, and how fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.kinds import is_written
from quizapp.models import Attempt, Interview, Learner, Skill, recognised
from quizapp.practice import Served

from .areas import AREAS
from .clock import GRACE, limit
from .interviewing import served_of
from .items import ANSWERED, OPEN, SKIPPED, Item, items_of, seconds

SLOW = 1.5  # times the target


@dataclass(frozen=True)
class DebriefedQuestion:
    """One question; `credit` is in 0..1, or None if it does not count (yet); times in seconds."""

    number: int
    item: Item
    served: Served | None
    attempt: Attempt | None
    seconds: float | None
    late: float  # how long after the end it was submitted
    credit: float | None

    @property
    def waiting(self) -> bool:
        """Whether it is a text that is still to be compared with its model answer."""
        return is_written(self.item.kind) and not self.attempt and self.answered

    @property
    def trust(self) -> float:
        """How much it counts: what its writer marked by hand weighs half."""
        parts = self.attempt.mark["parts"].values() if self.attempt else ()
        return 1 - max((part.get("by_hand", 0.0) for part in parts), default=0.0) / 2

    @property
    def answered(self) -> bool:
        return self.item.state == ANSWERED

    @property
    def unfinished(self) -> bool:
        return self.item.state == OPEN

    @property
    def pace(self) -> float | None:
        """The time it took, relative to its target."""
        return None if self.seconds is None else self.seconds / self.item.target

    @property
    def slow(self) -> bool:
        return self.pace is not None and self.pace > SLOW


@dataclass(frozen=True)
class Tally:
    """The result in one area or topic; `credit` is None if nothing counts."""

    name: str
    title: str
    questions: int
    credit: float | None
    lost: float = 0.0  # credit lost, in questions
    slow: int = 0  # questions that were correct, but far over the target
    open: int = 0  # questions that are not scored, or not yet
    skipped: int = 0
    before: float | None = None  # the credit in the previous interview


@dataclass(frozen=True)
class Belief:
    """A misconception that would explain some answers, and the numbers of their questions."""

    remark: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Past:
    """A past interview."""

    interview: Interview
    score: float | None
    areas: Mapping[str, float]


@dataclass(frozen=True)
class Debrief:
    """Everything to show after an interview."""

    interview: Interview
    entries: tuple[DebriefedQuestion, ...]
    score: float | None
    areas: tuple[Tally, ...]
    skills: tuple[Tally, ...]  # the costliest first
    beliefs: tuple[Belief, ...]
    before: Past | None

    @property
    def longest(self) -> float:
        """The longest time or target, in seconds."""
        return max(max(entry.seconds or 0.0, entry.item.target) for entry in self.entries)

    @property
    def scored(self) -> int:
        """How many questions the score is of."""
        return sum(entry.credit is not None for entry in self.entries)

    @property
    def waiting(self) -> int:
        return sum(entry.waiting for entry in self.entries)


def debrief(session: Session, interview: Interview) -> Debrief:
    """The debrief of a finished interview."""
    found = entries(session, interview)
    titles = {skill.slug: skill.title for skill in session.scalars(select(Skill))}
    before = next(iter(past(session, interview.learner, before=interview)), None)
    then = before.areas if before else {}
    by_area = _by(found, "area")
    areas = [
        replace(tally(name, area.title, by_area[name]), before=then.get(name))
        for name, area in AREAS.items()
    ]
    skills = [tally(slug, titles.get(slug, slug), asked)
              for slug, asked in _by(found, "skill").items()]  # fmt: skip
    return Debrief(
        interview=interview,
        entries=found,
        score=score_of(found),
        areas=tuple(areas),
        skills=tuple(sorted(skills, key=lambda skill: (-skill.lost, -skill.slow))),
        beliefs=tuple(beliefs(found)),
        before=before,
    )


def past(session: Session, learner: Learner, *, before: Interview | None = None) -> list[Past]:
    """The learner's finished interviews, newest first; or only the last one `before` another."""
    query = select(Interview).where(
        Interview.learner_id == learner.id, Interview.finished_at.is_not(None)
    )
    if before is not None:
        query = query.where(Interview.created_at < before.created_at).limit(1)
    rows = session.scalars(query.order_by(Interview.created_at.desc(), Interview.id.desc())).all()
    return [_past(session, row) for row in rows]


def entries(
    session: Session, interview: Interview, *, served: bool = True
) -> tuple[DebriefedQuestion, ...]:
    """Every question of the interview with its attempt and, if `served`, its exercise."""
    items = items_of(interview)
    tokens = [item.token for item in items]
    rows = session.scalars(
        select(Attempt).where(Attempt.learner_id == interview.learner_id, Attempt.token.in_(tokens))
    )
    attempts = {attempt.token: attempt for attempt in rows}
    return tuple(
        entry(items, index, limit(interview), attempts.get(item.token),
              served_of(session, item) if served else None)
        for index, item in enumerate(items)
    )  # fmt: skip


def entry(
    items: Sequence[Item], index: int, limit: float, attempt: Attempt | None, served: Served | None
) -> DebriefedQuestion:
    """The result of one item; if it came too late or was open at the end, it does not count."""
    item = items[index]
    late = max(0.0, (item.ended or 0.0) - limit)
    counted = late <= GRACE
    credit = attempt.score if attempt else 0.0 if item.state == SKIPPED else None
    return DebriefedQuestion(
        number=index + 1, item=item, served=served, attempt=attempt,
        seconds=seconds(items, index), late=late, credit=credit if counted else None,
    )  # fmt: skip


def score_of(found: Iterable[DebriefedQuestion]) -> float | None:
    """The mean credit of the questions that count, each weighed by how far it is to be trusted."""
    scored = [(entry.credit, entry.trust) for entry in found if entry.credit is not None]
    return fmean(*zip(*scored, strict=True)) if scored else None


def beliefs(found: Iterable[DebriefedQuestion]) -> list[Belief]:
    """The misconceptions that would explain answers, the most frequent first."""
    seen: dict[str, list[int]] = defaultdict(list)
    for asked in found:
        found_out = recognised(asked.attempt.mark) if asked.attempt else []
        for remark in dict.fromkeys(remark for _, remark in found_out):
            seen[remark].append(asked.number)
    listed = [Belief(remark, tuple(numbers)) for remark, numbers in seen.items()]
    return sorted(listed, key=lambda belief: -len(belief.numbers))


def tally(name: str, title: str, asked: Sequence[DebriefedQuestion]) -> Tally:
    """The combined result of these questions."""
    lost = sum(1 - entry.credit for entry in asked if entry.credit is not None)
    slow = sum(entry.slow and entry.credit == 1 for entry in asked)
    open_ = sum(entry.credit is None for entry in asked)
    skipped = sum(entry.item.state == SKIPPED for entry in asked)
    return Tally(name, title, len(asked), score_of(asked), lost, slow, open_, skipped)


def _by(found: Iterable[DebriefedQuestion], field: str) -> dict[str, list[DebriefedQuestion]]:
    groups: dict[str, list[DebriefedQuestion]] = defaultdict(list)
    for asked in found:
        groups[getattr(asked.item, field)].append(asked)
    return groups


def _past(session: Session, interview: Interview) -> Past:
    found = entries(session, interview, served=False)
    areas = {name: score_of(asked) for name, asked in _by(found, "area").items()}
    known = {name: score for name, score in areas.items() if score is not None}
    return Past(interview, score_of(found), known)
