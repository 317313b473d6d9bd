"""What a new question says until its author has written something better."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from quizapp.kinds import KINDS

from .file_problem import Problem, at_key
from .graph_trial import HEAD
from .lines import Where

UNDESCRIBED = "not described yet"  # what stands for the words of an image that has none
NOT_DESCRIBED = "An image isn't described yet."
ADVICE = {
    "title": "Give the question a title.",
    "source": "Say where this is explained.",
    "prompt": "Ask a question of your own.",
    "explanation": "Explain the answer.",
    "hints": "Write a hint, or leave hints out.",
    "answer": "Write an answer of your own.",
    "wrong": "Name a mistake of your own, or leave it out.",
}


def placeholder_problems(path: str, text: str) -> list[Problem]:
    """A problem for each text that is still what the question began with; of no TOML none."""
    try:
        found = [*_left(tomllib.loads(text))]
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    told = [(where, what, ADVICE[next(one for one in where[::-1] if one in ADVICE)])
            for where, what in found]  # fmt: skip
    if f"![{UNDESCRIBED}](" in text:
        told += [(where, NOT_DESCRIBED, "Say what it shows, for those who cannot see it.")
                 for where in _undescribed(tomllib.loads(text))]  # fmt: skip
    return [at_key(path, text, where, what, advice) for where, what, advice in told]


def _left(doc: Mapping[str, Any]) -> Iterator[tuple[Where, str]]:
    """The keys that hold a placeholder, and what to say of each."""
    starts = [*_starts().values(), HEAD]
    own = _starts().get(str(doc.get("type")), {})
    for key in ("title", "source", "explanation"):
        if key in doc and doc[key] in [start.get(key) for start in starts]:
            yield (key,), f"“{doc[key]}” is only a placeholder."
    for at, hint in enumerate(_list(doc.get("hints"))):
        if hint in own.get("hints", ()):
            yield ("hints", at), f"“{hint}” is only a placeholder."
    answer, first = doc.get("answer"), own.get("answer")
    if first is None or not isinstance(answer, Mapping):
        return
    if doc.get("prompt") == own["prompt"] and "passage" not in first:
        yield ("prompt",), "This is still the question that every new one begins with."
    if answer == first:
        yield ("answer",), "This is still the answer that every new question begins with."
        return
    for at, wrong in enumerate(_list(answer.get("wrong"))):
        if wrong in first.get("wrong", ()):
            yield ("answer", "wrong", at), "This is still the mistake that new questions name."


def _undescribed(value: Any, where: Where = ()) -> Iterator[Where]:
    """The keys whose texts show an image that nobody has described."""
    if isinstance(value, str) and f"![{UNDESCRIBED}](" in value:
        yield where
    entries: Any = value.items() if isinstance(value, Mapping) else enumerate(_list(value))
    for key, entry in entries:
        yield from _undescribed(entry, (*where, key))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


@cache
def _starts() -> dict[str, dict[str, Any]]:
    """What a new question of each type says."""
    return {name: tomllib.loads(kind.start) for name, kind in KINDS.items()}
