"""Trying an author's graph: many seeds, and what a learner may get wrong, in bounded time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from engine import BadQuestion
from engine.draw import Draw, Redraw
from engine.exercise.exercise import Exercise
from engine.exercise.question import Question
from engine.exercise.refused_draws import WORDS, Cause, cause

from .formats import toml
from .load import question_of

SEEDS = 20
HOPELESS = 10  # draws refused, after which it is told why
FIRST = 3.0  # seconds for the first variant, without which there is nothing to see
HEAD = {
    "title": "A network of your own",
    "type": "template",
    "level": 2,
    "source": "Where the source document speaks of it",
    "explanation": "What to take away from it.",
}


class OutOfTime(Exception):
    """The time for trying is over."""


@dataclass(frozen=True)
class Trial:
    """The variants of the first seeds; `trouble` if one of them could not be drawn."""

    exercises: tuple[Exercise, ...]
    out_of_time: bool
    refusals: Counter[Cause]
    trouble: BadQuestion | None = None

    @property
    def redraws(self) -> float:
        """How many draws were refused for each that was served."""
        return sum(one.redraw for one in self.exercises) / max(1, len(self.exercises))

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why draws were refused, in words, with how many; the most frequent first."""
        found: Counter[str] = Counter()
        for (why, array, _), many in self.refusals.items():
            if why:
                found[WORDS[why].format(array)] += many
        return found.most_common()


@dataclass
class _Tried:
    """What was drawn of a text so far: variants by seed, and why other draws were refused."""

    found: dict[int, Exercise] = field(default_factory=dict)
    refusals: Counter[Cause] = field(default_factory=Counter)


@lru_cache(maxsize=64)
def _cached(text: str) -> _Tried:
    """What was drawn of a text so far."""
    return _Tried()


def trial(question: Question, text: str, *, seconds: float, now: Callable[[], float]) -> Trial:
    """The variants of the first seeds, as many as can be drawn in this time."""
    start, tried = now(), _cached(text)
    found, refusals = tried.found, tried.refusals
    assert question.own is not None

    def draw(draw: Draw, **params: Any) -> Exercise:
        if now() > start + (seconds if found else max(seconds, FIRST)):
            raise OutOfTime
        try:
            return drawn(draw, **params)
        except Redraw as refused:
            refusals[cause(refused)] += 1
            raise

    drawn = question.own.draw
    hurried = replace(question, own=replace(question.own, draw=draw))
    for seed in range(1, SEEDS + 1):
        try:
            if seed not in found:
                found[seed] = hurried.exercise(seed)
        except OutOfTime:
            unfair = None
            if not found and refusals.total() >= HOPELESS:
                unfair = question.unfair(refusals)
            return Trial(tuple(found.values()), True, refusals, unfair)
        except BadQuestion as error:
            return Trial(tuple(found.values()), False, refusals, error)
    return Trial(tuple(found.values()), False, refusals)


def composed_text(graph: dict[str, Any], title: str, level: int, text: str = "") -> str:
    """The question file with this graph: `text` with all else kept, or a new one."""
    head = {**HEAD, "title": title or HEAD["title"], "level": level}
    if not text:
        return toml.write({**head, "graph": graph})
    import tomlkit

    doc = tomlkit.parse(text)
    doc["title"], doc["level"] = head["title"], level
    for key in ("template", "params", "graph"):
        doc.pop(key, None)
    doc["graph"] = tomlkit.parse(toml.write({"graph": graph}))["graph"]
    return tomlkit.dumps(doc)


def composed_question(text: str) -> Question:
    """The question of a composed text; raises `BadQuestion`."""
    return question_of(toml.read(text))
