"""Marking answers to earlier revisions of a question again with one that corrects it.

A correction must not cost anybody anything, so only marks that rise are changed unless the author
says otherwise. An answer that doesn't fit the corrected question, because its numbers, blanks or
options are different, keeps its mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from tomllib import TOMLDecodeError

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine import BadQuestion, Exercise, Mark, mark
from engine.answers._base import Answer
from engine.answers._shuffled import Shuffled
from engine.answers.choice import OptionsAnswer
from engine.answers.matching import MatchingAnswer
from engine.answers.ordering import OrderingAnswer
from quizapp.bank import acts
from quizapp.bank.formats import toml
from quizapp.models import Act, Attempt, Learner, Revision, correct
from quizapp.practice import drawn_again
from quizapp.statistics.counting import changing

from .again import in_turn, renew_interviews

WORDING = {"title", "level", "source", "prompt", "explanation", "hints", "correction", "tags"}


@dataclass(frozen=True)
class Remarked:
    """An answer to an earlier revision, with its mark by the later one."""

    attempt: Attempt
    exercise: Exercise
    responses: Mapping[str, str]  # as the later revision stores them
    mark: Mark

    @property
    def rise(self) -> float:
        return self.mark.score - self.attempt.score


@dataclass(frozen=True)
class RemarkTrial:
    """What re-marking would do; nothing is changed by it."""

    revision: Revision
    rising: tuple[Remarked, ...]
    falling: tuple[Remarked, ...]
    same: int
    unlike: int  # answers that the revision cannot mark
    reworded: bool  # whether what was asked has changed as well

    @property
    def summary(self) -> str:
        """In a sentence, as "14 rise, 0 fall, 3 stay the same"."""
        said = f"{len(self.rising)} rise, {len(self.falling)} fall, {self.same} stay the same"
        return f"{said}, {self.unlike} can't be compared." if self.unlike else f"{said}."


def try_remark(session: Session, revision: Revision) -> RemarkTrial:
    """Mark all answers to earlier revisions with this one."""
    found: list[Remarked] = []
    same, unlike, reworded = 0, 0, False
    for attempt in _earlier(session, revision):
        again, other = _remarked(attempt, revision)
        reworded |= other
        if again is None:
            unlike += 1
        elif abs(again.rise) < 1e-9:
            same += 1
        else:
            found.append(again)
    rising = tuple(one for one in found if one.rise > 0)
    falling = tuple(one for one in found if one.rise < 0)
    return RemarkTrial(revision, rising, falling, same, unlike, reworded)


def may_remark(session: Session, revision: Revision) -> bool:
    """Whether there are answers to earlier revisions."""
    return session.scalar(_answers(revision).limit(1)) is not None


def may_correct(session: Session, revision: Revision) -> bool:
    """Whether it changes more than words, and there are answers that it may mark otherwise."""
    number = revision.number - 1
    before = select(Revision.text).where(
        Revision.question_id == revision.question_id, Revision.number == number
    )
    text = session.scalar(before)
    if text is None or not may_remark(session, revision):
        return False
    try:
        was, now = (toml.read(each) for each in (text, revision.text))
    except TOMLDecodeError:  # from an earlier version
        return True
    return any(was.get(key) != now.get(key) for key in {*was, *now} - WORDING)


def last_remark(session: Session, revision: Revision) -> Act | None:
    """When answers were last marked again with this revision, and by whom; None if never."""
    done = select(Act).where(Act.name == "remark", Act.question_id == revision.question_id)
    found = session.scalars(done.order_by(Act.id.desc()))
    return next((act for act in found if act.detail["revision"] == revision.number), None)


def remark(
    session: Session,
    trial: RemarkTrial,
    reason: str,
    *,
    by: Learner,
    now: datetime,
    lower: bool = False,
) -> int:
    """Store the marks that rise, and with `lower` those that fall; returns how many.

    The caller commits. Both marks are remembered, and whoever is concerned is told the reason at
    their next visit.
    """
    chosen = [*trial.rising, *(trial.falling if lower else ())]
    for one in chosen:
        _store(session, one, trial.revision, reason, now)
    if chosen:
        acts.record(
            session, "remark", by=by, now=now, question=trial.revision.question,
            revision=trial.revision.number, rise=len(trial.rising),
            fall=len(trial.falling) if lower else 0,
        )  # fmt: skip
    return len(chosen)


def _store(session: Session, one: Remarked, revision: Revision, reason: str, now: datetime) -> None:
    attempt, fingerprint = one.attempt, one.exercise.fingerprint
    with changing(session, attempt.learner_id, question=revision.question_id):
        correct(
            session, attempt, fingerprint=fingerprint, mark=one.mark.as_dict(), reason=reason,
            now=now, revision_id=revision.id, responses=dict(one.responses),
        )  # fmt: skip
    renew_interviews(
        session, attempt, fingerprint=fingerprint, revision=revision.id, responses=one.responses
    )


def _earlier(session: Session, revision: Revision) -> Iterator[Attempt]:
    return in_turn(session, _answers(revision))


def _answers(revision: Revision) -> Select[Attempt]:
    """The answers to earlier revisions."""
    return select(Attempt).join(Attempt.revision).where(
        Revision.question_id == revision.question_id, Revision.number < revision.number
    )  # fmt: skip


def _remarked(attempt: Attempt, revision: Revision) -> tuple[Remarked | None, bool]:
    """The answer marked by the revision, if it can be; and whether the statement is another."""
    try:
        was = drawn_again(attempt.revision, attempt.seed, attempt.params).exercise
        now = drawn_again(revision, attempt.seed, attempt.params).exercise
    except (BadQuestion, TOMLDecodeError):
        return None, False
    other = was.statement != now.statement
    responses = _translated(was, now, attempt.responses)
    if was.fingerprint != attempt.fingerprint or responses is None:
        return None, other
    return Remarked(attempt, now, responses, mark(now, responses)), other


def _translated(
    was: Exercise, now: Exercise, responses: Mapping[str, str]
) -> dict[str, str] | None:
    """The responses as the exercise of today stores them; None if it asks something else."""
    if [part.name for part in was.parts] != [part.name for part in now.parts]:
        return None
    if {name: leaf.tolist() for name, leaf in was.leaves.items()} != {
        name: leaf.tolist() for name, leaf in now.leaves.items()
    }:
        return None
    found = {}
    for old, new in zip(was.parts, now.parts, strict=True):
        said = _said_to(old.answer, new.answer, responses.get(old.name, ""))
        if said is None:
            return None
        found[old.name] = said
    return {name: said for name, said in found.items() if name in responses}


def _said_to(old: Answer, new: Answer, raw: str) -> str | None:
    """What was chosen by its text, because its place may be another now."""
    if old.kind != new.kind:
        return None
    if not isinstance(old, Shuffled) or not isinstance(new, Shuffled) or not raw.strip():
        return raw
    shown, now = _texts(old), _texts(new)
    if shown == now:
        return new.settled(old.typed(raw))
    if isinstance(old, MatchingAnswer):
        return None
    words = old.typed(raw).split()
    if words == ["none"]:
        return raw
    try:
        places = [now.index(shown[int(word) - 1]) for word in words]
    except (ValueError, IndexError):  # it was typed in another way, or isn't there any more
        return None
    return new.settled(" ".join(str(place + 1) for place in places))


def _texts(answer: Answer) -> list[str]:
    """What there is to choose from, in the order that was shown."""
    if isinstance(answer, OptionsAnswer):
        return [option.text.strip() for option in answer.options]
    if isinstance(answer, OrderingAnswer):
        return [text.strip() for text in answer.shown]
    if isinstance(answer, MatchingAnswer):
        return [*(pair.left for pair in answer.pairs), *answer.shown]
    return []
