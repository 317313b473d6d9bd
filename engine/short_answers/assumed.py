"""What a text only assumes: "say the entries have variance one" claims nothing about a result."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .matching import Match
from .tokens import ReadWord

_ASSUMES = ("assum", "suppos", "imagin")  # how a word begins, wherever it stands in a clause
_BEGINS = {"say", "given", "provided", "if"}  # a clause in which something is assumed
_LEADS = {"and", "let", "let's", "us", "now", "first", "just"}  # before one of these
_GOES_ON = {"with", "and", "of", "each", "both", "having", "or"}  # with what is assumed


def is_assumed(read: Sequence[ReadWord], found: Match) -> bool:
    """Whether a match needs a word of what is only assumed."""
    if not any(_says(token) or token.text in _BEGINS for token in read):
        return False
    assumed = _assumed(read)
    return any(read[n].clause in assumed for place in found.places for n in place)


def _assumed(read: Sequence[ReadWord]) -> set[int]:
    """The clauses that assume something."""
    assumed: set[int] = set()
    before: list[ReadWord] = []
    for number, group in groupby(read, key=lambda token: token.clause):
        clause = list(group)
        goes_on = bool(before) and before[0].clause in assumed and clause[0].text in _GOES_ON
        if _assumes(clause) or (goes_on and clause[0].sentence == before[0].sentence):
            assumed.add(number)
        before = clause
    return assumed


def _assumes(clause: Sequence[ReadWord]) -> bool:
    first = next((token.text for token in clause if token.text not in _LEADS), "")
    return first in _BEGINS or any(map(_says, clause))


def _says(token: ReadWord) -> bool:
    return token.text.startswith(_ASSUMES) and token.text != "supposed"  # "it is supposed to"
