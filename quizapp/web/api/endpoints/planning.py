"""Where one stands and what comes next: progress, the plan, today's list."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pydantic import BaseModel, Field, JsonValue

from quizapp import models, practice
from quizapp import plan as plans
from quizapp.plan import zones
from quizapp.web.extensions import db

from ..endpoint import Group, Sent, Whole, endpoint
from ..problem import Trouble, refuse

PROGRESS = Group(60, "progress")
PLAN = Group(70, "plan")
AGENDA = Group(80, "agenda")

SAMPLE: dict[str, JsonValue] = {
    "interview_on": "2099-01-31", "skills": [], "minutes_a_day": 25, "time_zone": "Europe/Berlin",
}  # fmt: skip


class SkillProgress(BaseModel):
    """How one topic goes."""

    slug: str
    title: str
    questions: int
    tried: int
    attempts: int
    accuracy: float | None = Field(description="The mean score.")
    last: datetime | None


class Mistake(BaseModel):
    """A question whose latest answer was not fully right."""

    attempt_id: int
    question_id: int
    title: str
    skill: str
    score: float
    verdicts: list[list[str]] = Field(description="Part, verdict and remark where credit was lost.")
    created_at: datetime


class Progress(BaseModel):
    """How it goes."""

    skills: list[SkillProgress]
    attempts: int
    accuracy: float | None
    streak: int = Field(description="Days in a row.")
    mistakes: list[Mistake]


class Plan(BaseModel):
    """What one prepares for."""

    interview_on: date | None
    skills: list[str] = Field(description="None: all.")
    minutes_a_day: int
    time_zone: str


class PlanMade(Sent):
    model_config = {"json_schema_extra": {"examples": [SAMPLE]}}

    interview_on: date | None = Field(default=None, description="None: no date.")
    skills: list[str] = Field(default=[], max_length=500, description="None: all.")
    minutes_a_day: Whole = Field(default=plans.MINUTES_A_DAY, ge=5, le=240)
    time_zone: str = Field(default="UTC", description="Of the IANA database, like `Europe/Berlin`.")


class Task(BaseModel):
    """So many questions of one topic."""

    skill: str
    title: str
    questions: int
    minutes: float


class Forecast(BaseModel):
    """The share one would know on the day, and where the middle 80 % of learners lie."""

    recall: float
    low: float
    high: float


class SkillForecast(Forecast):
    skill: str
    title: str


class Agenda(BaseModel):
    """Today's list, and how ready it makes."""

    interview_on: date | None
    day: date = Field(description="That counts: of the interview, or a month ahead.")
    days_left: int
    minutes: float
    minutes_done: float
    tasks: list[Task]
    readiness: Forecast
    skills: list[SkillForecast]
    raises_most: str | None


@endpoint("GET", "/progress", answer=Progress, group=PROGRESS)
def progress(learner: models.Learner) -> Progress:
    """How it goes, topic by topic, and what is not right yet."""
    found = practice.progress(db.session, learner, now=datetime.now(UTC))
    return Progress.model_validate(found.as_dict())


@endpoint("GET", "/plan", answer=Plan, missing=True, group=PLAN)
def plan(learner: models.Learner) -> Plan:
    """What you prepare for."""
    found = plans.plan_of(db.session, learner)
    if found is None:
        refuse(404, "There is no plan yet; PUT one here.")
    return Plan.model_validate(found, from_attributes=True)


@endpoint("PUT", "/plan", body=PlanMade, answer=Plan, group=PLAN)
def make_plan(learner: models.Learner, body: PlanMade) -> Plan:
    """Say when the interview is, what it is about, and how much time there is."""
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
    """What the plan asks for today, and how ready you would be on the day."""
    found = plans.agenda(db.session, learner, now=datetime.now(UTC))
    return Agenda.model_validate(found.as_dict())
