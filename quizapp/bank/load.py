"""Reading a question from its text, without the weight of the checker."""

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
    """The question in a TOML text; raises `TOMLDecodeError` or `BadQuestion`."""
    return question_of(tomllib.loads(text))


def question_of(doc: Mapping[str, Any]) -> Question:
    """The question in a parsed text; raises `BadQuestion`, also if its type cannot be shown."""
    question = Question.from_dict(doc)
    if question.type not in KINDS:
        advice = f"Add the folder quizapp/kinds/{question.type}/."
        raise BadQuestion(f"Questions of type {question.type} cannot be shown. {advice}", ("type",))
    return question
