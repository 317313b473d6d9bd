"""Questions, answers and marks as JSON."""

from __future__ import annotations

from datetime import date, datetime
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
Level = Annotated[Whole, Field(ge=1, le=3, description="1 easy, 2 medium, 3 hard.")]
Key = Annotated[
    str,
    StringConstraints(min_length=8, max_length=80, pattern=r"^[\w.-]+$"),
    Field(
        description="Made by you, ideally a UUID. An answer is stored once for each key, however "
        "often you send it."
    ),
]
BY_PART = "By part name."
IN_THE_WAY = "The index of the character that could not be read."
MODEL = "For a text: the model answer to compare it with."
FOUND = "For a text: what it says of each point of its rubric."
RUBRIC = "For a text: the points, numbered from 1."
UNREAD = "What could not be read."
Response = Annotated[str, StringConstraints(max_length=LONGEST_RESPONSE)]


class Variant(Sent):
    """A variant of a question: its seed, its level, and what is changed."""

    seed: Seed = 0
    level: Level | None = Field(default=None, description="By default the question's own.")
    and_if: str = Field(default="", max_length=80, description="The name of a “What if …?”.")


class QuestionQuery(Variant):
    revision: Id | None = Field(default=None, description="By default the latest.")


class Part(BaseModel):
    """One blank."""

    name: str = Field(examples=["grad.W1[0,1]"])
    label: str = Field(description="LaTeX; may be empty if it is the only part.")
    kind: str = Field(description="What kind of answer: number, expression, choice, …")
    how: str = Field(description="What to write, in Markdown; may be empty.")
    passage: str = Field(description="A text to complete, in Markdown; usually empty.")
    choices: list[str] = Field(description="What to choose from, in Markdown; numbered from 1.")
    partners: list[str] = Field(description="Of a matching: lettered from a.")
    symbols: list[str] = Field(description="That a formula may use.")
    digits: int | None = Field(description="Significant ones, of a number.")
    decimals: int | None = Field(description="After the point, of a number.")


class Question(BaseModel):
    """A question as it is asked."""

    question_id: int
    revision: int = Field(description="Identifies the text; send it back with the answer.")
    slug: str = Field(examples=["backprop/two-layer"])
    skill: str
    title: str
    type: str
    level: int
    levels: list[int] = Field(description="At which it can be asked.")
    and_if: str
    seed: int
    fingerprint: str = Field(description="Identifies the exercise's structure and numbers.")
    statement: str = Field(description="Markdown with LaTeX between $.")
    parts: list[Part]
    hints: int = Field(description="How many there are; reading one counts as help.")

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
    """How one blank looks as JSON."""
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
        digits=getattr(expected, "digits", None),
        decimals=getattr(expected, "decimals", None),
    )


class Answered(Variant):
    """An answer, to be marked by the server."""

    key: Key
    question_id: Id
    revision: Id
    fingerprint: str | None = Field(
        default=None,
        description="The question's, as you showed it; refused if the server's is different.",
    )
    responses: dict[str, Response] = Field(description="What was typed, by part name.")
    leave_blank: bool = Field(default=False, description="Accept it even if parts are blank.")
    hints_used: Whole = Field(default=0, ge=0, le=1000)
    duration_seconds: float | None = Field(default=None, ge=0, le=86400, allow_inf_nan=False)
    answered_at: AwareDatetime | None = Field(
        default=None,
        description="By default, and at most, now. A time before the account or the question "
        "existed is refused, or taken as now if the door is not `api`, since the device's clock "
        "must be wrong.",
    )
    door: Literal["api", "drill", "mock", "offline", "placement"] = Field(
        default="api", description="Where it was asked."
    )


class FoundPoint(BaseModel):
    """What a text says of one point of its rubric."""

    state: Literal["said", "partly", "contradicted", "not found"]
    confidence: float = Field(ge=0, le=1)
    spans: list[tuple[int, int]] = Field(description="Of the characters that show it.")
    ticked: bool | None = Field(
        default=None, description="What its writer says, if the marker was not sure."
    )


class PartMark(BaseModel):
    """The mark of one part."""

    verdict: str = Field(
        description="correct, rounded, follow_through (correct given your "
        "earlier value), misconception:NAME (which would explain it), wrong, unreadable (or blank)."
    )
    credit: float = Field(ge=0, le=1)
    remark: str = Field(description="Markdown; may be empty.")
    also: list[str] = Field(default=[], description="Other misconceptions with the same result.")
    points: list[FoundPoint] = Field(default=[], description=FOUND)
    by_hand: float = Field(
        default=0.0, description="Share of a text's credit that rests on its writer's own word."
    )
    probe: str = Field(default="", description="What an interviewer might ask next.")


class Step(BaseModel):
    """One step of a derivation."""

    text: str = Field(description="Markdown.")
    latex: str
    quantity: str


class Twin(BaseModel):
    """What an interviewer may ask next; fetch the question with this `and_if`."""

    name: str
    question: str = Field(description="Markdown.")


class Solution(BaseModel):
    """What is shown after the mark."""

    question: Question
    answers: dict[str, str] = Field(description="Correct answers by part name, in Markdown.")
    explanation: str = Field(description="Markdown; may be empty.")
    correction: str = Field(description="A correction to the source; may be empty.")
    derivation: list[Step]
    twins: list[Twin]


class Attempt(BaseModel):
    """A marked and logged answer."""

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
    account: str = Field(description="One line on all parts (Markdown); empty where there is one.")
    parts: dict[str, PartMark]
    hints_used: int
    duration_seconds: float | None
    door: str
    answered_at: datetime
    day: date = Field(description="On which it counts: the day where you were.")
    solution: Solution | None = Field(default=None, description="If requested and available.")
