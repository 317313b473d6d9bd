"""Saved questions, flags and notes, skipping questions, and reporting problems."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import BaseModel, Field

from quizapp import models, practice
from quizapp.web.extensions import db, limiter

from ..endpoint import Group, Sent, endpoint, sample, who
from ..paging import More, PartOfList, part
from ..problem import refuse
from ..shapes import Id, QuestionQuery
from .questions import QUESTIONS, opened

KEEPSAKES = Group(90, "keepsakes")
COMPLAINTS = Group(100, "complaints")

REPORTS = "30 per hour"  # for each token


class Keepsake(BaseModel):
    """What a learner saved about a question."""

    question_id: int
    title: str
    skill: str
    bookmarked: bool
    flagged: bool = Field(description="To come back to.")
    note: str
    updated_at: datetime

    @classmethod
    def of(cls, row: models.Keepsake) -> Keepsake:
        asked = row.question
        return cls(
            question_id=asked.id, title=asked.title, skill=asked.skill_slug,
            bookmarked=row.bookmarked, flagged=row.flagged, note=row.note,
            updated_at=row.updated_at,
        )  # fmt: skip


class Keepsakes(BaseModel):
    keepsakes: list[Keepsake]
    more: More


class Keeping(Sent):
    model_config = sample(bookmarked=True, note="Watch the order of the factors.")

    bookmarked: bool = False
    flagged: bool = Field(default=False, description="To come back to.")
    note: str = Field(default="", max_length=practice.LONGEST)


class Complaint(QuestionQuery):
    model_config = sample(question_id=1, text="The statement doesn't give the unit.")

    question_id: Id
    text: str = Field(min_length=1, max_length=practice.LONGEST)


@endpoint("GET", "/keepsakes", query=PartOfList, answer=Keepsakes, group=KEEPSAKES)
def keepsakes(learner: models.Learner, query: PartOfList) -> Keepsakes:
    """The questions you bookmarked, flagged or made notes on, newest first."""
    found, more = part(practice.kept(db.session, learner), query)
    return Keepsakes(keepsakes=[Keepsake.of(row) for row in found], more=more)


@endpoint("PUT", "/keepsakes/{question_id}", body=Keeping, answer=Keepsake, group=KEEPSAKES)
def keep(learner: models.Learner, question_id: int, body: Keeping) -> Keepsake:
    """Save a question, flag it, or make a note on it."""
    asked = _known(question_id)
    found = practice.keepsake(db.session, learner, asked.id, now=datetime.now(UTC))
    found.bookmarked, found.flagged, found.note = body.bookmarked, body.flagged, body.note.strip()
    db.session.commit()
    return Keepsake.of(found)


@endpoint("POST", "/questions/{question_id}/skip", group=QUESTIONS)
def skip(learner: models.Learner, question_id: int) -> None:
    """Put a question off, so that others come first."""
    practice.skip(db.session, learner, _known(question_id).id, now=datetime.now(UTC))
    db.session.commit()


@endpoint("POST", "/complaints", body=Complaint, missing=True, group=COMPLAINTS)
@limiter.limit(REPORTS, key_func=who)
def complain(learner: models.Learner, body: Complaint) -> None:
    """Tell the authors what is wrong with a question."""
    served = opened(body.question_id, body)
    try:
        practice.complain(db.session, learner, served, body.text.strip(), now=datetime.now(UTC))
    except practice.TooManyReports as error:
        refuse(429, str(error))
    db.session.commit()


def _known(question_id: int) -> models.Question:
    return db.session.get(models.Question, question_id) or refuse(
        404, "There is no such question; /api/v1/next gives one.", code="no_question"
    )
