"""Submitting answers, and reading the log of them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from engine import Unreadable
from engine.answers.short_answer import Unsure
from quizapp import mock, models, practice
from quizapp.kinds import is_written
from quizapp.practice import NotMarked, Served
from quizapp.practice.claimed_times import could_be
from quizapp.web.extensions import db
from quizapp.web.interview_lock import LOCKED, not_in_interview

from ..endpoint import Group, Sent, endpoint, sample
from ..problem import TITLES, refuse
from ..problem_codes import REFUSALS
from ..shapes import (
    BY_PART,
    FOUND,
    IN_THE_WAY,
    RUBRIC,
    Answered,
    Attempt,
    FoundPoint,
    Id,
)
from ..telling import told

ATTEMPTS = Group(50, "attempts")

MOST = 50  # answers at once
PAGE = 100
TOO_EARLY = (
    "answered_at is before your account or this question existed. Send the time at which it was "
    "answered, or leave answered_at out to use the current time."
)

SAMPLE = {
    "key": "6f1c9a52-7c1e-4b8a-9d53-0c8f6f0f2a11", "question_id": 1, "revision": 1, "seed": 0,
    "responses": {"answer": "1"}, "leave_blank": True,
}  # fmt: skip


class Answers(Sent):
    model_config = sample(attempts=[SAMPLE], explain=True)

    attempts: Annotated[list[Answered], Field(min_length=1, max_length=MOST)]
    explain: bool = Field(default=False, description="Whether to include solutions.")


class Unread(BaseModel):
    """A part that could not be read; it is not marked wrong, so ask for it again."""

    advice: str = Field(description="Markdown.")
    at: int | None = Field(description=IN_THE_WAY)
    blank: bool
    rubric: list[str] = Field(
        default=[],
        description=f"{RUBRIC} Append a last line `[self-check: 1 3]` with the unsure ones that it "
        "makes, or `none`. The model answer comes with the mark.",
    )
    points: list[FoundPoint] = Field(default=[], description=FOUND)
    unsure: list[int] = Field(
        default=[], description="The numbers of the points that are asked about; only they count."
    )


class Outcome(BaseModel):
    """The result of one answer."""

    key: str
    outcome: Literal["stored", "known", "unread", "refused"] = Field(
        description="stored; known, if it was stored before; unread, to ask again; refused, "
        "if it fits no question here."
    )
    attempt: Attempt | None = Field(default=None, description="If it is stored.")
    unread: dict[str, Unread] = Field(default={}, description=BY_PART)
    detail: str = Field(default="", description="Why it was refused, with advice.")
    code: str = Field(default="", description="Why it was refused, for programs.")


class Outcomes(BaseModel):
    """An outcome for each answer, in order."""

    outcomes: list[Outcome]


class PageQuery(Sent):
    after: Id = Field(default=0, description="The last `attempt_id` that you have.")
    limit: int = Field(default=PAGE, ge=1, le=PAGE)


class Attempts(BaseModel):
    """A page of the log, in order of arrival."""

    attempts: list[Attempt]
    more: bool = Field(description="Whether there are more: ask again `after` the last.")
    total: int = Field(description="Length of the whole log. If you have fewer, read from 0.")


class OneQuery(Sent):
    explain: bool = Field(default=True, description="Whether to include the solution.")


@endpoint("POST", "/attempts", body=Answers, answer=Outcomes, group=ATTEMPTS)
def submit(learner: models.Learner, body: Answers) -> Outcomes:
    """Answer one or many questions.

    The server marks them from what was typed. If you are not sure that an answer arrived, send it
    again with the same `key`; it is stored only once. Each answer has its own outcome, so one that
    is refused or unread does not affect the others.
    """
    outcomes = [take(learner, answered, body.explain) for answered in body.attempts]
    db.session.commit()
    return Outcomes(outcomes=outcomes)


@endpoint("GET", "/attempts", query=PageQuery, answer=Attempts, group=ATTEMPTS)
def attempts(learner: models.Learner, query: PageQuery) -> Attempts:
    """Your answers, wherever you gave them."""
    found = practice.log_after(db.session, learner, query.after, limit=query.limit + 1)
    shown = [told(row) for row in found[: query.limit]]
    total = practice.log_length(db.session, learner)
    return Attempts(attempts=shown, more=len(found) > query.limit, total=total)


@endpoint("GET", "/attempts/{attempt_id}", query=OneQuery, answer=Attempt, group=ATTEMPTS)
def attempt(learner: models.Learner, attempt_id: int, query: OneQuery) -> Attempt:
    """One answer with its mark and solution."""
    found = db.session.get(models.Attempt, (learner.id, attempt_id))
    if found is None:
        refuse(404, "You have no such attempt; /api/v1/attempts lists yours.", code="no_attempt")
    not_in_interview(learner, found.revision.question_id)
    return told(found, explain=query.explain)


def take(
    learner: models.Learner, said: Answered, explain: bool, here: tzinfo | None = None
) -> Outcome:
    """Mark and store one answer, once; the caller commits.

    `here` is the time zone of the learner's days if there is no plan, by default the answer's own.
    """
    now = datetime.now(UTC)
    if stored := practice.stored(db.session, learner, said.key):
        return _kept(stored, said, explain)
    served = practice.open_served(
        db.session, said.question_id, said.seed, said.revision, level=said.level, and_if=said.and_if
    )
    if served is None:
        return _refused(said, REFUSALS["no_variant"], "no_variant")
    if explain and said.question_id in mock.withheld(db.session, learner):
        return _refused(said, " ".join(TITLES[LOCKED]), "in_interview")
    if said.fingerprint and said.fingerprint != served.exercise.fingerprint:
        return _refused(
            said,
            "The server draws different numbers for this question, so the answer can't be marked. "
            "Update quizapp where you answered it.",
            "other_numbers",
        )
    at = said.answered_at or now
    if not could_be(at, learner, served.revision):
        if said.door == "api":
            return _refused(said, TOO_EARLY, "too_early")
        at = now  # the device's clock is wrong, which can't be corrected later
    try:
        result = practice.submit(
            db.session, served, learner, said.responses, token=said.key,
            now=min(at, now).astimezone(here) if here else min(at, now), door=said.door,
            hints_used=min(said.hints_used, len(served.hints)) if said.hints_used else 0,
            duration_seconds=said.duration_seconds, leave_blank=said.leave_blank,
        )  # fmt: skip
    except ValueError as error:  # a part that does not exist
        return _refused(said, str(error), "no_part")
    if isinstance(result, NotMarked):
        return Outcome(key=said.key, outcome="unread", unread=unread_parts(served, result))
    practice.drop_draft(db.session, learner, practice.place(served))
    return Outcome(key=said.key, outcome="stored", attempt=told(result, explain=explain))


def _kept(stored: models.Attempt, said: Answered, explain: bool) -> Outcome:
    same_question = (stored.revision_id, stored.seed) == (said.revision, said.seed)
    if not (same_question and practice.says(stored, said.responses)):
        return _refused(
            said,
            "You have already answered with this key, and that answer is kept. Make a new key to "
            "answer again.",
            "key_used",
        )
    return Outcome(key=said.key, outcome="known", attempt=told(stored, explain=explain))


def _refused(said: Answered, detail: str, code: str) -> Outcome:
    return Outcome(key=said.key, outcome="refused", detail=detail, code=code)


def unread_parts(served: Served, result: NotMarked, *, rubric: bool = True) -> dict[str, Unread]:
    """What could not be read, by part; includes the points to tick in a text if `rubric` is set."""
    return {
        name: _told(served, name, trouble, name in result.blank, rubric)
        for name, trouble in result.parts.items()
    }


def _told(served: Served, name: str, trouble: Unreadable, blank: bool, rubric: bool) -> Unread:
    expected: Any = served.exercise.part(name).answer
    blank = blank and not isinstance(trouble, Unsure)
    found = Unread(advice=str(trouble), at=trouble.at, blank=blank)
    if not is_written(expected.kind) or blank or not rubric:
        return found
    more: dict[str, Any] = {"rubric": [entry.told for entry in expected.rubric]}
    if isinstance(trouble, Unsure):
        more["points"] = [FoundPoint(**one.as_dict()) for one in trouble.examined.points]
        more["unsure"] = [index + 1 for index in trouble.examined.unsure]
    return found.model_copy(update=more)
