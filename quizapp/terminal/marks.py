"""The mark in the terminal: a sign, a verdict in colour, and a remark for each blank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.exercise.exercise import Exercise, Part
from quizapp.kinds import is_written, kind_of

from ..presenting.amounts import percent
from ..presenting.latex import inline
from ..presenting.phrases import PROBE, likely
from ..presenting.prose import runs
from ..presenting.verdicts import verdict
from .bars import grade
from .kinds import joint, solution_line
from .screen import Screen
from .style import LOOKS, role_of

RIGHT = ("correct", "rounded")


def show_mark(
    screen: Screen, exercise: Exercise, mark: Mapping[str, Any], responses: Mapping[str, str]
) -> None:
    """Show what went wrong in a line, then each part: verdict, correct answer and remark."""
    if mark.get("account"):
        screen.markdown(mark["account"], indent=2)
    show = _show_one if len(exercise.parts) == 1 else _show_blank
    for part in exercise.parts:
        entry = mark["parts"][part.name]
        typed = part.answer.typed(responses.get(part.name, ""))
        show(screen, exercise, part, entry, typed.strip())
    if len(exercise.parts) > 1:
        screen.line()
        screen.line("  " + screen.paint(grade(mark["score"]), f"Score {percent(mark['score'])}"))


def _show_one(
    screen: Screen, exercise: Exercise, part: Part, mark: Mapping[str, Any], response: str
) -> None:
    """Show the only part: its verdict, then the correct answer on separate lines."""
    sign, role, words = _verdict(mark, response)
    screen.runs([(f"{sign} {words}", role)], indent=2, hang=4)
    remark = _remark(exercise, mark, response)
    if remark:
        screen.markdown(remark, indent=4)
    if probe := mark.get("probe"):
        screen.markdown(f"{PROBE} {probe}", indent=4)
    solution = kind_of(part.answer).solution(part.answer)
    seen = is_written(part.answer.kind) and response  # with the self-check
    if mark["verdict"] not in RIGHT and not seen and solution not in remark:
        screen.markdown(f"Correct answer: {solution}", indent=4)


def _show_blank(
    screen: Screen, exercise: Exercise, part: Part, mark: Mapping[str, Any], response: str
) -> None:
    """Show one of several blanks: answer, verdict and key on one line."""
    sign, role, words = _verdict(mark, response)
    typed = f"{joint(part)}{response}" if response else ""
    key = solution_line(part)
    remark = _remark(exercise, mark, response)
    told = mark["verdict"] in RIGHT or key in remark[:-1]
    if remark == f"The correct value is {key}.":
        told, remark = False, ""
    label = (inline(part.label) + typed, role_of(part.name))
    said = [(words, role), *([] if told else runs(f"; it is {key}", role))]
    screen.runs([(f"{sign} ", role), label, (" \u00a0", ""), *said], indent=2, hang=4)
    if remark:
        screen.markdown(remark, indent=4)


def _verdict(mark: Mapping[str, Any], response: str) -> tuple[str, str, str]:
    """The sign, its colour and the words, with the percentage for partial credit."""
    found = verdict(mark["verdict"], mark["credit"], response)
    share = f", {percent(mark['credit'])}" if found.sign == "◐" else ""
    return found.sign, LOOKS[found.look], f"{found.words}{share}"


def _remark(exercise: Exercise, mark: Mapping[str, Any], response: str) -> str:
    """The remark to show; of a blank there is nothing to say."""
    name, remark = mark["verdict"].partition(":")[0], mark["remark"]
    if name == "unreadable":
        return str(remark) if response else ""
    if name == "misconception" and exercise.graph:
        return likely(remark)
    return str(remark)
