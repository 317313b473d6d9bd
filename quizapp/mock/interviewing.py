"""The use cases of an interview: begin, answer, skip, pause, resume, finish."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from engine import BadQuestion
from quizapp.kinds import is_written
from quizapp.models import Interview, Learner, one_at_a_time
from quizapp.practice import NotMarked, Served, open_served, submit

from . import clock
from .areas import area_of, target
from .clock import State
from .composing import next_question
from .following import PROBING, Turn, follow_up, probing
from .items import ANSWERED, OPEN, SKIPPED, Item, items_of, seconds, store
from .judging import is_unsure, outcome, readable, refused

MINUTES = (15, 30, 45)
DOOR = "mock"
_CURRENT = (Interview.learner_id == bindparam("learner")) & Interview.finished_at.is_(None)
_UNFINISHED = select(Interview).where(_CURRENT).order_by(Interview.id.desc()).limit(1)


def begin(
    session: Session, learner: Learner, minutes: int, *, now: datetime, chance: random.Random
) -> Interview | None:
    """A new interview with its clock running, or the current one; None if the bank is empty."""
    if minutes not in MINUTES:
        raise ValueError(f"An interview takes {', '.join(map(str, MINUTES))} minutes.")
    one_at_a_time(session, learner)
    if under_way := open_interview(session, learner):
        return under_way
    interview = Interview(
        learner_id=learner.id, minutes=minutes, items=[], position=0, spent_seconds=0.0,
        running_since=now, created_at=now,
    )  # fmt: skip
    served = next_question(
        session, learner, [], limit=clock.limit(interview), spent=0.0, chance=chance
    )
    if served is None:
        return None
    store(interview, [_item(served)])
    session.add(interview)
    session.flush()
    return interview


def open_interview(session: Session, learner: Learner) -> Interview | None:
    """The learner's interview that is not finished yet, if any."""
    return session.scalar(_UNFINISHED, {"learner": learner.id})


def mine(session: Session, learner: Learner | None, interview_id: int) -> Interview | None:
    """The interview, if it belongs to this learner."""
    return session.get(Interview, (learner.id, interview_id)) if learner else None


def current(session: Session, interview: Interview) -> Served | None:
    """The current question; None if it can no longer be shown."""
    return served_of(session, items_of(interview)[interview.position])


def served_of(session: Session, item: Item) -> Served | None:
    """The question of an item, as it was asked; None if it has changed since."""
    try:
        served = open_served(
            session, item.question, item.seed, item.revision, level=item.level, and_if=item.and_if
        )
    except BadQuestion:
        return None
    return served if served and served.exercise.fingerprint == item.fingerprint else None


def answer(
    session: Session,
    interview: Interview,
    position: int,
    responses: Mapping[str, str],
    *,
    now: datetime,
    chance: random.Random,
    sure: bool = True,
    heard: bool | None = None,
) -> NotMarked | str | None:
    """Accept the answer and go to the next question, or say what cannot be read.

    Unless the candidate is `sure`, blanks left empty among others are asked about. A text may be
    asked about once: then it stays open, and what was asked is returned, until it comes again from
    somebody who has `heard` that; with None, nothing is asked. Once time is up, any answer is
    accepted as it is, and the interview ends.
    """
    if not hold(session, interview, position):
        return None  # a page sent twice
    served, items = current(session, interview), items_of(interview)
    left = clock.limit(interview) - clock.spent(interview, now)
    if served and left > 0:
        if found := refused(served.exercise, responses, sure=sure):
            return found
        if heard is False and items[-1].probe:
            return items[-1].probe  # a page sent twice
        if heard is False and (asked := probing(served.exercise, responses, left)):
            said = served.exercise.settled(responses)
            target = items[-1].target + PROBING
            open_still = replace(items[-1], probe=asked, responses=said, target=target)
            store(interview, [*items[:-1], open_still])
            return asked
    _leave(session, interview, ANSWERED, responses, now=now, chance=chance)
    return None


def skip(
    session: Session, interview: Interview, position: int, *, now: datetime, chance: random.Random
) -> None:
    """Skip the question, which counts as a blank answer; or what was asked about the answer."""
    if hold(session, interview, position):
        said = items_of(interview)[-1].responses
        _leave(session, interview, ANSWERED if said else SKIPPED, said, now=now, chance=chance)


