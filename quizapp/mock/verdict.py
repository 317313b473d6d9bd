"""The verdict on an interview, with its criteria, and the three things to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from quizapp.presenting.amounts import count, figure, percent

from .areas import AREAS
from .clock import limit
from .debriefing import Debrief

READY, BORDERLINE = 0.75, 0.5  # least score
WEAKEST = 0.5  # least score in every area, to be ready
SLOW = 0.25  # most of the questions that may take far longer than their target, to be ready
MOST = 0.8  # share of the time after which an interview can be judged, whatever it reached
WORTH = 0.5  # share of the time that answers in every area must be worth, to be judged sooner
STEPS = 3


@dataclass(frozen=True)
class Criterion:
    """Something that a candidate who is ready does, and whether this one did."""

    asks: str
    shown: str
    met: bool


@dataclass(frozen=True)
class InterviewVerdict:
    """`name` is ready, borderline, not yet or open (nothing, or too little, to judge by)."""

    name: str
    words: str
    criteria: tuple[Criterion, ...]
    steps: tuple[str, ...]  # Markdown, the most useful first


WORDS = {
    "ready": "Ready. You'd do well in an interview like this one.",
    "borderline": "Borderline. You know a lot, but an interviewer would notice the gaps.",
    "not yet": "Not yet. Work on the points below, then try again.",
    "open": "No verdict yet: nothing has been marked.",
}
TOO_LITTLE = "No verdict: you ended early, and this is too little to judge by."


def verdict(found: Debrief) -> InterviewVerdict:
    """The verdict on what is marked so far."""
    criteria = tuple(_criteria(found))
    name, enough = "open", _is_enough(found)
    if found.score is not None and enough:
        met = all(criterion.met for criterion in criteria)
        name = "ready" if met else "borderline" if found.score >= BORDERLINE else "not yet"
    words = WORDS[name] if enough or found.score is None else TOO_LITTLE
    if name != "open" and found.waiting:
        words = f"Provisional: {words[0].lower()}{words[1:]}"
    return InterviewVerdict(name, words, criteria, tuple(islice(_steps(found, name), STEPS)))


def _is_enough(found: Debrief) -> bool:
    """Whether it went on for long enough, or far enough into every area, to be judged."""
    whole = limit(found.interview)
    answered = [entry.item for entry in found.entries if entry.answered]
    worth = sum(item.target for item in answered)
    every = AREAS.keys() <= {item.area for item in answered}
    return found.interview.spent_seconds >= MOST * whole or (every and worth >= WORTH * whole)


def _criteria(found: Debrief) -> Iterator[Criterion]:
    score = found.score or 0.0
    yield Criterion(f"A score of at least {percent(READY)}", percent(score), score >= READY)
    marked = [area for area in found.areas if area.credit is not None]
    weakest = min(marked, key=lambda area: area.credit or 0.0, default=None)
    if weakest:
        least = weakest.credit or 0.0
        shown = f"{weakest.title}: {percent(least)}"
        yield Criterion(f"At least {percent(WEAKEST)} in every area", shown, least >= WEAKEST)
    timed = [entry for entry in found.entries if entry.seconds is not None]
    slow = sum(entry.slow for entry in timed)
    yield Criterion(
        f"At most {percent(SLOW)} of the questions far over their target time",
        f"{slow} of {len(timed)} timed",
        slow <= SLOW * len(timed),
    )


def _steps(found: Debrief, name: str) -> Iterator[str]:
    """What would help most: scoring what is open, then what cost most."""
    if found.waiting:
        written = "written answer" if found.waiting == 1 else f"{found.waiting} written answers"
        until = "" if name == "open" else "; until then, the verdict is provisional"
        yield f"Score your {written} below{until}."
    costly = [skill for skill in found.skills if skill.lost]
    for skill in costly[:1]:
        points = figure(skill.lost, digits=2)
        scored = count(skill.questions - skill.open, "point")
        how = f", {skill.skipped} by skipping" if skill.skipped else ""
        yield f"Practise **{skill.title}**: you lost {points} of {scored}{how}."
    for belief in found.beliefs[:1]:
        numbers = ", ".join(map(str, belief.numbers))
        yield f"Clear this up (question {numbers}): {belief.remark}"
    for skill in costly[1:]:
        yield f"Then practise **{skill.title}**."
    for skill in found.skills:
        if skill.slow and not skill.lost:
            yield f"Get faster at **{skill.title}**: your answers are correct but slow."
    yield "Take another mock interview in a few days. You'll get different questions."
