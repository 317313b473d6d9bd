"""Judging an answer at once: whether to take it, and what to ask next; no mark is told."""

from __future__ import annotations

from collections.abc import Mapping

from engine import Unreadable, mark
from engine.answers.short_answer import Unsure
from engine.exercise.exercise import Exercise
from engine.marking.responses import read_all
from quizapp.kinds import is_written
from quizapp.practice import NotMarked

RIGHT, PARTLY, MISCONCEPTION, WRONG = "right", "partly", "misconception", "wrong"
WRITTEN = "written"  # a text, which has not been compared with its model answer
ENOUGH = 0.5  # credit that an answer needs to count as partly right
NOTHING = "Nothing was entered. Answer what you can, or skip the question."
EMPTY = "This is empty. Fill it in, or submit anyway."
UNCHECKED = "\n[self-check: none]"


def readable(exercise: Exercise, responses: Mapping[str, str]) -> dict[str, str]:
    """The responses that are not blank and can be read."""
    refused = troubles(exercise, responses)
    responses = exercise.as_they_are(responses)
    return {name: text for name, text in responses.items() if text.strip() and name not in refused}


def troubles(exercise: Exercise, responses: Mapping[str, str]) -> dict[str, Unreadable]:
    """What was entered but cannot be read, by part; texts need no self-check yet.

    What is only filled in in part can be read.
    """
    texts = {
        part.name: text + UNCHECKED if is_written(part.answer.kind) else text
        for part in exercise.parts
        if (text := responses.get(part.name, "")).strip()
    }
    read = read_all(exercise, exercise.as_they_are(texts))
    return {name: read[name] for name in texts if isinstance(read[name], Unreadable)}


def is_unsure(exercise: Exercise, responses: Mapping[str, str]) -> bool:
    """Whether a text makes points that the marker isn't sure about."""
    read = read_all(exercise, responses)
    return any(isinstance(found, Unsure) and not found.examined.is_empty for found in read.values())


def refused(exercise: Exercise, responses: Mapping[str, str], *, sure: bool) -> NotMarked | None:
    """What cannot be taken: what cannot be read, and empty blanks unless the candidate is sure."""
    if found := troubles(exercise, responses):
        return NotMarked(found, frozenset())
    empty = [part.name for part in exercise.parts if not responses.get(part.name, "").strip()]
    everything = len(empty) == len(exercise.parts)
    if everything or (empty and not sure):
        told = Unreadable(NOTHING if everything else EMPTY)
        return NotMarked(dict.fromkeys(empty, told), frozenset(empty))
    whole = read_all(exercise, responses)
    left = exercise.as_they_are(responses)
    gaps = {  # a complete answer may only be written differently, which leaves nothing out
        name: whole[name]
        for name, text in left.items()
        if text != responses[name]
        and isinstance(whole[name], Unreadable)
        and not is_written(exercise.part(name).answer.kind)
    }
    return NotMarked(gaps, frozenset(gaps)) if gaps and not sure else None


def outcome(exercise: Exercise, responses: Mapping[str, str]) -> tuple[str, str]:
    """The outcome, and the name of the first misconception that would explain the answer."""
    if any(is_written(part.answer.kind) for part in exercise.parts):
        return WRITTEN, ""
    marked = mark(exercise, readable(exercise, responses))
    bent = [part.verdict.partition(":")[2] for part in marked.parts.values() if ":" in part.verdict]
    if marked.score == 1:
        return RIGHT, ""
    if bent:
        return MISCONCEPTION, bent[0]
    return (PARTLY if marked.score >= ENOUGH else WRONG), ""
