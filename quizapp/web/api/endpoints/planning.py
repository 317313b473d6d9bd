"""Progress, the plan, and today's list."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pydantic import BaseModel, Field

from quizapp import models, practice
from quizapp import plan as plans
from quizapp.plan import zones
from quizapp.web.extensions import db

from ..endpoint import Group, Sent, Whole, endpoint, sample
from ..problem import Trouble, refuse

PROGRESS = Group(60, "progress")
PLAN = Group(70, "plan")
AGENDA = Group(80, "agenda")


class SkillProgress(BaseModel):
    """Progress in one topic."""

    slug: str
    title: str
    questions: int
    tried: int
    attempts: int
    accuracy: float | None = Field(description="The mean score.")
    last: datetime | None


class Mistake(BaseModel):
    """A question whose latest answer was not fully correct."""

    attempt_id: int
    question_id: int
    title: str
    skill: str
    score: float
    verdicts: list[list[str]] = Field(description="Part, verdict and remark of each mistake.")
    created_at: datetime


class Progress(BaseModel):
    """Progress in all topics."""

    skills: list[SkillProgress]
    attempts: int
    accuracy: float | None
    streak: int = Field(description="Days in a row.")
    mistakes: list[Mistake]


class Plan(BaseModel):
    """The interview to prepare for."""

    interview_on: date | None
    skills: list[str] = Field(description="Empty for all.")
    minutes_a_day: int
    time_zone: str


class PlanMade(Sent):
    model_config = sample(
        interview_on="2099-01-31", skills=[], minutes_a_day=25, time_zone="Europe/Berlin"
    )

    interview_on: date | None = Field(default=None, description="Null for no date.")
    skills: list[str] = Field(default=[], max_length=500, description="Empty for all.")
    minutes_a_day: Whole = Field(default=plans.MINUTES_A_DAY, ge=5, le=240)
    time_zone: str = Field(default="UTC", description="An IANA name, like `Europe/Berlin`.")


class Task(BaseModel):
    """A number of questions on one topic."""

    skill: str
    title: str
    questions: int
    minutes: int


class Forecast(BaseModel):
    """The expected share of correct answers, and the range of the middle 80% of learners."""

    recall: float
    low: float
    high: float


class SkillForecast(Forecast):
    skill: str
    title: str


class Agenda(BaseModel):
    """Today's list, and the forecast if you follow the plan."""

    interview_on: date | None
    today: date = Field(description="In your time zone.")
    day: date = Field(description="The day of the interview, or a month from now.")
    days_left: int
    questions: int = Field(description="Of today, with those that are done.")
    questions_done: int
    minutes: int = Field(description="That today's list still takes.")
    minutes_done: int
    tasks: list[Task]
    readiness: Forecast
    skills: list[SkillForecast]
    raises_most: str | None


@endpoint("GET", "/progress", answer=Progress, group=PROGRESS)
def progress(learner: models.Learner) -> Progress:
    """Your progress, topic by topic, and your mistakes."""
    found = practice.progress(db.session, learner, now=datetime.now(UTC))
    return Progress.model_validate(found.as_dict())


@endpoint("GET", "/plan", answer=Plan, missing=True, group=PLAN)
def plan(learner: models.Learner) -> Plan:
    """Your plan for the interview."""
    found = plans.plan_of(db.session, learner)
    if found is None:
        refuse(404, "There is no plan yet; PUT one here.", code="no_plan")
    return Plan.model_validate(found, from_attributes=True)


@endpoint("PUT", "/plan", body=PlanMade, answer=Plan, group=PLAN)
def make_plan(learner: models.Learner, body: PlanMade) -> Plan:
    """Set the date of the interview, its topics, and how much time you have."""
    now, kept = datetime.now(UTC), plans.plan_of(db.session, learner)
    try:
        zone = zones.read(body.time_zone, trusted=(kept.time_zone,) if kept else ())
    except ValueError as error:
        refuse(422, str(error), [Trouble(pointer="/time_zone", detail=str(error))])
    try:
        found = plans.save_plan(db.session, learner, now=now, **dict(body) | {"time_zone": zone})
    except ValueError as error:
        refuse(422, str(error), [Trouble(pointer="/interview_on", detail=str(error))])
    db.session.commit()
    return Plan.model_validate(found, from_attributes=True)


@endpoint("GET", "/agenda", answer=Agenda, group=AGENDA)
def agenda(learner: models.Learner) -> Agenda:
    """Today's list, and how ready you will be on the day."""
    found = plans.agenda(db.session, learner, now=datetime.now(UTC))
    return Agenda.model_validate(found.as_dict())
