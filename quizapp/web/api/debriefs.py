"""The debrief of a mock interview, as JSON."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from quizapp import mock
from quizapp.kinds import is_written

from .shapes import MODEL, RUBRIC, Attempt
from .telling import told


class Tally(BaseModel):
    """The result in one area or topic."""

    name: str
    title: str
    questions: int
    credit: float | None = Field(description="In 0..1; null if nothing counts.")
    before: float | None = Field(description="The credit in the previous interview.")


class Asked(BaseModel):
    """One question of the interview."""

    number: int = Field(description="From 1.")
    title: str
    skill: str
    area: str
    state: str = Field(description="answered, skipped or open")
    seconds: float | None
    target_seconds: float
    late_seconds: float = Field(description="How long after the end it was submitted.")
    credit: float | None = Field(description="In 0..1; null if it does not count, or not yet.")
    waiting: bool = Field(description="A text to compare: POST its points to /texts/{number}.")
    model: str = Field(description=f"{MODEL} Empty while it is waiting.")
    rubric: list[str] = Field(description=RUBRIC)
    responses: dict[str, str]
    attempt: Attempt | None = Field(description="As logged, with its mark.")


class Belief(BaseModel):
    """A misconception that would explain some answers."""

    remark: str
    numbers: list[int] = Field(description="The numbers of these questions.")


class Debrief(BaseModel):
    """How an interview went."""

    interview_id: int
    score: float | None
    areas: list[Tally]
    skills: list[Tally] = Field(description="Those that cost the most points first.")
    beliefs: list[Belief]
    questions: list[Asked]


def debriefed(found: mock.Debrief) -> Debrief:
    return Debrief(
        interview_id=found.interview.id,
        score=found.score,
        areas=[Tally.model_validate(one, from_attributes=True) for one in found.areas],
        skills=[Tally.model_validate(one, from_attributes=True) for one in found.skills],
        beliefs=[Belief(remark=one.remark, numbers=list(one.numbers)) for one in found.beliefs],
        questions=[_asked(one) for one in found.entries],
    )


def _asked(one: mock.DebriefedQuestion) -> Asked:
    answer: Any = one.served.exercise.parts[0].answer if one.served else None
    is_text = answer is not None and is_written(one.item.kind)
    return Asked(
        number=one.number,
        title=one.served.question.title if one.served else "",
        skill=one.item.skill,
        area=one.item.area,
        state=one.item.state,
        seconds=one.seconds,
        target_seconds=one.item.target,
        late_seconds=one.late,
        credit=one.credit,
        waiting=one.waiting,
        model=answer.model if is_text and not one.waiting else "",
        rubric=[entry.told for entry in answer.rubric] if is_text else [],
        responses=dict(one.item.responses),
        attempt=told(one.attempt, explain=True) if one.attempt else None,
    )
