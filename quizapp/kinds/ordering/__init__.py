"""Items to be brought into their right order."""

from __future__ import annotations

from typing import Any

from .._base import AnyScreen, Kind, in_order, kind, numbered, split


@kind
class Ordering(Kind):
    """Bring the items into order."""

    name = "Ordering"
    seconds = 45.0

    def how(self, answer: Any) -> str:
        return "The numbers in the right order, like `2 1 3`."

    def show(self, screen: AnyScreen, answer: Any) -> None:
        numbered(screen, answer.shown, range(1, 10))
        screen.line()

    def solution(self, answer: Any) -> str:
        return in_order(answer.items)

    def choices(self, answer: Any) -> list[str]:
        return list(answer.shown)

    def fields(self, text: str) -> list[str]:
        return split(text)

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        return {"key": answer.key, "chance": answer.chance}
