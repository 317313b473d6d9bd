"""What goes wrong otherwise, and who says so by wanting to be spared it.

"Otherwise the output would depend on the batch" is also said by "so that it doesn't depend on the
batch", "you don't want it to", "that prevents it" and "it would be bad if it did": none of these
denies that it would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from .matching import Match, matches
from .negation import deniers
from .opposites import opposite
from .phrasing import Phrasing, phrasing
from .rubric import RubricPoint
from .tokens import ReadWord, ideas
from .weighing import OwnWords

_SPARED = re.compile(r"(?i)\botherwise\b|\bwithout\b|, or (?:all |it |soft|the )")
_TROUBLE = re.compile(r"(?i)\bwould\b|saturat|vanish|explod|collapse|diverge|overfit|\bdie\b")
_OTHER_HALF = re.compile(r"(?i)^(?!otherwise|without)(.*), or (?=all |it |soft|the )")
_DENIED = re.compile(r"(?i)n't\b|\bnot\b|\bno\b|cannot|prevent|against")
_WISHES = {"want", "wants", "wanted", "wanting", "like", "wish", "let", "allow", "accept", "need"}
_OUGHT = {"shouldn't", "mustn't", "should", "must", "needn't", "shouldnt", "mustnt", "may"}
_HELD_OFF = ("prevent", "avoid", "stop", "protect", "guard", "against", "counter", "spare", "escap")
_ENSURES = {"ensure", "ensures", "sure", "guarantee", "guarantees"}
_BAD = {"bad", "problem", "undesirable", "unacceptable", "harmful", "unwanted", "trouble", "pity",
        "awkward", "useless", "terrible", "undesired"}  # fmt: skip
_MAKES = {"make", "makes", "making", "let", "lets", "cause", "causes", "force", "forces"}
_OTHERWISE = {"otherwise", "without"}
_WARDED = frozenset({"mismatched", "hangs", "assumed", "compares"})  # answered by the wish for less
_NEAR = 3  # words from a "not" to the wish that it belongs to


def is_feared(point: str) -> bool:
    """Whether a point names what goes wrong, and not that it doesn't."""
    return (is_remedied(point) or bool(_TROUBLE.search(point))) and not _DENIED.search(point)


def is_remedied(point: str) -> bool:
    """Whether it goes wrong only without what the question is about: "otherwise", "without it"."""
    return bool(_SPARED.search(point))


def is_of_fear(read: Sequence[ReadWord], found: Match, point: str) -> bool:
    """Whether a match is of what a point fears, and not only of the remedy that it names before."""
    if not is_feared(point):
        return False
    remedy = _OTHER_HALF.match(point)
    if not remedy:
        return True
    feared = set(ideas(point[remedy.end() :])) - set(ideas(remedy[1]))
    return any(read[at].idea in feared for at, _ in found.places)


def spared(
    read: Sequence[ReadWord], found: Match, wanted: Phrasing, own: OwnWords
) -> tuple[Match, frozenset[str]]:  # fmt: skip
    """A match of what a point fears, not denied where it is only to be avoided, and what of the
    objections to it that answers.
    """
    if not found.is_whole or not is_of_fear(read, found, own.point):
        return found, frozenset()
    if wanted.denies:
        of_none = "without" in wanted.text.split() and _is_told_of_none(read, found)
        return (replace(found, denied=False), _WARDED) if of_none else (found, frozenset())
    if is_warded_off(read, found, own.point):
        return replace(found, denied=False), _WARDED
    if is_told_otherwise(read, found) and not _is_denied_otherwise(read, found):
        return replace(found, denied=False), _WARDED
    return found, frozenset()


def is_unfeared(read: Sequence[ReadWord], entry: RubricPoint, own: OwnWords) -> bool:
    """Whether some sentence wants what a point fears, or says that it wouldn't happen."""
    for one in entry.phrasings if is_feared(entry.point) else ():
        wanted = phrasing(one)
        for found in matches(read, wanted):
            if not found.is_whole or not is_of_fear(read, found, entry.point):
                continue
            if not wanted.denies and _is_welcomed(read, found, entry.point):
                return True
            if "without" in wanted.text.split() or not is_told_otherwise(read, found):
                continue
            denied = found.denied != wanted.denies and _is_denied_otherwise(read, found)
            if denied or _is_opposed(_ideas_around(read, found), own):
                return True
    return False


