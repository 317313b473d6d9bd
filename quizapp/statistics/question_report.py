"""All statistics of one question: time, weeks, options, and the mistakes made in each blank."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.answers._base import CORRECT, FOLLOW_THROUGH, NAMED, ROUNDED
from engine.answers.choice import OptionsAnswer
from engine.exercise.exercise import Exercise
from quizapp.models import Attempt, FirstAnswer, Question, QuestionTally

from .contribution import OPTION, PART, WEEK, WHOLE
from .item_figures import FEWEST, Figures, figures_of

RIGHT = (CORRECT, ROUNDED, FOLLOW_THROUGH)
LOOKED_AT = 300  # of the latest first answers, for examples
EXAMPLES, LONGEST = 3, 40  # of each mistake; characters


@dataclass(frozen=True)
class SharedMistake:
    """A mistake that some people made, in their own words."""

    name: str
    people: int
    remark: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartReport:
    """What people did in one blank."""

    name: str
    people: int
    right: int
    mistakes: tuple[SharedMistake, ...]
    other: int  # wrong in a way that is not named, or by too few people to be shown
    blank: int

    @property
    def share(self) -> float:
        return self.right / self.people


@dataclass(frozen=True)
class OptionReport:
    """How many chose an option, and whether it is right; its text in its revision, if known."""

    letter: str
    people: int  # 0 if they are fewer than are shown
    text: str = ""
    correct: bool = False


@dataclass(frozen=True)
class QuestionReport:
    """What is shown of a question; without enough answers only how many there are."""

    figures: Figures
    seconds: float | None = None  # the median
    weeks: dict[date, tuple[int, float]] = field(default_factory=dict)  # answers, mean score
    parts: tuple[PartReport, ...] = ()
    options: dict[int, tuple[OptionReport, ...]] = field(default_factory=dict)  # by revision


def question_report(session: Session, question: Question) -> QuestionReport:
    """The report; the caller commits the counting."""
    figures = figures_of(session, question)
    if not figures.is_shown:
        return QuestionReport(figures)
    counted: dict[str, list[Any]] = defaultdict(list)
    rows = select(QuestionTally).where(QuestionTally.question_id == question.id)
    for row in session.execute(rows.execution_options(populate_existing=True)).scalars():
        counted[row.about].append(row)
    return QuestionReport(
        figures,
        median_seconds(session, question.id),
        _weeks(counted[WEEK]),
        _parts(counted[PART], _examples(session, question.id)),
        _options(counted[OPTION]),
    )


def median_seconds(session: Session, question_id: int) -> float | None:
    """The time that half of the people needed at most; None if nobody's is known."""
    timed = (FirstAnswer.question_id == question_id) & FirstAnswer.seconds.is_not(None)
    number = session.scalar(select(func.count()).select_from(FirstAnswer).where(timed)) or 0
    middle = select(FirstAnswer.seconds).where(timed).order_by(FirstAnswer.seconds)
    two = session.scalars(middle.offset((number - 1) // 2 if number else 0).limit(2)).all()
    found = [seconds for seconds in two if seconds is not None]
    if not number:
        return None
    return found[0] if number % 2 else sum(found) / 2


def named_options(report: QuestionReport, number: int, exercise: Exercise) -> list[OptionReport]:
    """The options of that revision, in order, with their texts and how many chose each."""
    people = {one.letter: one.people for one in report.options.get(number, ())}
    answer = exercise.parts[0].answer
    if not isinstance(answer, OptionsAnswer):
        return list(report.options.get(number, ()))
    return [
        OptionReport(letter, people.get(letter, 0), option.text, option.correct)
        for letter, option in zip("abcdefghi", answer.options, strict=False)
    ]


def _weeks(rows: list[Any]) -> dict[date, tuple[int, float]]:
    found = {
        date.fromisoformat(row.what): (row.people, row.score / row.people / WHOLE) for row in rows
    }
    return dict(sorted(found.items()))


def _options(rows: list[Any]) -> dict[int, tuple[OptionReport, ...]]:
    found: dict[int, list[OptionReport]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.value):
        if row.people >= FEWEST:
            found[int(row.what)].append(OptionReport(row.value, row.people))
    return {number: tuple(found[number]) for number in sorted(found, reverse=True)}


def _parts(
    rows: list[Any], examples: dict[tuple[str, str], list[tuple[str, str]]]
) -> tuple[PartReport, ...]:
    verdicts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        verdicts[row.what][row.value] = row.people
    found = []
    for name, counts in verdicts.items():
        people = sum(counts.values())
        if people < FEWEST:
            continue
        mistakes = [
            _mistake(verdict, number, examples.get((name, verdict), []))
            for verdict, number in counts.items()
            if verdict.startswith(NAMED) and number >= FEWEST
        ]
        right = sum(counts.get(verdict, 0) for verdict in RIGHT)
        blank, named = counts.get("unreadable", 0), sum(one.people for one in mistakes)
        mistakes.sort(key=lambda one: (-one.people, one.name))
        found.append(PartReport(
            name, people, right, tuple(mistakes), people - right - blank - named, blank
        ))  # fmt: skip
    return tuple(found)


def _mistake(verdict: str, people: int, seen: list[tuple[str, str]]) -> SharedMistake:
    typed = dict.fromkeys(response[:LONGEST] for response, _ in seen if response)
    remark = seen[0][1] if seen else ""
    return SharedMistake(verdict.removeprefix(NAMED), people, remark, tuple(typed)[:EXAMPLES])


def _examples(session: Session, question_id: int) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """What the latest people wrote, with the remark on it, by blank and verdict."""
    latest = select(FirstAnswer.learner_id, FirstAnswer.attempt_id)
    latest = latest.where(FirstAnswer.question_id == question_id)
    first = latest.order_by(FirstAnswer.attempt_id.desc()).limit(LOOKED_AT).subquery()
    same = (Attempt.learner_id == first.c.learner_id) & (Attempt.id == first.c.attempt_id)
    marks = select(Attempt.responses, Attempt.mark).join(first, same)
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for responses, mark in session.execute(marks.order_by(Attempt.id.desc())):
        for name, part in mark["parts"].items():
            if part["verdict"].startswith(NAMED):
                said = responses.get(name, "").strip()
                found[name, part["verdict"]].append((said, part["remark"]))
    return found
