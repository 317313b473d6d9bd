"""Items on the left, each with its partner on the right."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

from .._base import AnyScreen, Kind, kind, listed, numbered, split


@kind
class Matching(Kind):
    """Match the pairs."""

    name = "Matching"
    seconds = 45.0

    def how(self, answer: Any) -> str:
        return "Pairs, like `1b 2a`."

    def show(self, screen: AnyScreen, answer: Any) -> None:
        numbered(screen, self.choices(answer), range(1, 10))
        screen.line()
        numbered(screen, answer.shown, ascii_lowercase)
        screen.line()

    def solution(self, answer: Any) -> str:
        return listed(f"{pair.left} — {pair.right}" for pair in answer.pairs)

    def choices(self, answer: Any) -> list[str]:
        return [pair.left for pair in answer.pairs]

    def partners(self, answer: Any) -> list[str]:
        return list(answer.shown)

    def fields(self, text: str) -> list[str]:
        return split(text)

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        return {"key": answer.key, "shown": len(answer.shown)}
