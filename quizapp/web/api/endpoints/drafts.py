"""Drafts: answers not submitted yet, shared with the learner's browsers."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, Field

from quizapp import models, practice
from quizapp.practice.drafts import PREFIX as FIELD
from quizapp.web.extensions import db

from ..endpoint import Group, Whole, endpoint, sample
from ..paging import More, PartOfList, part
from ..shapes import Key, QuestionQuery, Response, Variant
from .questions import opened

DRAFTS = Group(110, "drafts")


class Draft(BaseModel):
    """An answer that has not been submitted."""

    question_id: int
    seed: int
    level: int | None
    and_if: str
    title: str
    key: str | None = Field(description="The key to submit the answer with.")
    responses: dict[str, str]
    hints_used: int
    updated_at: datetime


class Drafts(BaseModel):
    drafts: list[Draft]
    more: More


class Typed(Variant):
    model_config = sample(responses={"answer": "1"}, hints_used=1)

    key: Key | None = None
    responses: dict[str, Response]
    hints_used: Whole = Field(default=0, ge=0, le=1000)


@endpoint("GET", "/drafts", query=PartOfList, answer=Drafts, group=DRAFTS)
def drafts(learner: models.Learner, query: PartOfList) -> Drafts:
    """Your latest unfinished answers, newest first."""
    found, more = part(practice.drafts(db.session, learner), query)
    return Drafts(drafts=[_told(row) for row in found], more=more)


@endpoint("PUT", "/drafts/{question_id}", body=Typed, group=DRAFTS)
def keep_draft(learner: models.Learner, question_id: int, body: Typed) -> None:
    """Save what was typed so far; submitting the answer deletes it."""
    served = opened(question_id, QuestionQuery(**body.model_dump(include={*Variant.model_fields})))
    fields = [["hints", str(body.hints_used)]] + ([["token", body.key]] if body.key else [])
    fields += practice.fields_of(served.exercise, body.responses)
    practice.keep_draft(
        db.session, learner, practice.place(served),
        {"title": served.question.title, "fields": fields},
        token=body.key or "", now=datetime.now(UTC),
    )  # fmt: skip
    db.session.commit()


@endpoint("DELETE", "/drafts/{question_id}", query=QuestionQuery, group=DRAFTS)
def drop_draft(learner: models.Learner, question_id: int, query: QuestionQuery) -> None:
    """Delete what was typed."""
    practice.drop_draft(db.session, learner, practice.place(opened(question_id, query)))
    db.session.commit()


def _told(row: models.Draft) -> Draft:
    place = urlsplit(row.place)
    said = {name: values[0] for name, values in parse_qs(place.query).items()}
    typed: dict[str, list[str]] = defaultdict(list)
    for name, text in row.content["fields"]:
        typed[name].append(text)
    return Draft(
        question_id=int(place.path.rpartition("/")[2]),
        seed=int(said.get("seed", 0)),
        level=int(said["level"]) if "level" in said else None,
        and_if=said.get("and_if", ""),
        title=row.content["title"],
        key=typed.get("token", [None])[0],
        responses={
            name.removeprefix(FIELD): " ".join(texts)
            for name, texts in typed.items()
            if name.startswith(FIELD)
        },
        hints_used=int(typed.get("hints", ["0"])[0] or 0),
        updated_at=row.updated_at,
    )
