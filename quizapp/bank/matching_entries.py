"""Which entry of a changed list was which before: kept, edited, removed or added."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

ALIKE = 0.5  # how much of an entry must be as it was for it to be that entry, edited


@dataclass
class Matched:
    """What each entry has become, by its old place, and what was added before each old place."""

    now: dict[int, Any] = field(default_factory=dict)
    added: defaultdict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))


def matched(was: list[Any], now: list[Any]) -> Matched:
    """The likeliest story of a change, in which entries keep their order."""
    found, a, b = Matched(), 0, 0
    for old, new in [*_alike_pairs(was, now), (len(was), len(now))]:
        while a < old and b < new:  # replaced by others
            found.now[a] = now[b]
            a, b = a + 1, b + 1
        found.added[old] += now[b:new]
        if old < len(was):
            found.now[old] = now[new]
        a, b = old + 1, new + 1
    return found


def _alike_pairs(was: list[Any], now: list[Any]) -> list[tuple[int, int]]:
    """The places of entries that are the same, or nearly, with as much alike as there can be."""
    likes = [[_alike(old, new) for new in now] for old in was]
    best = [[0.0] * (len(now) + 1) for _ in range(len(was) + 1)]  # from these places to the ends
    for a in reversed(range(len(was))):
        for b in reversed(range(len(now))):
            paired = likes[a][b] + best[a + 1][b + 1] if likes[a][b] else 0.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    found, a, b = [], 0, 0
    while a < len(was) and b < len(now):
        if likes[a][b] and best[a][b] == likes[a][b] + best[a + 1][b + 1]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _alike(old: Any, new: Any) -> float:
    """0 for entries that are not the same one, up to 2 for equal ones."""
    before, after = (json.dumps(each, ensure_ascii=False, default=str) for each in (old, new))
    if before == after:
        return 2.0
    ratio = SequenceMatcher(None, before, after, autojunk=False).ratio()
    return ratio if ratio >= ALIKE else 0.0
