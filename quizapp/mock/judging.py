"""What an answer is worth, found out at once for the follow-up and told to nobody."""

from __future__ import annotations

from collections.abc import Mapping

from engine import Unreadable, mark
from engine.exercise.exercise import Exercise

RIGHT, PARTLY, MISCONCEPTION, WRONG = "right", "partly", "misconception", "wrong"
WRITTEN = "written"  # a text, which nobody has compared with its model yet
ENOUGH = 0.5  # of the credit: the method is there
UNCHECKED = "\n[self-check: none]"


def readable(exercise: Exercise, responses: Mapping[str, str]) -> dict[str, str]:
    """The responses without those that are blank or cannot be read."""
    refused = troubles(exercise, responses)
    return {name: text for name, text in responses.items() if text.strip() and name not in refused}


def troubles(exercise: Exercise, responses: Mapping[str, str]) -> dict[str, Unreadable]:
    """What was entered and cannot be read, by part; a text is not compared before the end."""
    found = {}
    for part in exercise.parts:
        text = responses.get(part.name, "")
        try:
            if text.strip():
                part.answer.read(text + UNCHECKED if part.answer.kind == "short_answer" else text)
        except Unreadable as trouble:
            found[part.name] = trouble
    return found


def outcome(exercise: Exercise, responses: Mapping[str, str]) -> tuple[str, str]:
    """How it went, and the name of the first misconception the answer is consistent with."""
    if any(part.answer.kind == "short_answer" for part in exercise.parts):
        return WRITTEN, ""
    marked = mark(exercise, readable(exercise, responses))
    bent = [part.verdict.partition(":")[2] for part in marked.parts.values() if ":" in part.verdict]
    if marked.score == 1:
        return RIGHT, ""
    if bent:
        return MISCONCEPTION, bent[0]
    return (PARTLY if marked.score >= ENOUGH else WRONG), ""
