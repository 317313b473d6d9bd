"""The mark on the screen: a sign, a word and a colour for every blank, then why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.exercise import Exercise, Part

from .bars import grade, percent
from .kinds import kind_of
from .latex import inline
from .screen import Screen

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
    for part in exercise.parts:
        _show_part(screen, exercise, part, mark["parts"][part.name], responses.get(part.name, ""))
    if len(exercise.parts) > 1:
        score = mark["score"]
        screen.line("  " + screen.paint(grade(score), f"Score {percent(score)}"))


def _show_part(
    screen: Screen, exercise: Exercise, part: Part, mark: Mapping[str, Any], response: str
) -> None:
    verdict = mark["verdict"].partition(":")[0]
    sign, role, words = VERDICTS[verdict]
    if verdict == "wrong" and mark["credit"]:
        sign, role, words = "◐", "amber", f"partly right, {percent(mark['credit'])}"
    alone = len(exercise.parts) == 1
    shown = "" if alone else f"{inline(part.label)} = {response.strip()}  "
    if not alone and verdict == "unreadable":
        shown = f"{inline(part.label)}  "
    verdict_words = words.capitalize() if alone else words
    screen.line("  " + screen.paint(role, f"{sign} ") + shown + screen.paint(role, verdict_words))
    remark = mark["remark"] if verdict != "unreadable" else ""
    if verdict == "misconception" and exercise.graph and not remark.startswith("Consistent"):
        remark = f"Consistent with: {remark}"
    if remark:
        screen.markdown(remark, indent=4)
    solution = kind_of(part.answer).solution(part.answer, exercise.decimals)
    seen = verdict != "unreadable" and part.answer.kind == "short_answer"  # in the self-check
    if verdict not in RIGHT and not seen and solution not in remark:
        screen.markdown(f"{'The answer' if alone else 'Right'}: {solution}", indent=4)
