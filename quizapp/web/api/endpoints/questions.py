"""Topics, the next question, a particular question, and hints."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import BaseModel, Field

from quizapp import models, plan, practice
from quizapp.practice import Served
from quizapp.web.extensions import db
from quizapp.web.interview_lock import not_in_interview

from ...chance import chance
from ..endpoint import Group, Sent, endpoint
from ..problem import refuse
from ..shapes import Id, Question, QuestionQuery

SKILLS = Group(20, "skills")
NEXT = Group(30, "next")
QUESTIONS = Group(40, "questions")

PLAN = "plan"


class Skill(BaseModel):
    """A topic to practise."""

    skill: str = Field(description="Its identifier.")
    title: str
    summary: str = Field(description="Markdown.")
    questions: int
    requires: list[str] = Field(description="The skills to learn before it.")


class Skills(BaseModel):
    skills: list[Skill]


class NextQuery(Sent):
    topic: str | None = Field(
        default=None,
        max_length=80,
        description="A skill, or `plan` to follow the plan; by default any skill.",
    )
    avoid: Id | None = Field(
        default=None, description="A question to ask only if there is no other."
    )


class Hint(BaseModel):
    """One hint, which says more than the one before."""

    number: int
    of: int
    text: str = Field(description="Markdown.")


@endpoint("GET", "/skills", answer=Skills, group=SKILLS)
def skills(learner: models.Learner) -> Skills:
    """The topics, in the order to learn them."""
    return Skills(skills=topics())


@endpoint("GET", "/next", query=NextQuery, answer=Question, missing=True, group=NEXT)
def following(learner: models.Learner, query: NextQuery) -> Question:
    """The next question: a new one, or else the one not seen for longest.

    Generated exercises have new numbers.
    """
    skill = query.topic
    if query.topic == PLAN:
        skill = plan.next_skill(db.session, learner, now=datetime.now(UTC))
    served = practice.serve(db.session, learner, skill=skill, chance=chance(), avoid=query.avoid)
    if served is None:
        refuse(
            404, "This topic has no questions; see /api/v1/skills for topics that have some.",
            code="no_questions",
        )  # fmt: skip
    return Question.of(served)


@endpoint("GET", "/questions/{question_id}", query=QuestionQuery, answer=Question, group=QUESTIONS)
def question(learner: models.Learner, question_id: int, query: QuestionQuery) -> Question:
    """A particular question and variant."""
    return Question.of(opened(question_id, query))


@endpoint(
    "GET",
    "/questions/{question_id}/hints/{number}",
    query=QuestionQuery,
    answer=Hint,
    group=QUESTIONS,
)
def hint(learner: models.Learner, question_id: int, number: int, query: QuestionQuery) -> Hint:
    """One hint, numbered from 1.

    Say how many you read when you submit the answer.
    """
    not_in_interview(learner, question_id)
    hints = opened(question_id, query).hints
    if not 1 <= number <= len(hints):
        refuse(404, f"This question has {len(hints)} hints.", code="no_hint")
    return Hint(number=number, of=len(hints), text=hints[number - 1])


def topics() -> list[Skill]:
    requires = {row.slug: row.requires for row in db.session.query(models.Skill)}
    return [
        Skill(skill=topic.slug, title=topic.title, summary=topic.summary,
              questions=topic.questions, requires=requires[topic.slug])
        for topic in practice.skills(db.session)
    ]  # fmt: skip


def opened(question_id: int, said: QuestionQuery) -> Served:
    """The question in this variant; ends the request with 404 if there is none."""
    return practice.open_served(
        db.session, question_id, said.seed, said.revision, level=said.level, and_if=said.and_if
    ) or refuse(
        404, "There is no such question, or it was retired; /api/v1/next gives another.",
        code="no_question",
    )  # fmt: skip
