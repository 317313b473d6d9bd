"""All options that are true."""

from __future__ import annotations

from typing import Any

from .._base import kind, split
from ..choice import Options


@kind
class Choices(Options):
    """Choose every right one."""

    name = "Multiple choice"
    seconds = 40.0
    guess = 0.1

    def how(self, answer: Any) -> str:
        return "All that apply, like `1 3`, or `none`."

    def fields(self, text: str) -> list[str]:
        return split(text)

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        from quizapp.presenting.markup import inline, render

        return {
            "options": [
                {
                    "correct": option.correct,
                    "name": option.name,
                    "remark": render(option.remark),
                    "ticked": inline(answer.told(index, True)),
                    "missed": inline(answer.told(index, False)),
                }
                for index, option in enumerate(answer.options)
            ]
        }
