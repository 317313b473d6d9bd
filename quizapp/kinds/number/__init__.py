"""A number to the stated digits."""

from __future__ import annotations

from typing import Any

from quizapp.presenting.amounts import figure

from .._base import Kind, kind


@kind
class Number(Kind):
    """A number."""

    name = "number"
    seconds = 60.0
    area = "compute"
    is_line = True
    is_field = True
    is_quick = True

    def how(self, answer: Any) -> str:
        return "A number, or arithmetic that leads to it, like `0.98*0.02`."

    def solution(self, answer: Any) -> str:
        return str(answer.shown)

    def key(self, answer: Any, decimals: int | None) -> str:
        digits = answer.decimals if decimals is None else decimals
        return figure(answer.key, digits)

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        from engine.answers.number import SLACK
        from quizapp.presenting.markup import inline, render

        low, high = answer.envelope or (answer.value, answer.value)
        slack = float(f"1e-{answer.decimals}") * SLACK
        return {
            "value": answer.value,
            "reach": answer.reach,
            "low": low - slack,
            "high": high + slack,
            "unit": answer.unit,
            "whole": answer.is_whole,
            "wrong": [
                {"value": each.value, "name": each.name, "remark": render(each.remark)}
                for each in answer.wrong
            ],
            "short": [
                {"value": short, "within": slack, "remark": inline(answer.judge(short).remark)}
                for digits in range(answer.decimals - 1, -1, -1)
                if (short := round(answer.value, digits))
            ],
        } | {name: inline(remark) for name, remark in answer.remarks.items()}
