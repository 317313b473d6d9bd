"""A statement that holds or does not."""

from __future__ import annotations

from typing import Any

from .._base import Kind, kind


@kind
class TrueFalse(Kind):
    """True or false, and why."""

    name = "True or false"
    seconds = 15.0
    guess = 0.5
    is_quick = True
    is_guessable = True

    def how(self, answer: Any) -> str:
        return "Type `true` or `false`."

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        from quizapp.presenting.markup import render

        return {"truth": answer.write(), "remark": render(answer.remark)}
