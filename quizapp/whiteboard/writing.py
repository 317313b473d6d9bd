"""Boards and their lines: starting, writing, hints, undoing and reopening."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from engine import BadQuestion
from engine.exercise.exercise import Exercise, Part
from engine.exercise.question import Question
from engine.whiteboard import ASK, Board, BoardLine
from quizapp.models import Learner, Revision, Whiteboard
from quizapp.practice import Served, redrawn

MOST_LINES = 60


@dataclass(frozen=True)
class Opened:
    """A board with its question and its checked lines."""

    row: Whiteboard
    served: Served
    board: Board

    @property
    def target(self) -> Part:
        """The part to derive."""
        return self.served.exercise.part(self.row.target)

    @property
    def full(self) -> bool:
        return len(self.row.lines) >= MOST_LINES


def start(
    session: Session, learner: Learner, served: Served, target: str, *, now: datetime
) -> Whiteboard:
    """A board for a part of what was served: an unfinished one if there is any, or a new one."""
    params = dict(served.exercise.params)
    same = select(Whiteboard).where(
        Whiteboard.learner_id == learner.id,
        Whiteboard.revision_id == served.revision.id,
        Whiteboard.seed == served.seed,
        Whiteboard.target == target,
        Whiteboard.finished_at.is_(None),
    )
    for begun in session.scalars(same):
        if begun.params == params:
            return begun
    board = Whiteboard(
        learner_id=learner.id, revision_id=served.revision.id, seed=served.seed, params=params,
        target=target, lines=[], hints_used=0, created_at=now, finished_at=None,
    )  # fmt: skip
    session.add(board)
    session.flush()
    return board


def open_board(row: Whiteboard) -> Opened:
    """The board with every line checked; `BadQuestion` if its question has changed too much."""
    revision, params = row.revision, _params(row)
    board = _with(row, row.lines)
    question, exercise = _drawn(revision.text, row.seed, params)
    levels = tuple(question.levels)
    served = Served(revision.question, revision, row.seed, question, exercise, levels)
    return Opened(row, served, board)


def _params(row: Whiteboard) -> str:
    return json.dumps(row.params, sort_keys=True)


def _with(row: Whiteboard, lines: Sequence[str]) -> Board:
    """The stored board, with these lines in place of its own."""
    return _board(row.revision.text, row.seed, _params(row), row.target, tuple(lines))


@lru_cache(maxsize=256)
def _drawn(text: str, seed: int, params: str) -> tuple[Question, Exercise]:
    """What is derived; drawing it can take as long as checking ten lines."""
    return redrawn(text, seed, json.loads(params))


@lru_cache(maxsize=256)
def _board(text: str, seed: int, params: str, target: str, lines: tuple[str, ...]) -> Board:
    """The board with these lines; caching judges each line only once."""
    if lines:
        return _board(text, seed, params, target, lines[:-1]).then(lines[-1])
    question, exercise = _drawn(text, seed, params)
    if target not in {part.name for part in exercise.parts}:
        raise BadQuestion(f"{question.title} no longer asks for {target}.")
    return Board(exercise, target)


def write(opened: Opened, text: str, *, now: datetime) -> BoardLine:
    """Check a new line, and add it to the board unless it cannot be read."""
    line = _with(opened.row, [*opened.row.lines, text]).lines[-1]
    if line.verdict != "unreadable":
        _add(opened, text, now)
    return line


def hint(opened: Opened, *, now: datetime) -> None:
    """Add the next hint, if there is one left for this step."""
    if opened.board.hint is not None:
        _add(opened, ASK, now)


def undo(row: Whiteboard) -> None:
    """Remove the last line; hints still count."""
    if row.lines and row.finished_at is None:
        row.lines = row.lines[:-1]


def boards(session: Session, learner: Learner) -> list[Whiteboard]:
    """The learner's boards: unfinished ones first, then newest first."""
    mine = (
        select(Whiteboard)
        .options(joinedload(Whiteboard.revision).joinedload(Revision.question))
        .where(Whiteboard.learner_id == learner.id)
        .order_by(Whiteboard.finished_at.is_not(None), Whiteboard.id.desc())
    )
    return list(session.scalars(mine))


def _add(opened: Opened, text: str, now: datetime) -> None:
    row = opened.row
    if row.finished_at is not None or opened.full:
        return
    row.lines = [*row.lines, text]
    row.hints_used += text.strip() == ASK
    if _with(row, row.lines).finished:
        row.finished_at = now
