"""An answer in notes: "too high: diverges", "softmax rows, times V".

A sign, an arrow or a colon between two things says how they belong together, as a verb would. What
only stands in a row in such a text says nothing by itself, so its writer is asked about it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .matching import Match
from .tokens import ReadWord

DENSE = 8  # words for each joint at most
_JOINT = re.compile(r"(?<=[\w)\]])\s*(?:->|→|⇒|[-=]>|:=|=|←|<-|:(?=\s)|\btimes\b)\s*(?=[\w(\[])")
_TIMES = re.compile(r",\s*times\b\s*(?=\w)")  # "softmax of the scores, times V"
_VERBS_WORDS = """
is are was were isn't aren't be gives give uses use gets get makes make becomes needs need takes
goes go says keeps keep has have does no not never cannot can't
"""
_VERBS = frozenset(_VERBS_WORDS.split())


def joints(text: str) -> list[int]:
    """Where in a text a sign or an arrow joins what stands on both sides of it."""
    return sorted(found.start() for joint in (_JOINT, _TIMES) for found in joint.finditer(text))


def is_notes(text: str, words: int) -> bool:
    """Whether so many words are joined by signs instead of verbs."""
    found = len(joints(text))
    return found > 0 and found * DENSE >= words


def joins(text: str, read: Sequence[ReadWord], found: Match) -> bool:
    """Whether a sign or a verb joins the words of a match."""
    if not found.places:
        return False
    first, last = min(at for at, _ in found.places), max(end for _, end in found.places)
    if any(read[first].start <= at <= read[last].end for at in joints(text)):
        return True
    clauses = {read[at].clause for at, _ in found.places}
    return any(token.text in _VERBS for token in read if token.clause in clauses)
