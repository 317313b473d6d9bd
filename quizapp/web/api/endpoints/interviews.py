"""Mock interviews: timed, with mixed questions, and without marks until the end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from flask import url_for
from pydantic import BaseModel, Field

from quizapp import mock, models
from quizapp.practice import NotMarked
from quizapp.web.extensions import db

from ...chance import chance
from ..debriefs import Debrief, debriefed
from ..endpoint import Group, Sent, Whole, endpoint, sample
from ..paging import More, PartOfList, part
from ..problem import refuse
from ..shapes import BY_PART, UNREAD, Question, Response
from .attempts import Unread, unread_parts

INTERVIEWS = Group(120, "interviews")


class Interview(BaseModel):
    """The state of an interview."""

    interview_id: int
    minutes: int
    state: Literal["running", "paused", "silent", "over", "finished"] = Field(
        description="silent: no request for three minutes; over: time is up, so submit it."
    )
    left_seconds: float
    position: int = Field(description="The current question's, from 0; send it back.")
    question: Question | None = Field(description="The current question while it is running.")
    probe: str = Field(
        default="",
        description="What is asked about your text (Markdown): send it again, continued.",
    )
    unread: dict[str, Unread] = Field(default={}, description=UNREAD)
    begun_at: datetime
    score: float | None = Field(default=None, description="After the end.")


class Interviews(BaseModel):
    interviews: list[Interview]
    more: More


class Beginning(Sent):
    model_config = sample(minutes=15)

    minutes: Literal[15, 30, 45]


class Turn(Sent):
    model_config = sample(position=0, action="answer", responses={"answer": "1"})

    position: Whole = Field(ge=0, le=999)
    action: Literal["answer", "skip", "pause", "resume", "alive", "end"] = Field(
        description="alive: you are still there (say so at least every three minutes); end: "
        "`responses` answer the current question."
    )
    responses: dict[str, Response] = Field(default={}, description=BY_PART)
    heard: bool | None = Field(
        default=None,
        description="For answer: false lets the interviewer ask about a text once more before "
        "the next question; true answers that `probe`.",
    )
    count_silence: bool = Field(
        default=False, description="For resume: whether you were thinking while silent."
    )


class Points(Sent):
    model_config = sample(points=[1, 3])

    points: list[Whole] = Field(max_length=9, description="Those your text covers, from 1.")


class Link(BaseModel):
    path: str = Field(description="Anyone with this address can read the debrief.")


@endpoint("GET", "/interviews", query=PartOfList, answer=Interviews, group=INTERVIEWS)
def interviews(learner: models.Learner, query: PartOfList) -> Interviews:
    """Your current interview, if any, and past ones, newest first."""
    under_way = mock.open_interview(db.session, learner)
    over = [_told(one.interview, score=one.score) for one in mock.past(db.session, learner)]
    found, more = part(([_told(under_way)] if under_way else []) + over, query)
    return Interviews(interviews=list(found), more=more)


@endpoint("POST", "/interviews", body=Beginning, answer=Interview, missing=True, group=INTERVIEWS)
def begin_interview(learner: models.Learner, body: Beginning) -> Interview:
    """Begin an interview, or continue the current one."""
    found = mock.begin(db.session, learner, body.minutes, now=datetime.now(UTC), chance=chance())
    if found is None:
        refuse(404, "The bank has no questions to ask.", code="no_questions")
    db.session.commit()
    return _told(found)


@endpoint("GET", "/interviews/{interview_id}", answer=Interview, group=INTERVIEWS)
def interview(learner: models.Learner, interview_id: int) -> Interview:
    """The state of an interview, with the current question."""
    return _told(_mine(learner, interview_id))


@endpoint("POST", "/interviews/{interview_id}", body=Turn, answer=Interview, group=INTERVIEWS)
def take_turn(learner: models.Learner, interview_id: int, body: Turn) -> Interview:
    """Answer, skip, pause, resume or end.

    Sending a turn twice changes nothing.
    """
    found, now = _mine(learner, interview_id), datetime.now(UTC)
    refused = _turn(found, body, now)
    db.session.commit()
    return _told(found, refused)


@endpoint(
    "GET", "/interviews/{interview_id}/debrief", answer=Debrief, conflict=True, group=INTERVIEWS
)
def debrief(learner: models.Learner, interview_id: int) -> Debrief:
    """The result of an interview: by area, by topic, and question by question."""
    return debriefed(mock.debrief(db.session, _over(learner, interview_id)))


@endpoint("POST", "/interviews/{interview_id}/texts/{number}", body=Points, answer=Debrief,
          conflict=True, group=INTERVIEWS)  # fmt: skip
def compare_text(learner: models.Learner, interview_id: int, number: int, body: Points) -> Debrief:
    """Say which points of the rubric a text covers; its `number` is in the debrief."""
    found = _over(learner, interview_id)
    mock.check(db.session, found, number - 1, body.points)
    db.session.commit()
    return debriefed(mock.debrief(db.session, found))


@endpoint("PUT", "/interviews/{interview_id}/link", answer=Link, conflict=True, group=INTERVIEWS)
def share_interview(learner: models.Learner, interview_id: int) -> Link:
    """Let anyone with the link read the debrief."""
    found = _over(learner, interview_id)
    mock.share(found)
    db.session.commit()
    return Link(path=url_for("mock.shared", token=found.share_token))


@endpoint("DELETE", "/interviews/{interview_id}/link", group=INTERVIEWS)
def unshare_interview(learner: models.Learner, interview_id: int) -> None:
    """Withdraw the link."""
    mock.unshare(_mine(learner, interview_id))
    db.session.commit()


def _turn(found: models.Interview, said: Turn, now: datetime) -> NotMarked | None:
    if said.action == "answer":
        served = mock.current(db.session, found)
        names = {part.name for part in served.exercise.parts} if served else set()
        given = {name: text for name, text in said.responses.items() if name in names}
        refused = mock.answer(
            db.session, found, said.position, given, now=now, chance=chance(), heard=said.heard
        )
        return refused if isinstance(refused, NotMarked) else None
    if said.action == "skip":
        mock.skip(db.session, found, said.position, now=now, chance=chance())
    elif said.action == "pause":
        mock.pause(db.session, found, now=now)
    elif said.action == "resume":
        mock.resume(db.session, found, now=now, count_silence=said.count_silence)
    elif said.action == "alive":
        mock.alive(db.session, found, now=now)
    elif said.position == found.position:
        mock.finish(db.session, found, said.responses, now=now)
    return None


def _told(
    found: models.Interview, refused: NotMarked | None = None, score: float | None = None
) -> Interview:
    now = datetime.now(UTC)
    state = mock.state(found, now)
    served = mock.current(db.session, found) if state == mock.State.RUNNING else None
    return Interview(
        interview_id=found.id, minutes=found.minutes, state=state.value,
        left_seconds=round(mock.left(found, now), 1), position=found.position,
        question=Question.of(served).model_copy(update={"hints": 0}) if served else None,
        probe=mock.items_of(found)[-1].probe if served else "",
        unread=unread_parts(served, refused, rubric=False) if served and refused else {},
        begun_at=found.created_at, score=score,
    )  # fmt: skip


def _over(learner: models.Learner, interview_id: int) -> models.Interview:
    found = _mine(learner, interview_id)
    if not found.finished_at:
        refuse(
            409, "The interview is still running. End it first, then fetch the debrief.",
            code="running",
        )  # fmt: skip
    return found


def _mine(learner: models.Learner, interview_id: int) -> models.Interview:
    return mock.mine(db.session, learner, interview_id) or refuse(
        404,
        "You have no such interview; /api/v1/interviews lists yours.",
        code="no_interview",
    )
