"""A few sentences, held against a rubric by their writer."""

from __future__ import annotations

from typing import Any

from .._base import Kind, kind

OWN_WORDS = (
    "In your own words. An empty line ends your answer. From the second line on, a command needs a "
    "colon, like `:q`."
)


@kind
class OwnWords(Kind):
    """Explain it."""

    name = "Explain"
    seconds = 120.0
    is_field = True
    is_written = True

    def how(self, answer: Any) -> str:
        return OWN_WORDS

    def solution(self, answer: Any) -> str:
        points = "\n".join(f"{i}. {point.point}" for i, point in enumerate(answer.rubric, 1))
        return f"{answer.model}\n\nPoints an examiner looks for:\n\n{points}"

    def reason(self, remark: str) -> str:
        return remark.partition(" You missed:")[0]

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        from quizapp.presenting.markup import inline, render

        points = [{"weight": each.weight, "point": inline(each.point)} for each in answer.rubric]
        return {"model": render(answer.model), "rubric": points}
