"""Give every item on the left its partner on the right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

from ..draw import Draw
from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, WRONG, PartMark, answer
from ._read_text import fixed_shuffle, letter, pick, words
from ._shuffled import STORED, Shuffled, inverse

MOST = 12  # on the right, distractors included
NO_PARTNER = "-"  # after an item that its learner leaves alone
_PAIR = re.compile(rf"({STORED}?)([0-9])(?:[-:=.)→]*([A-Za-z])|{NO_PARTNER})")


@dataclass(frozen=True)
class Pair:
    """Two texts that belong together."""

    left: str
    right: str


@answer
@dataclass(frozen=True)
class MatchingAnswer(Shuffled):
    """`pairs`, and `distractors` that partner nothing. Typed as `1b 2a 3c`: left number, letter;
    `3-` leaves an item alone.

    Partial credit is corrected for guessing: (right − chance) / (pairs − chance), at least 0,
    where chance = pairs / shown is how many pairs a blind guess gets right on average.
    """

    kind: ClassVar[str] = "matching"

    pairs: tuple[Pair, ...]
    distractors: tuple[str, ...] = ()

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The right column as displayed."""
        own = self._own
        return tuple(own[place] for place in self._right) or own

    def shuffled(self, draw: Draw | None) -> Self:
        left, right = range(len(self.pairs)), range(len(self.shown))
        if draw is None:
            return self.in_order([*left, *right])
        rows, partners = draw.shuffled(left), draw.shuffled(right)
        return self.in_order([*rows, *partners], pairs=tuple(self.pairs[row] for row in rows))

    def as_it_is(self, raw: str) -> str:
        given = [match[2] for match in map(_PAIR.fullmatch, raw.split()) if match]
        wanted = [str(n) for n in range(1, len(self.pairs) + 1)]
        missing = [f"{n}{NO_PARTNER}" for n in wanted if n not in given]
        return " ".join([raw, *missing]) if given and missing else raw

    def read(self, raw: str) -> tuple[int | None, ...]:
        partners: dict[int, int | None] = {}
        for word, at in words(raw):
            match = _PAIR.fullmatch(word)
            if match is None:
                raise Unreadable("Write a number and a letter for each pair: 1b 2a 3c.", at)
            left = pick(match[2], at + match.start(2), len(self.pairs))
            right = pick(match[3], at + match.start(3), len(self.shown)) if match[3] else None
            if match[1] and self.order:
                left = self._left.index(left)
                right = None if right is None else self._right.index(right)
            if left in partners:
                raise Unreadable(f"{left + 1} has two partners here.", at)
            if right is not None and right in partners.values():
                raise Unreadable(f"“{letter(right)}” is there twice; use each letter once.", at)
            partners[left] = right
        missing = [str(left + 1) for left in range(len(self.pairs)) if left not in partners]
        if missing:
            raise Unreadable(f"No match yet for item {', '.join(missing)}.")
        return tuple(partners[left] for left in range(len(self.pairs)))

    def text_of(self, response: tuple[int | None, ...], *, stored: bool) -> str:
        signs = [
            NO_PARTNER if right is None else letter(self._right[right] if stored else right)
            for right in response
        ]
        pairs = list(zip(self._left if stored else range(len(signs)), signs, strict=True))
        sign = STORED if stored else ""
        return " ".join(f"{sign}{left + 1}{right}" for left, right in sorted(pairs))

    def judge(self, response: tuple[int | None, ...]) -> PartMark:
        off = [
            n
            for n, (pair, partner) in enumerate(zip(self.pairs, response, strict=True), 1)
            if partner is None or self.shown[partner] != pair.right
        ]
        if not off:
            return PartMark(CORRECT, 1.0)
        count = len(self.pairs)
        chance = count / len(self.shown)
        credit = max(0.0, (count - len(off) - chance) / (count - chance))
        remark = f"{count - len(off)} of {count} pairs are correct. Check item {off[0]}."
        return PartMark(WRONG, credit, remark)

    def write(self) -> str:
        return " ".join(self.key)

    @property
    def key(self) -> list[str]:
        return [
            f"{n}{letter(self.shown.index(pair.right))}" for n, pair in enumerate(self.pairs, 1)
        ]

    def near_misses(self) -> tuple[str, ...]:
        letters = [entry[1:] for entry in self.key]
        swapped = [
            [*letters[:at], letters[at + 1], letters[at], *letters[at + 2 :]]
            for at in range(len(letters) - 1)
        ]
        return tuple(" ".join(f"{n}{to}" for n, to in enumerate(way, 1)) for way in swapped)

    @classmethod
    def samples(cls) -> tuple[MatchingAnswer, ...]:
        slopes = (Pair("sigmoid", "$a(1-a)$"), Pair("tanh", "$1-a^2$"), Pair("identity", "$1$"))
        return (cls(slopes), cls(slopes, ("$0$", "$a$")), cls(slopes[:2]))

    @property
    def _left(self) -> tuple[int, ...]:
        """The place in the question of each pair shown."""
        return self.order[: len(self.pairs)]

    @property
    def _right(self) -> tuple[int, ...]:
        """The place in the question's own right column of each text shown."""
        return self.order[len(self.pairs) :]

    @property
    def _own(self) -> tuple[str, ...]:
        """The right column as the question itself has it: a shuffle that is always the same."""
        pairs = [self.pairs[place] for place in inverse(self._left)] or self.pairs
        return fixed_shuffle([*(pair.right for pair in pairs), *self.distractors])

    def check(self) -> None:
        if not 2 <= len(self.pairs) <= 7:
            raise BadQuestion("Give 2 to 7 pairs.", ("pairs",))
        if len(self.shown) > MOST:
            raise BadQuestion(f"At most {MOST} texts on the right.", ("distractors",))
        for index, pair in enumerate(self.pairs):
            if not pair.left.strip() or not pair.right.strip():
                raise BadQuestion("A text of this pair is empty.", ("pairs", index))
            if pair.left in [other.left for other in self.pairs[:index]]:
                raise BadQuestion("This left text is there already.", ("pairs", index, "left"))
            if self.shown.count(pair.right) > 1:
                raise BadQuestion("Texts on the right must differ.", ("pairs", index, "right"))
        for index, text in enumerate(self.distractors):
            if not text.strip() or self.shown.count(text) > 1:
                raise BadQuestion("Texts on the right differ, none empty.", ("distractors", index))