def pause(session: Session, interview: Interview, *, now: datetime) -> None:
    if hold(session, interview):
        clock.stop(interview, now)


def resume(
    session: Session, interview: Interview, *, now: datetime, count_silence: bool = False
) -> None:
    """Continue after a pause or a silence."""
    if hold(session, interview) and clock.state(interview, now) in (State.PAUSED, State.SILENT):
        clock.go_on(interview, now, count_silence=count_silence)


def alive(session: Session, interview: Interview, *, now: datetime) -> None:
    """Note a sign of life, except after a silence, which the learner has to explain first."""
    if hold(session, interview) and clock.state(interview, now) in (State.RUNNING, State.OVER):
        clock.fold(interview, now)


def finish(
    session: Session, interview: Interview, responses: Mapping[str, str], *, now: datetime
) -> None:
    """End the interview; what was typed so far answers the current question."""
    if not hold(session, interview):
        return
    if clock.state(interview, now) is State.SILENT:
        interview.running_since = None
    clock.fold(interview, now)
    items = items_of(interview)
    if not any(text.strip() for text in responses.values()):
        responses = items[-1].responses
    if items[-1].state == OPEN and responses:
        served = served_of(session, items[-1])
        said = served.exercise.settled(responses) if served else responses
        items[-1] = items[-1].left(ANSWERED, said, interview.spent_seconds, now)
        store(interview, items)
    _close(session, interview, now)


def hold(session: Session, interview: Interview, position: int | None = None) -> bool:
    """Lock and reload the row; return whether it is unfinished, and at that position if given."""
    row = (Interview.learner_id == interview.learner_id) & (Interview.id == interview.id)
    session.execute(update(Interview).where(row).values(minutes=Interview.minutes))
    session.refresh(interview)
    return interview.finished_at is None and position in (None, interview.position)


def _leave(
    session: Session,
    interview: Interview,
    how: str,
    responses: Mapping[str, str],
    *,
    now: datetime,
    chance: random.Random,
) -> None:
    """Leave this question for the next one, or for the end."""
    clock.fold(interview, now)
    served, items = current(session, interview), items_of(interview)
    limit, spent = clock.limit(interview), interview.spent_seconds
    said = served.exercise.settled(responses) if served else responses
    items[-1] = items[-1].left(how, said, spent, now)
    learner = interview.learner
    following = None
    if spent < limit:
        if served:
            went = (SKIPPED, "") if how == SKIPPED else outcome(served.exercise, said)
            turn = Turn(session, learner, served, items, *went, chance)
            following = follow_up(turn, limit=limit, left=limit - spent)
        if following is None and (
            own := next_question(session, learner, items, limit=limit, spent=spent, chance=chance)
        ):
            following = own, ""
    store(interview, [*items, _item(*following)] if following else items)
    interview.position = len(interview.items) - 1
    if following is None:
        _close(session, interview, now)


def _close(session: Session, interview: Interview, now: datetime) -> None:
    """Stop the clock and log all answers, except texts about which their writer is asked first."""
    clock.stop(interview, now)
    interview.finished_at = now
    items = items_of(interview)
    for index, item in enumerate(items):
        served = served_of(session, item)
        if (
            served
            and item.state == ANSWERED
            and not (is_written(item.kind) and is_unsure(served.exercise, item.responses))
        ):
            given = readable(served.exercise, item.responses)
            log(session, interview.learner, served, items, index, given)


def log(
    session: Session,
    learner: Learner,
    served: Served,
    items: list[Item],
    index: int,
    responses: Mapping[str, str],
) -> None:
    """Log an item's answer as an attempt, with the time at which it was given."""
    item = items[index]
    submit(
        session, served, learner, responses, token=item.token, door=DOOR, leave_blank=True,
        now=datetime.fromisoformat(item.at or ""), duration_seconds=seconds(items, index),
    )  # fmt: skip


def _item(served: Served, follow_up: str = "") -> Item:
    question, row = served.question, served.question_row
    return Item(
        question=row.id, revision=served.revision.id, seed=served.seed, level=question.level,
        and_if=question.and_if, fingerprint=served.exercise.fingerprint, kind=row.type,
        area=area_of(row.type, question), skill=row.skill_slug,
        target=round(target(served), 1), token=secrets.token_hex(16), follow_up=follow_up,
    )  # fmt: skip
