"""Whiteboards: derivations that are checked line by line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, Field

from engine import BadQuestion
from engine.derivation.derivation import steps_for
from engine.whiteboard import BoardLine
from quizapp import models, whiteboard
from quizapp.web.extensions import db
from quizapp.web.interview_lock import not_in_interview
from quizapp.whiteboard import Opened

from ...chance import chance
from ..endpoint import Group, Sent, Whole, endpoint, sample
from ..paging import More, PartOfList, part
from ..problem import refuse
from ..shapes import IN_THE_WAY, UNREAD, Id, Question, QuestionQuery, Step
from .questions import opened

WHITEBOARDS = Group(130, "whiteboards")

LONGEST = 500  # characters of a line


class Written(BaseModel):
    """A line or a hint on the board."""

    text: str = Field(description="As it was typed.")
    latex: str
    verdict: str = Field(description="right, given, wrong, …, hint or unreadable.")
    remark: str = Field(description="Markdown; may be empty.")
    at: int | None = Field(description=IN_THE_WAY)
    open: list[str] = Field(description="LaTeX of the derivatives that are still open.")


class Board(BaseModel):
    """The state of a derivation."""

    board_id: int
    question: Question
    target: str = Field(description="The part to derive.")
    lines: list[Written]
    unread: Written | None = Field(default=None, description=UNREAD)
    finished: bool
    hints_used: int
    derivation: list[Step] = Field(default=[], description="The model derivation, at the end.")


class Begun(BaseModel):
    """A board in the list of boards."""

    board_id: int
    title: str
    target: str
    lines: int
    finished: bool


class Boards(BaseModel):
    boards: list[Begun]
    more: More


class Start(QuestionQuery):
    model_config = sample(topic="neuron")

    question_id: Id | None = Field(default=None, description="By default any that fits.")
    topic: str | None = Field(default=None, max_length=80, description="By default any.")
    target: str = Field(default="", max_length=80, description="By default a part far back.")


class Writing(Sent):
    model_config = sample(after=0, action="hint")

    after: Whole = Field(ge=0, le=999, description="How many lines there were when you looked.")
    action: Literal["write", "hint", "undo"] = "write"
    line: str = Field(default="", max_length=LONGEST, description="Like `dE/dy = y - t`.")


@endpoint("GET", "/whiteboards", query=PartOfList, answer=Boards, group=WHITEBOARDS)
def whiteboards(learner: models.Learner, query: PartOfList) -> Boards:
    """Your boards, unfinished ones first."""
    found, more = part(whiteboard.boards(db.session, learner), query)
    return Boards(more=more, boards=[
        Begun(board_id=row.id, title=row.revision.question.title, target=row.target,
              lines=len(row.lines), finished=row.finished_at is not None)
        for row in found
    ])  # fmt: skip


@endpoint("POST", "/whiteboards", body=Start, answer=Board, missing=True, group=WHITEBOARDS)
def begin_board(learner: models.Learner, body: Start) -> Board:
    """Begin to derive a gradient, from one question or from any on a topic."""
    if body.question_id is None:
        served = whiteboard.choose(
            db.session, learner, skill=body.topic, level=body.level, chance=chance()
        ) or refuse(
            404, "This topic has nothing to derive; leave it out to get any topic.",
            code="nothing_to_derive",
        )  # fmt: skip
    else:
        served = opened(body.question_id, body)
    not_in_interview(learner, served.question_row.id)
    target = whiteboard.target_of(served.exercise, body.target)
    if target is None:
        refuse(
            404, "This question asks for no gradient to derive by hand.", code="nothing_to_derive"
        )
    row = whiteboard.start(db.session, learner, served, target, now=datetime.now(UTC))
    db.session.commit()
    return _told(whiteboard.open_board(row))


@endpoint("GET", "/whiteboards/{board_id}", answer=Board, group=WHITEBOARDS)
def board(learner: models.Learner, board_id: int) -> Board:
    """A board, with every line checked."""
    return _told(_mine(learner, board_id))


@endpoint(
    "POST", "/whiteboards/{board_id}", body=Writing, answer=Board, conflict=True, group=WHITEBOARDS
)
def write_line(learner: models.Learner, board_id: int, body: Writing) -> Board:
    """Write a line, ask for a hint, or undo the last line.

    A line that cannot be read is not added to the board; it is returned as `unread`.
    """
    found, now, unread = _mine(learner, board_id), datetime.now(UTC), None
    if body.after != len(found.row.lines):
        refuse(409, "The board has changed in the meantime. GET it, then write your line.")
    if body.action == "hint":
        whiteboard.hint(found, now=now)
    elif body.action == "undo":
        whiteboard.undo(found.row)
    else:
        line = whiteboard.write(found, body.line, now=now)
        unread = line if line.verdict == "unreadable" else None
    db.session.commit()
    return _told(whiteboard.open_board(found.row), unread)


def _told(found: Opened, unread: BoardLine | None = None) -> Board:
    done = found.row.finished_at is not None
    steps = steps_for(found.served.exercise, found.row.target) if done else ()
    return Board(
        board_id=found.row.id,
        question=Question.of(found.served),
        target=found.row.target,
        lines=[_written(line) for line in found.board.lines],
        unread=_written(unread) if unread else None,
        finished=done,
        hints_used=found.row.hints_used,
        derivation=[Step(text=one.text, latex=one.latex, quantity=one.quantity) for one in steps],
    )


def _written(line: BoardLine) -> Written:
    return Written.model_validate(line, from_attributes=True)


def _mine(learner: models.Learner, board_id: int) -> Opened:
    row = db.session.get(models.Whiteboard, (learner.id, board_id))
    if row is None:
        refuse(404, "You have no such board; /api/v1/whiteboards lists yours.", code="no_board")
    try:
        return whiteboard.open_board(row)
    except BadQuestion:
        refuse(404, "This board's question has changed since. Begin a new one.", code="gone")
