"""How a question, an answer and its mark look as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, Field, JsonValue, StringConstraints

from engine.answers._base import LONGEST_RESPONSE
from quizapp.kinds import kind_of
from quizapp.practice import Served
from quizapp.practice.served import SEEDS
from quizapp.web.forms import LARGEST

from .endpoint import Sent, Whole

Id = Annotated[Whole, Field(ge=0, le=LARGEST)]
Seed = Annotated[
    Whole,
    Field(
        ge=0, lt=SEEDS,
        description="Which variant: the numbers of an exercise, or the order of what there is to "
        "choose from. 0 keeps the question's own order.",
    ),
]  # fmt: skip
Level = Annotated[Whole, Field(ge=1, le=3, description="1 warm-up, 2 interview, 3 hard.")]
Key = Annotated[
    str,
    StringConstraints(min_length=8, max_length=80, pattern=r"^[\w.-]+$"),
    Field(
        description="Made by you, best a UUID; the same key is stored once, however often it "
        "is sent, and from however many devices."
    ),
]
BY_PART = "By the name of the part."
IN_THE_WAY = "The index of the character that is in the way."
MODEL = "Of a text: the answer to compare it with."
RUBRIC = "Of a text: the points, numbered from 1."
UNREAD = "What could not be read just now."
Response = Annotated[str, StringConstraints(max_length=LONGEST_RESPONSE)]


class Variant(Sent):
    """Which variant of a question: its numbers, how hard, and what is changed about it."""

    seed: Seed = 0
    level: Level | None = Field(default=None, description="By default the question's own.")
    and_if: str = Field(default="", max_length=80, description="The name of an “and if …?”.")


class QuestionQuery(Variant):
    revision: Id | None = Field(default=None, description="By default the latest.")


class Part(BaseModel):
    """One blank."""

    name: str = Field(examples=["grad.W1[0,1]"])
    label: str = Field(description="LaTeX; may be empty where it is the only one.")
    kind: str = Field(description="What kind of answer: number, expression, choice, …")
    how: str = Field(description="What to write, in Markdown; may be empty.")
    passage: str = Field(description="A text to be completed, in Markdown; mostly empty.")
    choices: list[str] = Field(description="What to choose from, in Markdown; numbered from 1.")
    partners: list[str] = Field(description="Of a matching: lettered from a.")
    symbols: list[str] = Field(description="That a formula may use.")
    decimals: int | None = Field(description="After the point, of a number.")


class Question(BaseModel):
    """A question as it is asked."""

    question_id: int
    revision: int = Field(description="The very text; send it back with the answer.")
    slug: str = Field(examples=["backprop/two-layer"])
    skill: str
    title: str
    type: str
    level: int
    levels: list[int] = Field(description="At which it can be asked.")
    and_if: str
    seed: int
    fingerprint: str = Field(description="Of the structure and the numbers it is made of.")
    statement: str = Field(description="Markdown with LaTeX between $.")
    parts: list[Part]
    hints: int = Field(description="How many there are; a hint read counts as help.")

    @classmethod
    def of(cls, served: Served) -> Question:
        row, question, exercise = served.question_row, served.question, served.exercise
        return cls(
            question_id=row.id,
            revision=served.revision.id,
            slug=row.slug,
            skill=row.skill_slug,
            title=question.title,
            type=question.type,
            level=question.level,
            levels=list(served.levels),
            and_if=question.and_if,
            seed=served.seed,
            fingerprint=exercise.fingerprint,
            statement=exercise.statement,
            parts=[part_of(part) for part in exercise.parts],
            hints=len(served.hints),
        )


def part_of(part: Any) -> Part:
    """What a program is told of one blank."""
    expected, kind = part.answer, kind_of(part.answer)
    return Part(
        name=part.name,
        label=part.label,
        kind=expected.kind,
        how=kind.how_in_one(expected),
        passage=kind.passage(expected),
        choices=kind.choices(expected),
        partners=kind.partners(expected),
        symbols=list(getattr(expected, "symbols", ())),
        decimals=getattr(expected, "decimals", None),
    )


class Answered(Sent):
    """An answer. It is marked here, from the responses as they were typed."""

    key: Key
    question_id: Id
    revision: Id
    seed: Seed = 0
    level: Level | None = None
    and_if: str = Field(default="", max_length=80)
    fingerprint: str | None = Field(
        default=None,
        description="Of the question as it was shown; refused where it is another one here.",
    )
    responses: dict[str, Response] = Field(description="What was typed, by the name of the part.")
    leave_blank: bool = Field(default=False, description="Mark it although parts are blank.")
    hints_used: Whole = Field(default=0, ge=0, le=1000)
    duration_seconds: float | None = Field(default=None, ge=0, le=86400, allow_inf_nan=False)
    answered_at: AwareDatetime | None = Field(
        default=None,
        description="By default, and at most, now. A time before the account or the question "
        "was made is refused; of a device (any door but `api`), whose clock is wrong then, it is "
        "taken as now.",
    )
    door: Literal["api", "drill", "mock", "offline"] = Field(
        default="api", description="Where it was asked."
    )


class PartMark(BaseModel):
    """How one part went."""

    verdict: str = Field(
        description="correct, rounded, follow_through (correct given your "
        "earlier value), misconception:NAME (consistent with it), wrong, unreadable (or blank)."
    )
    credit: float = Field(ge=0, le=1)
    remark: str = Field(description="Markdown; may be empty.")
    also: list[str] = Field(default=[], description="Other misconceptions that give the same.")


class Step(BaseModel):
    """One line of a derivation."""

    text: str = Field(description="Markdown.")
    latex: str
    quantity: str


class Twin(BaseModel):
    """What an interviewer may ask next: fetch the question with this `and_if`."""

    name: str
    question: str = Field(description="Markdown.")


class Solution(BaseModel):
    """What is told after the mark."""

    question: Question
    answers: dict[str, str] = Field(description="The right one of each part, in Markdown.")
    explanation: str = Field(description="Markdown; may be empty.")
    correction: str = Field(description="What the source says otherwise; may be empty.")
    derivation: list[Step]
    twins: list[Twin]


class Attempt(BaseModel):
    """An answer that was marked and logged."""

    attempt_id: int
    key: str
    question_id: int
    revision: int
    slug: str
    skill: str
    title: str
    seed: int
    redraw: int
    fingerprint: str
    params: dict[str, JsonValue] = Field(
        description="Of the template; or the `order` in which a question showed what it has."
    )
    leaves: dict[str, JsonValue] = Field(description="The numbers the exercise is made of.")
    responses: dict[str, str] = Field(
        description="As typed. What was chosen has its place in the question: `#b`, whatever "
        "order was shown."
    )
    score: float = Field(ge=0, le=1)
    parts: dict[str, PartMark]
    hints_used: int
    duration_seconds: float | None
    door: str
    answered_at: datetime
    solution: Solution | None = Field(
        default=None, description="Where it was asked for, and can be told."
    )
