"""Bring the items into their right order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

from ..draw import Draw
from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, WRONG, PartMark, answer
from ._read_text import fixed_shuffle, words
from ._shuffled import Shuffled

# How many of 3 to 7 items a random order keeps in order, on average (OEIS A003316 by n!).
CHANCE = {3: 12 / 6, 4: 58 / 24, 5: 335 / 120, 6: 2261 / 720, 7: 17465 / 5040}


@answer
@dataclass(frozen=True)
class OrderingAnswer(Shuffled):
    """`items` in the right order; a learner types the numbers of the `shown` ones in theirs.

    Credit counts the items that need not move: the longest run of them that is in the right order,
    whatever stands between. It is corrected for guessing, (kept − chance) / (items − chance), at
    least 0, where chance is how many a random order keeps on average.
    """

    kind: ClassVar[str] = "ordering"

    items: tuple[str, ...]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The items as displayed, never in the right order."""
        own = fixed_shuffle(self.items)
        return tuple(own[place] for place in self.order) or own

    def shuffled(self, draw: Draw | None) -> Self:
        own = fixed_shuffle(self.items)
        order = draw.shuffled(range(len(own))) if draw else list(range(len(own)))
        if [own[place] for place in order] == list(self.items):
            order = order[1:] + order[:1]
        return self.in_order(order)

    def read(self, raw: str) -> tuple[int, ...]:
        found = words(raw)
        picks = [self.pick(word, at, len(self.items)) for word, at in found]
        for place, (word, at) in enumerate(found):
            if picks[place] in picks[:place]:
                raise Unreadable(f"“{word}” is there twice.", at)
        missing = sorted(set(range(len(self.items))) - set(picks))
        if missing:
            listed = ", ".join(str(index + 1) for index in missing)
            raise Unreadable(f"Give every number once; still missing: {listed}.")
        return tuple(picks)

    def text_of(self, response: tuple[int, ...], *, stored: bool) -> str:
        return " ".join(self.word(index, stored=stored) for index in response)

    def judge(self, response: tuple[int, ...]) -> PartMark:
        kept, count, chance = self.kept(response), len(response), self.chance
        if len(kept) == count:
            return PartMark(CORRECT, 1.0)
        first = next(place for place in range(count) if place not in kept)
        remark = f"The first item to move is in position {first + 1}."
        if len(kept) <= chance:
            return PartMark(WRONG, 0.0, remark)
        credit = (len(kept) - chance) / (count - chance)
        said = f"{len(kept)} of {count} are in the right order. Of those, {chance:.1f}"
        said += " would be so by chance on average; the others earn your score."
        return PartMark(WRONG, credit, f"{said} {remark}")

    @property
    def chance(self) -> float:
        """How many items a random order keeps in order, on average."""
        return CHANCE[len(self.items)]

    def kept(self, response: tuple[int, ...]) -> list[int]:
        """The places of a response (from 0) that need not move.

        If no more of them are in order than by chance, this counts those in their right places.
        """
        right = [self.items.index(self.shown[index]) for index in response]
        rise = longest_rise(right)
        if len(rise) > self.chance:
            return rise
        return [place for place, belongs in enumerate(right) if place == belongs]

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
        if len(self.items) not in CHANCE:
            raise BadQuestion("Give 3 to 7 items, in the right order.", ("items",))
        for index, item in enumerate(self.items):
            if not item.strip() or item in self.items[:index]:
                raise BadQuestion("Items have different texts, none empty.", ("items", index))


def longest_rise(numbers: Sequence[int], after: int = -1) -> list[int]:
    """The places of the longest increasing subsequence; with `after`, of what continues it.

    Of several, that with the smallest numbers: what should come first is not what has to move.
    Tries every one, which are 128 of seven numbers.
    """
    runs = (
        [place, *longest_rise(numbers, place)]
        for place in range(after + 1, len(numbers))
        if after < 0 or numbers[place] > numbers[after]
    )
    return max(runs, key=lambda run: (len(run), [-numbers[place] for place in run]), default=[])
