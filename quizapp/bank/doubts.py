"""Points of short answers that learners had to decide themselves, and what would teach the marker.

A correction adds a phrasing to the question's rubric as a new revision. It is tried first on every
stored answer to the question, so that whoever adds it sees which findings it changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from engine import BadQuestion
from engine.answers.short_answer import ShortAnswer
from engine.short_answers.findings import Finding
from engine.short_answers.phrasing import phrasing
from quizapp.models import Attempt, Learner, Question, Revision, latest_revision

from .edit import save_revision
from .load import read_question

LATEST = 2000  # answers that are looked at
QUOTED = 3  # of the texts about one point
CHECK = "\n[self-check:"  # beginning of a learner's own ticks, behind the text


@dataclass
class Doubt:
    """A point that was unsure in some answers, and what their writers said of it."""

    question: Question
    index: int  # of the point, from 0
    point: str
    made: int = 0  # in how many answers, according to their writers
    asked: int = 0
    quotes: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def worth(self) -> int:
        """How much a correction would teach: answers settled either way are worth the most."""
        return max(self.made, self.asked - self.made)


@dataclass(frozen=True)
class Effect:
    """A stored answer in which another phrasing changes what is found."""

    text: str
    before: Finding
    after: Finding


def doubts(session: Session) -> list[Doubt]:
    """The unsure points of the latest answers, those first that would teach the most."""
    found: dict[tuple[int, int], Doubt] = {}
    for attempt, answer in _answers(session):
        points = attempt.mark["parts"]["answer"].get("points", ())
        for index, point in enumerate(points[: len(answer.rubric)]):
            if "ticked" not in point:
                continue
            question = attempt.revision.question
            doubt = found.setdefault(
                (question.id, index), Doubt(question, index, answer.rubric[index].point)
            )
            doubt.asked += 1
            doubt.made += point["ticked"]
            if len(doubt.quotes) < QUOTED:
                doubt.quotes.append((_text(attempt), point["ticked"]))
    return sorted(found.values(), key=lambda doubt: (-doubt.worth, -doubt.asked))


def tried(session: Session, question: Question, index: int, words: str) -> list[Effect]:
    """What one more phrasing of a point would change in all stored answers; changes nothing.

    Raises `BadQuestion` where it is no phrasing.
    """
    phrasing(words)
    latest = latest_revision(session, question.id)
    assert latest
    before, after = _answer(latest.text), _answer(_with(latest.text, index, words))
    texts = dict.fromkeys(_text(attempt) for attempt, _ in _answers(session, question))
    found = []
    for text in texts:
        was, now = (each.examine(text).points[index] for each in (before, after))
        if (was.state, was.is_sure) != (now.state, now.is_sure):
            found.append(Effect(text, was, now))
    return found


def teach(
    session: Session, question: Question, index: int, words: str, *, author: Learner, now: datetime
) -> Revision:
    """Add a phrasing to a point as a new revision; raises what `save_revision` does."""
    latest = latest_revision(session, question.id)
    assert latest
    return save_revision(
        session, question, _with(latest.text, index, words), author=author,
        note=f"Another way to say point {index + 1}", base_number=latest.number, now=now,
    )  # fmt: skip


def _with(text: str, index: int, words: str) -> str:
    import tomlkit

    doc: Any = tomlkit.parse(text)
    point = doc["answer"]["rubric"][index]
    point.setdefault("phrasings", tomlkit.array()).append(words.strip())
    return tomlkit.dumps(doc)


def _answers(
    session: Session, question: Question | None = None
) -> Iterator[tuple[Attempt, ShortAnswer]]:
    """The latest attempts at questions that are answered in sentences, newest first."""
    query = (
        select(Attempt).join(Attempt.revision).join(Revision.question)
        .options(joinedload(Attempt.revision).joinedload(Revision.question))
        .where(Question.type == ShortAnswer.kind).order_by(Attempt.id.desc()).limit(LATEST)
    )  # fmt: skip
    for attempt in session.scalars(query.where(Question.id == question.id) if question else query):
        try:
            yield attempt, _answer(attempt.revision.text)
        except BadQuestion:
            continue


def _answer(text: str) -> ShortAnswer:
    (part,) = read_question(text).exercise(0).parts
    assert isinstance(part.answer, ShortAnswer)
    return part.answer


def _text(attempt: Attempt) -> str:
    responses: Mapping[str, str] = attempt.responses
    return responses.get("answer", "").rpartition(CHECK)[0] or responses.get("answer", "")
