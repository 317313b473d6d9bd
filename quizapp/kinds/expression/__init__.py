"""A formula over declared symbols. Marking one takes a parser, so it is never marked offline."""

from __future__ import annotations

from typing import Any

from .._base import Kind, kind


@kind
class Expression(Kind):
    """A formula."""

    name = "Formula"
    seconds = 75.0
    area = "derive"
    is_line = True
    is_field = True

    def how(self, answer: Any) -> str:
        names = [f"`{name}`" for name in answer.symbols]
        said = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
        return f"A formula in {said}, like `2*a^2/(1-b)`." if said else "A formula."

    def solution(self, answer: Any) -> str:
        return f"`{answer.write()}`"

    def key(self, answer: Any) -> str:
        return f"${answer.read_as(answer.key)}$"
