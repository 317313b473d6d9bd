"""Questions to download, for programs that ask and mark offline."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from quizapp import models, practice
from quizapp.practice import Packed
from quizapp.web.extensions import db

from ..endpoint import Group, Sent, endpoint
from .questions import Skill, topics

PACK = Group(160, "pack")

MOST = 1000


class PackQuery(Sent):
    count: int | None = Field(
        default=None, ge=1, le=MOST, description="How many questions; by default all."
    )
    revisions: str | None = Field(
        default=None, pattern=r"^\d{1,9}(,\d{1,9}){0,99}$",
        description="Only these revisions instead, like `3,14`, which your attempts may need.",
    )  # fmt: skip


class PackedQuestion(BaseModel):
    """A question's complete source, including its answers."""

    question_id: int
    slug: str
    skill: str
    title: str
    type: str
    level: int
    in_use: bool = Field(description="Whether to ask it; otherwise it only explains attempts.")
    revision: int
    number: int = Field(description="The revision's number, from 1.")
    text: str = Field(description="TOML, as in the bank.")
    digest: str
    written_at: datetime
    proof: str = Field(
        description="The fingerprint of the variant with seed 0. If yours differs, your quizapp "
        "draws different numbers, and must not ask it."
    )


class Pack(BaseModel):
    """Everything needed to ask questions without the server."""

    skills: list[Skill]
    questions: list[PackedQuestion]


@endpoint("GET", "/pack", query=PackQuery, answer=Pack, group=PACK)
def pack(learner: models.Learner, query: PackQuery) -> Pack:
    """Questions to download for practising offline.

    If you ask for only some, topics of your plan come first, and among them those not practised
    for longest. Send the answers to /attempts when you are online.
    """
    if query.revisions:
        found = practice.packed(db.session, {int(n) for n in query.revisions.split(",")})
    else:
        found = practice.pack(db.session, learner, count=query.count)
    return Pack(skills=topics(), questions=[_told(one) for one in found])


def _told(one: Packed) -> PackedQuestion:
    asked, revision = one.revision.question, one.revision
    return PackedQuestion(
        question_id=asked.id,
        slug=asked.slug,
        skill=asked.skill_slug,
        title=asked.title,
        type=asked.type,
        level=asked.level,
        in_use=one.in_use,
        revision=revision.id,
        number=revision.number,
        text=revision.text,
        digest=revision.digest,
        written_at=revision.created_at,
        proof=one.proof,
    )