def _is_opposed(here: set[str], own: OwnWords) -> bool:
    return opposite(here - own.shown, own.told - here)


def is_warded_off(read: Sequence[ReadWord], found: Match, point: str) -> bool:
    """Whether what was found is there to be avoided: as an aim, a wish, or called bad."""
    line, words, _ = _around(read, found)
    if _is_otherwise(line):
        return False
    if _texts(line) & _BAD and not deniers(line):
        return True
    clauses = [list(group) for _, group in groupby(words, key=lambda token: token.clause)]
    last = max(read[at].start for at, _ in found.places)
    return any(_wards_off(line, clause, last, so=is_remedied(point)) for clause in clauses)


def _wards_off(
    line: Sequence[ReadWord], clause: Sequence[ReadWord], last: int, *, so: bool
) -> bool:
    """Whether a clause does; a mere `so` is enough for what is remedied."""
    denied = deniers(clause)
    held = [token for token in clause if token.text.startswith(_HELD_OFF) and token.start < last]
    if held:
        return len(denied) <= 1
    if "from" in _texts(clause) and _texts(clause) & {"keep", "keeps", "save", "saves"}:
        return not denied
    if len(denied) != 1:
        return False
    at = clause.index(denied[0])
    behind = _texts(clause[at + 1 : at + 1 + _NEAR])
    aims = any(
        one.text in _ENSURES or (one.text in ("so", "such", "order") and two.text == "that")
        or (so and one.text == "so")
        for one, two in pairwise(line) if one.start < denied[0].start
    )  # fmt: skip
    wished = (_texts(clause[:at]) | behind) & _WISHES
    ought = _texts(clause[max(0, at - 1) : at + 1]) & _OUGHT
    return (aims or bool(wished or ought)) and "if" not in _texts(line)


def _is_welcomed(read: Sequence[ReadWord], found: Match, point: str) -> bool:
    """Whether what was found is said to be wanted, or brought about by what should prevent it."""
    line, clause, first = _around(read, found)
    if deniers(line) or _is_otherwise(line) or _supposes(line):
        return False
    before = _texts(token for token in clause if token.start <= first)
    last = max(read[at].start for at, _ in found.places)
    aimed = any(a.text == "so" and b.text == "that" and b.start < last and a in clause
                for a, b in pairwise(line))  # fmt: skip
    made = is_remedied(point) and before & _MAKES
    return bool(before & {"want", "wants", "wanted", "desirable", "goal", "aim"} or aimed or made)


def is_told_otherwise(read: Sequence[ReadWord], found: Match) -> bool:
    """Whether it is said of the case without the remedy: "otherwise", "without it", "if not"."""
    line, _, _ = _around(read, found)
    return _is_otherwise(line) or _supposes(line)


def _is_told_of_none(read: Sequence[ReadWord], found: Match) -> bool:
    """Whether it is affirmed of the case without the remedy, in so many words."""
    line, clause, _ = _around(read, found)
    names = "otherwise" in _texts(line) or ("if" in _texts(line) and bool(deniers(line)))
    return names and not deniers(clause)


def _is_denied_otherwise(read: Sequence[ReadWord], found: Match) -> bool:
    """Whether more is denied of it than the remedy: "without it the output wouldn't"."""
    _, clause, _ = _around(read, found)
    return any(token.text != "without" for token in deniers(clause))


def _ideas_around(read: Sequence[ReadWord], found: Match) -> set[str]:
    """The ideas of the clauses that a match lies in."""
    _, clause, _ = _around(read, found)
    return {token.idea for token in clause if not token.is_empty}


def _is_otherwise(line: Sequence[ReadWord]) -> bool:
    or_else = any(a.text == "or" and b.text == "else" for a, b in pairwise(line))
    return or_else or bool(_texts(line) & _OTHERWISE)


def _supposes(line: Sequence[ReadWord]) -> bool:
    return "if" in _texts(line)


def _around(
    read: Sequence[ReadWord], found: Match
) -> tuple[list[ReadWord], list[ReadWord], int]:  # fmt: skip
    """The sentence of a match, its clauses as one, and where its first word begins."""
    first = min(at for at, _ in found.places)
    clauses = {read[at].clause for at, _ in found.places}
    line = [token for token in read if token.sentence == read[first].sentence]
    return line, [token for token in line if token.clause in clauses], read[first].start


def _texts(words: Iterable[ReadWord]) -> set[str]:
    return {token.text for token in words}
