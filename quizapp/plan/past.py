"""What follows from answers, one after the other: memories, counts, days, and the last of each.

Folding more answers onto a past gives what folding all of them at once gives, so a past can be kept
(see `quizapp.plan.kept_past`), and only later answers need to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from . import luck
from .log import LATEST, PLACEMENT, Answered
from .rating import grade

if TYPE_CHECKING:
    from .memory import Memory, Requires, Review


class Tries(NamedTuple):
    """What a learner did about one question."""

    answers: int
    scored: int  # of them; of the others only the solution was asked for
    total: float  # of their scores
    seen: datetime  # the latest answer
    attempt: int  # the latest that was scored, or if none was, the latest
    score: float | None  # its score


class Sums(NamedTuple):
    """What a learner did on one day, or on several."""

    answers: int = 0
    seconds: float = 0.0
    scored: int = 0
    total: float = 0.0  # of the scores
    timed: int = 0
    paces: float = 0.0  # the sum of times over targets

    def __add__(self, other: Any) -> Sums:
        return Sums(*(one + more for one, more in zip(self, other, strict=True)))


@dataclass(frozen=True)
class Record:
    """What follows from a learner's answers up to a moment."""

    known: dict[str, Memory] = field(default_factory=dict)
    reviews: Sequence[Review] = ()  # the latest, as many as the traits are computed from
    counts: dict[str, int] = field(default_factory=dict)  # answers on each skill
    tries: dict[int, Tries] = field(default_factory=dict)  # by question
    days: dict[date, Sums] = field(default_factory=dict)
    paces: tuple[float | None, ...] = ()  # of the latest answers, as in `Answered.pace`
    last: tuple[str, date] | None = None  # skill and day of the last answer

    def then(self, lines: Sequence[Answered], requires: Requires) -> Record:
        """After these answers too; a placement has to be among them as a whole."""
        from .memory import fold
        from .traits import LATEST as FITTED

        placed = [line for line in lines if line.door == PLACEMENT and line.tried]
        share = luck.knowledge((line.evidence.score == 1, line.guess) for line in placed)
        known, reviews = fold(
            ((line.skill, grade(line.evidence), line.at) for line in lines),
            requires,
            (luck.known(share, line.guess) if line.door == PLACEMENT else 1.0 for line in lines),
            self.known,
        )
        counts, days = dict(self.counts), dict(self.days)
        for line in lines:
            counts[line.skill] = counts.get(line.skill, 0) + 1
            days[line.day] = days.get(line.day, Sums()) + _sums(line)
        latest = [*self.paces, *(line.pace for line in lines[-LATEST:])][-LATEST:]
        last = (lines[-1].skill, lines[-1].day) if lines else self.last
        return Record(
            known, [*self.reviews, *reviews][-FITTED:], counts, tried(self.tries, lines), days,
            tuple(latest), last,
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """For the database; `read` gives the same past again."""
        return {
            "known": {skill: [*one.card, *one[1:]] for skill, one in self.known.items()},
            "reviews": self.reviews,
            "counts": self.counts,
            "tries": [
                [number, *one._replace(seen=one.seen.isoformat())]  # type: ignore[arg-type]
                for number, one in self.tries.items()
            ],
            "days": [[day.isoformat(), *sums] for day, sums in self.days.items()],
            "paces": self.paces,
            "last": self.last and [self.last[0], self.last[1].isoformat()],
        }


def read(content: Mapping[str, Any]) -> Record:
    """The past that was written by `as_json`."""
    from .fsrs6 import Card
    from .memory import Memory, Review

    last = content["last"]
    return Record(
        known={skill: Memory(Card(*one[:3]), *one[3:]) for skill, one in content["known"].items()},
        reviews=[Review(*one) for one in content["reviews"]],
        counts=content["counts"],
        tries=read_tries(content),
        days={date.fromisoformat(day): Sums(*sums) for day, *sums in content["days"]},
        paces=tuple(content["paces"]),
        last=last and (last[0], date.fromisoformat(last[1])),
    )


def read_tries(content: Mapping[str, Any]) -> dict[int, Tries]:
    """Only what was done about each question, for those who need no memories."""
    return {
        number: Tries(answers, scored, total, datetime.fromisoformat(seen), *latest)
        for number, answers, scored, total, seen, *latest in content["tries"]
    }


def tried(before: Mapping[int, Tries], lines: Iterable[Answered]) -> dict[int, Tries]:
    """What was done about each question after these answers too."""
    found = dict(before)
    for line in lines:
        old = found.get(line.question) or Tries(0, 0, 0.0, line.at, line.number, None)
        score = line.evidence.score
        found[line.question] = Tries(
            old.answers + 1,
            old.scored + line.tried,
            old.total + score * line.tried,
            line.at,
            line.number if line.tried or old.score is None else old.attempt,
            score if line.tried else old.score,
        )
    return found


def _sums(line: Answered) -> Sums:
    pace, tried = line.pace, line.tried
    return Sums(
        1, line.seconds, int(tried), line.evidence.score * tried, int(pace is not None), pace or 0.0
    )
