"""What a good answer says, point by point, and what it must not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import BadQuestion
from .phrasing import phrasing

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


@dataclass(frozen=True)
class RubricPoint:
    """One thing a good answer says, and how much it counts.

    `phrasings` are ways to say it and `contradicting` ways to say the opposite
    (`engine/short_answers/phrasing.py` says how they are written); `reply` is for those who say the
    opposite. `roles` are things that get mixed up: the first is the one of which the point
    says something. `formulas` say it in symbols. A `bonus` never costs an answer its full mark.
    `probe` asks for the point without giving it away.
    """

    point: str
    weight: float = 1.0
    phrasings: tuple[str, ...] = ()
    contradicting: tuple[str, ...] = ()
    reply: str = ""
    roles: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    bonus: bool = False
    probe: str = ""

    @property
    def told(self) -> str:
        """The point as people read it."""
        return f"{self.point} (bonus)" if self.bonus else self.point

    def check(self) -> None:
        """Raise `BadQuestion` where it makes no fair point."""
        if not self.point.strip():
            raise BadQuestion("This rubric point is empty.", ("point",))
        if not 0 < self.weight <= 100:
            raise BadQuestion("A weight is above 0, at most 100.", ("weight",))
        _check_phrasings(self.phrasings, "phrasings")
        _check_phrasings(self.contradicting, "contradicting")
        _check_phrasings(self.roles, "roles")
        if len(self.roles) == 1:
            raise BadQuestion("Name at least two things that get mixed up.", ("roles",))


@dataclass(frozen=True)
class MustNotSay:
    """A common mistake that a good answer doesn't make, what we say to it, and what exposes it."""

    name: str
    phrasings: tuple[str, ...]
    remark: str
    weight: float = 1.0
    probe: str = ""

    def check(self) -> None:
        """Raise `BadQuestion` where it cannot be found or told."""
        if not _NAME.fullmatch(self.name):
            raise BadQuestion("A name is snake_case, like moves_weights.", ("name",))
        if not self.remark.strip():
            raise BadQuestion("Say what is wrong with it, to whoever says it.", ("remark",))
        if not self.phrasings:
            raise BadQuestion("Give a phrasing, or it is never found.", ("phrasings",))
        if not 0 < self.weight <= 100:
            raise BadQuestion("A weight is above 0, at most 100.", ("weight",))
        _check_phrasings(self.phrasings, "phrasings")


def _check_phrasings(texts: tuple[str, ...], key: str) -> None:
    for index, text in enumerate(texts):
        try:
            phrasing(text)
        except BadQuestion as error:
            raise BadQuestion(str(error), (key, index)) from None
