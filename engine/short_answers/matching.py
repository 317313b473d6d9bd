"""How far a sentence says what a phrasing asks for: all of it, the opposite, or only some of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .negation import denials
from .phrasing import Phrasing, Slot
from .tokens import ReadWord

LOOSE = 14  # tokens between the words of a phrasing from which they hardly belong together
WIDE = 3  # occurrences of a word that are tried as the centre


@dataclass(frozen=True)
class Match:
    """The share of a phrasing that was found, where, and what is wrong with it."""

    share: float
    places: tuple[tuple[int, int], ...] = ()  # first and last token of each slot
    denied: bool = False
    turned: bool = False  # in the wrong order
    loose: bool = False  # far apart, or in two sentences
    typos: int = 0

    @property
    def is_whole(self) -> bool:
        return self.share > 0.99

    @property
    def says(self) -> bool:
        """Whether it says what the phrasing says."""
        return self.is_whole and not self.denied and not self.turned

    @property
    def rank(self) -> tuple[float, bool, bool, bool]:
        return self.share, not self.turned, not self.denied, not self.loose


NOTHING = Match(0.0)


def matched(text: Sequence[ReadWord], wanted: Phrasing) -> Match:
    """The best match of a phrasing in a text."""
    return max(matches(text, wanted), key=lambda found: found.rank, default=NOTHING)


def matches(text: Sequence[ReadWord], wanted: Phrasing) -> list[Match]:
    """The matches of a phrasing, sentence by sentence; in two in a row, if it is whole in none."""
    every = [slot.found(text) for slot in wanted.slots]
    if not any(every):
        return []
    scopes = denials(text)
    found: list[Match] = []
    last = text[-1].sentence
    for size in (1, 2):
        for first in range(last + 2 - size):
            here = [
                [at for at in places if first <= text[at[0]].sentence < first + size]
                for places in every
            ]
            present = [places for places in here if places]
            if not present or (size == 2 and len(present) < len(every)):
                continue
            for at, _, _ in min(present, key=len)[:WIDE]:
                found.append(_around(text, wanted, here, at, size > 1, scopes))
        if any(match.is_whole for match in found):
            break
    return found


def _around(
    text: Sequence[ReadWord], wanted: Phrasing, every: Sequence[list[tuple[int, int, int]]],
    centre: int, across: bool, denied: Sequence[tuple[int, int]],
) -> Match:  # fmt: skip
    """The match whose words lie nearest to a token."""
    chosen: list[tuple[int, int] | None] = []
    got = 0.0
    used: set[int] = set()
    for slot, places in zip(wanted.slots, every, strict=True):
        near = sorted(places, key=lambda place: abs(place[0] - centre))
        picks = _picked(slot, [place for place in near if place[0] not in used])
        got += min(len(picks), slot.count) / slot.count if picks else 0.0
        chosen.append((picks[0][0], picks[0][1]) if picks else None)
        used |= {place[0] for place in picks}
    taken = [place for place in chosen if place]
    share = got / len(wanted.slots)
    wide = max(end for _, end in taken) - min(at for at, _ in taken)
    scopes = [(at, end) for at, end in denied if at not in used]
    covers = [
        sum(at < first < end or first < at < last for at, end in scopes) + text[first].is_reversed
        for first, last in taken
    ]
    odd = any(count % 2 for count in covers)
    counted = any(slot.count > 1 for slot in wanted.slots)
    return Match(
        share, tuple(taken), odd != wanted.denies, _is_turned(wanted, chosen),
        across
        or (odd and len({text[at].clause for at, _ in taken}) > 1)
        or (wide > LOOSE + 3 * len(taken) and not counted),
        sum(text[at].is_typo for at, _ in taken),
    )  # fmt: skip


def _picked(slot: Slot, near: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The nearest place, or the nearest of as many different choices as are asked for."""
    if slot.count == 1:
        return list(near[:1])
    by_choice = {place[2]: place for place in reversed(near)}
    return sorted(by_choice.values())


def _is_turned(wanted: Phrasing, chosen: Sequence[tuple[int, int] | None]) -> bool:
    if wanted.after is None:
        return False
    before = [place[0] for place in chosen[: wanted.after] if place]
    behind = [place[0] for place in chosen[wanted.after :] if place]
    return bool(before and behind) and max(before) > min(behind)
