"""Wrong answers that an author names: each name once, each with a sentence, each reachable."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from ..errors import BadQuestion
from ._base import NAMED

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


class Named(Protocol):
    """What `WrongNumber` and `WrongFormula` have in common."""

    @property
    def name(self) -> str: ...
    @property
    def remark(self) -> str: ...


W = TypeVar("W", bound=Named)


def check_wrong(wrong: Sequence[W], key: str, verdict: Callable[[W], str]) -> None:
    """Raise `BadQuestion` unless `verdict` finds every entry by its name; `key` holds its value."""
    names = [entry.name for entry in wrong]
    for index, entry in enumerate(wrong):
        if not NAME.fullmatch(entry.name) or entry.name in names[:index]:
            raise BadQuestion("Names are unique and in snake_case.", ("wrong", index, "name"))
        if not entry.remark.strip():
            raise BadQuestion("Say in one sentence what went wrong.", ("wrong", index, "remark"))
        if verdict(entry) != f"{NAMED}{entry.name}":
            raise BadQuestion(
                "This is accepted as right, or cannot be told from another wrong answer.",
                ("wrong", index, key),
            )
