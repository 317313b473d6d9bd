"""A number to the digits asked for."""

from __future__ import annotations

from typing import Any

from engine.readings.digits import count

from .._base import Kind, kind


@kind
class Number(Kind):
    """A number."""

    name = "Number"
    seconds = 60.0
    area = "compute"
    is_line = True
    is_field = True
    is_quick = True
    computes = True

    def how(self, answer: Any) -> str:
        return "A number, or arithmetic that gives it, like `7*0.13`."

    def solution(self, answer: Any) -> str:
        return str(answer.shown)

    def key(self, answer: Any) -> str:
        return str(answer.rounded(answer.key)).replace("-", "\u2212")

    def given(self, answer: Any, text: str) -> str:
        return super().given(answer, text).replace("-", "\u2212")

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        from engine.answers.number import SLACK, TELLING
        from quizapp.presenting.markup import inline, render

        low, high = answer.envelope or (answer.value, answer.value)
        slack = answer.step * SLACK
        return {
            "value": answer.value,
            "reach": answer.reach,
            "low": low - slack,
            "high": high + slack,
            "step": answer.step,
            "telling": TELLING,
            "unit": answer.unit,
            "whole": answer.is_whole,
            "wrong": [
                {
                    "value": each.value,
                    "step": answer.step_at(each.value),
                    "fewest": min(TELLING, count(each.value)),
                    "name": each.name,
                    "remark": render(each.remark),
                }
                for each in answer.wrong
            ],
            "coarse": [inline(answer.coarse_remark(digits)) for digits in range(13)],
        } | {name: inline(remark) for name, remark in answer.remarks.items()}
