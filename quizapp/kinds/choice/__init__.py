"""One of several options."""

from __future__ import annotations

from typing import Any

from engine.errors import Unreadable

from .._base import AnyScreen, Kind, kind, listed, numbered


class Options(Kind):
    """What choosing one and choosing several have in common."""

    is_quick = True

    def show(self, screen: AnyScreen, answer: Any) -> None:
        numbered(screen, self.choices(answer), range(1, 10))
        screen.line()

    def solution(self, answer: Any) -> str:
        right = [f"{i}: {each.text}" for i, each in enumerate(answer.options, 1) if each.correct]
        return right[0] if len(right) == 1 else listed(right)

    def key(self, answer: Any) -> str:
        return ", ".join(option.text for option in answer.options if option.correct)

    def given(self, answer: Any, text: str) -> str:
        from quizapp.presenting import prose

        try:
            read = answer.read(text)
        except Unreadable:
            return text
        chosen = read if isinstance(read, tuple) else (read,)
        return ", ".join(prose.text(answer.options[index].text) for index in chosen)

    def reason(self, remark: str) -> str:
        return remark.partition("\n")[0]

    def choices(self, answer: Any) -> list[str]:
        return [option.text for option in answer.options]


@kind
class Choice(Options):
    """Choose one."""

    name = "Single choice"
    seconds = 25.0
    guess = 0.25

    def how(self, answer: Any) -> str:
        return "One number."

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        from quizapp.presenting.markup import render

        marks = [answer.judge(index) for index in range(len(answer.options))]
        return {
            "options": [
                {"verdict": mark.verdict, "credit": mark.credit, "remark": render(mark.remark)}
                for mark in marks
            ]
        }
