"""Bring the items into their right order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, WRONG, Answer, PartMark, answer
from ._read_text import fixed_shuffle, pick, words


@answer
@dataclass(frozen=True)
class OrderingAnswer(Answer):
    """`items` in the right order; a learner types the numbers of the `shown` ones in theirs.

    All or nothing; the remark names the first place that is off.
    """

    kind: ClassVar[str] = "ordering"

    items: tuple[str, ...]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The items as displayed: always the same shuffle, never the right order."""
        return fixed_shuffle(self.items)

    def read(self, raw: str) -> tuple[int, ...]:
        found = words(raw)
        picks = [pick(word, at, len(self.items)) for word, at in found]
        for place, (word, at) in enumerate(found):
            if picks[place] in picks[:place]:
                raise Unreadable(f"“{word}” is there twice.", at)
        missing = sorted(set(range(len(self.items))) - set(picks))
        if missing:
            listed = ", ".join(str(index + 1) for index in missing)
            raise Unreadable(f"Give every number once; still missing: {listed}.")
        return tuple(picks)

    def judge(self, response: tuple[int, ...]) -> PartMark:
        for place, (index, item) in enumerate(zip(response, self.items, strict=True), 1):
            if self.shown[index] != item:
                return PartMark(WRONG, 0.0, f"The first place that is off is number {place}.")
        return PartMark(CORRECT, 1.0)

    def write(self) -> str:
        return " ".join(map(str, self.key))

    @property
    def key(self) -> list[int]:
        return [self.shown.index(item) + 1 for item in self.items]

    def near_misses(self) -> tuple[str, ...]:
        key = [str(n) for n in self.key]
        return tuple(
            " ".join([*key[:at], key[at + 1], key[at], *key[at + 2 :]])
            for at in range(len(key) - 1)
        )

    @classmethod
    def samples(cls) -> tuple[OrderingAnswer, ...]:
        return (cls(("forward", "loss", "backward", "update")), cls(("first", "second", "third")))

    def check(self) -> None:
        if not 3 <= len(self.items) <= 7:
            raise BadQuestion("Give 3 to 7 items, in the right order.", ("items",))
        for index, item in enumerate(self.items):
            if not item.strip() or item in self.items[:index]:
                raise BadQuestion("Items have different texts, none empty.", ("items", index))
