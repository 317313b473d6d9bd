"""Follow-ups: what an interviewer asks next because of the last answer.

A table says which moves fit an answer; the first one that finds a question is used.

| the answer | what follows |
| --- | --- |
| right | one thing changed ("what if …?"), a harder variant |
| a misconception | a quick question on the topic that probes it, or an easier variant |
| wrong, skipped | an easier variant, or a quick question on the topic |
| partly right | a quick question on the topic |
| a text | a question on the topic that is not answered in words |

A text that leaves something out is asked about once (`probing`) before it is left.

Now and then the reason is asked for instead, whatever the answer was, so that "why?" does not tell
whether it was right.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.answers.short_answer import ShortAnswer
from engine.exercise.exercise import Exercise
from quizapp.kinds import is_written
from quizapp.models import Learner
from quizapp.practice import Served, fresh, open_served
from quizapp.practice.checks import is_quick

from .areas import target
from .composing import Candidate, entries, longest, unreached
from .items import SKIPPED, Item
from .judging import MISCONCEPTION, PARTLY, RIGHT, WRITTEN, WRONG

DEEPEST = 2  # follow-ups in a row
TWINS = 2  # at most to try: finding out that a twin has no fair numbers takes half a second
PROBING = 45.0  # seconds to answer what is asked about a text
WHY = 0.25  # how often the reason is asked for first
SHARE = 0.35  # of the time left, while there are areas not reached yet


@dataclass(frozen=True)
class Turn:
    """What was just asked, and the outcome; `bent` is the name of the misconception, if any."""

    session: Session
    learner: Learner
    served: Served
    items: Sequence[Item]
    outcome: str
    bent: str
    chance: random.Random

    @property
    def skill(self) -> str:
        return self.served.question_row.skill_slug

    def others(self) -> list[Candidate]:
        """The questions on the same topic that were not asked yet, in random order."""
        asked = {item.question for item in self.items}
        found = [entry for entry in entries(self.session)
                 if entry.skill == self.skill and entry.id not in asked]  # fmt: skip
        return self.chance.sample(found, len(found))

    def fresh(self, question_id: int, level: int | None = None) -> Served | None:
        return fresh(self.session, self.learner, question_id, chance=self.chance, level=level)


Move = Callable[[Turn], Iterable[Served | None]]


def twin(turn: Turn) -> Iterable[Served | None]:
    """What if one thing about it were different?"""
    served = turn.served
    names = [twin.name for twin in served.twins] if not served.question.and_if else []
    for name in turn.chance.sample(names, min(TWINS, len(names))):
        yield open_served(
            turn.session, served.question_row.id, served.seed, served.revision.id,
            level=served.question.level, and_if=name,
        )  # fmt: skip


def harder(turn: Turn) -> Iterable[Served | None]:
    return _at_level(turn, turn.served.question.level + 1)


def easier(turn: Turn) -> Iterable[Served | None]:
    return _at_level(turn, turn.served.question.level - 1)


def probe(turn: Turn) -> Iterable[Served | None]:
    """A quick question on the topic; those first that know what seems to be believed.

    Best is one with the same misconception among its wrong answers, then one that speaks of it.
    """
    subject, _, rule = turn.bent.rpartition(".")
    word = (subject or rule).replace("_", " ")
    named = re.compile(rf'^name = "([a-z0-9_]+\.)?{re.escape(rule)}"$', re.MULTILINE)

    def rank(entry: Candidate) -> tuple[bool, bool]:
        return not (rule and named.search(entry.text)), not (word and word in entry.text.lower())

    quick = sorted((entry for entry in turn.others() if is_quick(entry.kind)), key=rank)
    return (turn.fresh(entry.id) for entry in quick)


def reason(turn: Turn) -> Iterable[Served | None]:
    """Ask why, to be answered in the candidate's own words."""
    written = [entry for entry in turn.others() if is_written(entry.kind)]
    return (turn.fresh(entry.id) for entry in written)


def show(turn: Turn) -> Iterable[Served | None]:
    """A question on the topic that is not answered in words, short ones first."""
    other = [entry for entry in turn.others() if not is_written(entry.kind)]
    other.sort(key=lambda entry: entry.kind == "template")
    return (turn.fresh(entry.id) for entry in other)


RULES: dict[str, tuple[Move, ...]] = {
    RIGHT: (twin, harder),
    PARTLY: (probe,),
    MISCONCEPTION: (probe, easier),
    WRONG: (easier, probe),
    SKIPPED: (easier, probe),
    WRITTEN: (show,),
}


def follow_up(turn: Turn, *, limit: float, left: float) -> tuple[Served, str] | None:
    """The follow-up and the name of its move; None if none fits the answer and the time."""
    if depth(turn.items) >= DEEPEST:
        return None
    room = min(longest(limit), SHARE * left if unreached(turn.items) else left)
    moves = RULES[turn.outcome]
    if turn.outcome != WRITTEN:
        moves = (reason, *moves) if turn.chance.random() < WHY else (*moves, reason)
    for move in moves:
        for served in move(turn):
            if served and target(served) <= room:
                return served, move.__name__
    return None


def probing(exercise: Exercise, responses: Mapping[str, str], left: float) -> str:
    """What to ask about a text that leaves something out or wrong, if there is time; else ""."""
    if left < 2 * PROBING:
        return ""
    asked = (part.answer.probe(responses.get(part.name, ""))
             for part in exercise.parts if isinstance(part.answer, ShortAnswer))  # fmt: skip
    return next(filter(None, asked), "")


def depth(items: Sequence[Item]) -> int:
    """How many follow-ups in a row there were just now."""
    count = 0
    while count < len(items) and items[-1 - count].follow_up:
        count += 1
    return count


def _at_level(turn: Turn, level: int) -> Iterable[Served | None]:
    if level in turn.served.levels and not turn.served.question.and_if:
        yield turn.fresh(turn.served.question_row.id, level)
