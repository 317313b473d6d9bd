"""The verdict on an interview, with its criteria, and the three things to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from quizapp.presenting.amounts import count, figure, percent

from .debriefing import Debrief

READY, BORDERLINE = 0.75, 0.5  # least score
WEAKEST = 0.5  # least score in every area, to be ready
SLOW = 0.25  # most of the questions that may take far longer than their target, to be ready
STEPS = 3


@dataclass(frozen=True)
class Criterion:
    """Something that a candidate who is ready does, and whether this one did."""

    asks: str
    shown: str
    met: bool


@dataclass(frozen=True)
class InterviewVerdict:
    """`name` is ready, borderline, not yet or open (nothing is marked)."""

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


def verdict(found: Debrief) -> InterviewVerdict:
    """The verdict on what is marked so far."""
    criteria = tuple(_criteria(found))
    name = "open"
    if found.score is not None:
        met = all(criterion.met for criterion in criteria)
        name = "ready" if met else "borderline" if found.score >= BORDERLINE else "not yet"
    return InterviewVerdict(name, WORDS[name], criteria, tuple(islice(_steps(found), STEPS)))


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


def _steps(found: Debrief) -> Iterator[str]:
    """What would help most: scoring what is open, then what cost most."""
    if found.waiting:
        written = "written answer" if found.waiting == 1 else f"{found.waiting} written answers"
        yield f"Score your {written} below; until then, the verdict is provisional."
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
