"""From a text of the bank to the question behind it, without any of the checker's weight."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.errors import BadQuestion
from engine.exercise.question import Question
from quizapp.kinds import KINDS


@lru_cache(maxsize=512)
def read_question(text: str) -> Question:
    """The question behind a TOML text; `TOMLDecodeError` or `BadQuestion` where there is none."""
    return question_of(tomllib.loads(text))


def question_of(doc: Mapping[str, Any]) -> Question:
    """The question in a parsed text; `BadQuestion` also where no door could ask it."""
    question = Question.from_dict(doc)
    if question.type not in KINDS:
        advice = f"Add the folder quizapp/kinds/{question.type}/."
        raise BadQuestion(f"Questions of type {question.type} cannot be shown. {advice}", ("type",))
    return question
