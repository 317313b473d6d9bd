"""From a text of the bank to the question behind it, without any of the checker's weight."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from engine.exercise.question import Question


@lru_cache(maxsize=512)
def read_question(text: str) -> Question:
    """The question behind a TOML text; `TOMLDecodeError` or `BadQuestion` where there is none."""
    return Question.from_dict(tomllib.loads(text))
