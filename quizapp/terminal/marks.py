"""The mark on the screen: a sign, a word and a colour for every blank, then why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.exercise.exercise import Exercise, Part
from quizapp.kinds import kind_of

from ..presenting.latex.reader import inline
from ..presenting.prose import runs
from .bars import grade, percent
from .kinds import joint, solution_line
from .screen import Screen
from .style import role_of

# verdict: sign, role, words
VERDICTS = {
    "correct": ("✓", "good", "correct"),
    "rounded": ("≈", "amber", "method right, rounded early"),
    "follow_through": ("→", "amber", "follows from your earlier value"),
    "misconception": ("✗", "bad", "not right"),
    "wrong": ("✗", "bad", "not right"),
    "unreadable": ("–", "dim", "left blank"),
}
RIGHT = ("correct", "rounded")


def show_mark(
    screen: Screen, exercise: Exercise, mark: Mapping[str, Any], responses: Mapping[str, str]
) -> None:
    """Every part's verdict and remark, the right answer where it was missed, and the score."""
    show = _show_one if len(exercise.parts) == 1 else _show_blank
    for part in exercise.parts:
        entry = mark["parts"][part.name]
        show(screen, exercise, part, entry, responses.get(part.name, "").strip())
    if len(exercise.parts) > 1:
        screen.line()
        screen.line("  " + screen.paint(grade(mark["score"]), f"Score {percent(mark['score'])}"))


def _show_one(
    screen: Screen, exercise: Exercise, part: Part, mark: Mapping[str, Any], response: str
) -> None:
    """The only part: a verdict, and the right answer on lines of its own."""
    sign, role, words = _verdict(mark)
    screen.runs([(f"{sign} {words[0].upper()}{words[1:]}", role)], indent=2, hang=4)
    remark = _remark(exercise, mark)
    if remark:
        screen.markdown(remark, indent=4)
    solution = kind_of(part.answer).solution(part.answer)
    seen = part.answer.kind == "short_answer" and response  # with the self-check
    if mark["verdict"] not in RIGHT and not seen and solution not in remark:
        screen.markdown(f"The answer: {solution}", indent=4)


def _show_blank(
    screen: Screen, exercise: Exercise, part: Part, mark: Mapping[str, Any], response: str
) -> None:
    """One blank of several: what was typed, the verdict and the key on one line."""
    sign, role, words = _verdict(mark)
    if response and mark["verdict"] == "unreadable":
        words = "could not be read"
    typed = f"{joint(part)}{response}" if response else ""
    key = solution_line(part)
    remark = _remark(exercise, mark)
    verdict = words if mark["verdict"] in RIGHT or key in remark[:-1] else f"{words}; it is {key}"
    if remark == f"The key is {key}.":
        verdict, remark = f"{words}; it is {key}", ""
    label = (inline(part.label) + typed, role_of(part.name))
    judged = runs(verdict, role)
    screen.runs([(f"{sign} ", role), label, (" \u00a0", ""), *judged], indent=2, hang=4)
    if remark:
        screen.markdown(remark, indent=4)


def _verdict(mark: Mapping[str, Any]) -> tuple[str, str, str]:
    verdict = mark["verdict"].partition(":")[0]
    if verdict == "wrong" and mark["credit"]:
        return "◐", "amber", f"partly right, {percent(mark['credit'])}"
    return VERDICTS[verdict]


def _remark(exercise: Exercise, mark: Mapping[str, Any]) -> str:
    """Why, in the examiner's words; we cannot know what a learner did, only what fits."""
    verdict, remark = mark["verdict"].partition(":")[0], mark["remark"]
    if verdict == "unreadable":
        return ""
    if verdict == "misconception" and exercise.graph and not remark.startswith("Consistent"):
        return f"Consistent with: {remark}"
    return str(remark)
