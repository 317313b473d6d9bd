"""A text with two names in each other's place: what somebody says who mixes them up throughout."""

from __future__ import annotations

from collections.abc import Sequence

from .phrasing import phrasing
from .tokens import ReadWord


def exchanged(text: str, read: Sequence[ReadWord], roles: Sequence[str]) -> str:
    """The text with the first two of the roles exchanged; "" if it doesn't name both."""
    found = []
    for role in roles[:2]:
        (slot, *_) = phrasing(role).slots
        found.append(sorted({(read[at].start, read[end].end) for at, end in slot.places(read)}))
    if not all(found):
        return ""
    names = [text[slice(*places[0])] for places in found]
    every = sorted((*span, names[1 - which]) for which in (0, 1) for span in found[which])
    out, last = "", 0
    for start, end, name in every:
        if start >= last:
            out, last = out + text[last:start] + name, end
    return out + text[last:]
