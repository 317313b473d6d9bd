"""The examiner: for each point of a rubric whether a text makes it, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from . import confidence
from .findings import CONTRADICTED, NOT_FOUND, PARTLY, SAID, Examined, Finding, Spans
from .formulas_in_text import says_formula
from .honest_text import counted
from .matching import Match, matched, matches
from .negation import denials, deniers
from .phrasing import Phrasing, Slot, phrasing, words_of
from .rubric import MustNotSay, RubricPoint
from .said_of import owner
from .spelling import ExpectedWords
from .tokens import ReadWord
from .weighing import (
    OwnWords,
    affirms,
    bears_out,
    denies_plainly,
    in_one_clause,
    may_say,
    own_words,
)

SOME = 0.6  # share of a phrasing from which a point may be meant


@lru_cache(maxsize=256)
def examine(
    text: str, rubric: tuple[RubricPoint, ...], mistakes: tuple[MustNotSay, ...] = (),
    asked: str = "", model: str = "",
) -> Examined:  # fmt: skip
    """What a text says of a rubric; `asked` is the question, whose words count for nothing."""
    known = _known(rubric, mistakes, asked, model)
    read, trouble = counted(text, asked, [entry.point for entry in rubric], known)
    points = [_point(text, read, entry, asked) for entry in rubric]
    if any(not entry.phrasings for entry in rubric) and not trouble:
        points = _doubted(points, rubric, read, model)
    wrong = [_mistake(read, entry) for entry in mistakes]
    return Examined(tuple(points), tuple(wrong), trouble)


@lru_cache(maxsize=512)
def _known(
    rubric: tuple[RubricPoint, ...], mistakes: tuple[MustNotSay, ...], asked: str, model: str
) -> ExpectedWords:
    """The words to be expected in an answer."""
    written = [text for entry in rubric for text in entry.phrasings]
    written += [text for entry in mistakes for text in entry.phrasings]
    for entry in rubric:
        written += [entry.point, *entry.contradicting, *entry.roles]
    return ExpectedWords([re.sub(r"[|_]", " ", text) for text in written] + [asked, model])


def _point(text: str, read: Sequence[ReadWord], entry: RubricPoint, asked: str) -> Finding:
    if not entry.phrasings:
        return Finding(NOT_FOUND, 1.0)
    own = own_words(entry, asked)
    tried = [_tried(read, one, entry.roles, own) for one in entry.phrasings]
    tried += [_in_symbols(text, read, formula, entry.roles) for formula in entry.formulas]
    swapped = [each for each in tried if each.match.is_whole and each.swapped]
    right = [each for each in tried if not each.swapped or not each.match.is_whole]
    best = max(right, key=lambda each: each.rank, default=Tried(Match(0.0)))
    opposite = [found for one in entry.contradicting
                if (found := matched(read, phrasing(one))).says and not found.loose]  # fmt: skip
    if best.match.says:
        conflicts = bool(opposite or swapped) or _takes_back(read, entry)
        ways = sum(each.match.says for each in right)
        sure = confidence.said(best.match, conflicts=conflicts, borne=best.borne, ways=ways)
        return Finding(SAID, sure, _spans(read, best.match))
    if opposite:
        clear = in_one_clause(read, opposite[0]) and len(opposite[0].places) > 1
        sure = confidence.OPPOSITE if clear else confidence.UNCLEAR
        return Finding(CONTRADICTED, sure, _spans(read, opposite[0]))
    if swapped:
        one = next((each for each in swapped if each.clear and each.borne), None)
        sure = confidence.SWAPPED if one else confidence.UNCLEAR
        return Finding(CONTRADICTED, sure, _spans(read, (one or swapped[0]).match))
    if best.match.is_whole:
        denied = [each for each in right if each.match.is_whole and each.denied]
        chosen = denied[0] if denied else best
        sure = confidence.DENIED if denied else confidence.UNCLEAR
        return Finding(CONTRADICTED, sure, _spans(read, chosen.match))
    if best.match.share >= SOME:
        return Finding(PARTLY, confidence.partly(best.match), _spans(read, best.match))
    if may_say(read, own):
        return Finding(NOT_FOUND, confidence.MAYBE)
    return Finding(NOT_FOUND, confidence.absent(best.match))


def _takes_back(read: Sequence[ReadWord], entry: RubricPoint) -> bool:
    """Whether a clause affirms what the point denies: "not on kernels, but on images"."""
    for one in entry.phrasings:
        wanted = phrasing(one)
        if wanted.denies and any(
            found.is_whole and found.denied and affirms(read, found)
            and not _placed(read, found, wanted, entry.roles).swapped
            for found in matches(read, wanted)
        ):  # fmt: skip
            return True
    return False


class Tried(NamedTuple):
    """A match, and what speaks for it: `borne` out by its clause, or plainly `denied` in it.

    It is `swapped` where it is said of another thing than the point's, which may be `clear`.
    """

    match: Match
    swapped: bool = False
    clear: bool = True
    borne: bool = False
    denied: bool = False

    @property
    def rank(self) -> tuple[bool, bool, float, bool, bool, bool]:
        says = self.match.says
        return says and self.borne, says, *self.match.rank


def _tried(read: Sequence[ReadWord], one: str, roles: Sequence[str], own: OwnWords) -> Tried:
    """The best match of a phrasing: one that is said of the point's own thing, if any is."""
    wanted = phrasing(one)
    found = []
    for match in matches(read, wanted):
        placed = _placed(read, match, wanted, roles)
        if match.says:
            borne = bears_out(read, match, own, denies=wanted.denies)
            placed = placed._replace(borne=borne and placed.clear)
        elif match.is_whole and match.denied and not wanted.denies:
            placed = placed._replace(denied=denies_plainly(read, match, own))
        found.append(placed)
    return max(found, key=lambda each: (each.match.share, not each.swapped, *each.rank),
               default=Tried(Match(0.0)))  # fmt: skip


def _placed(
    read: Sequence[ReadWord], found: Match, wanted: Phrasing | None, roles: Sequence[str]
) -> Tried:
    """A match, and whether what it says is said of another of the roles."""
    if not roles or not found.is_whole:
        return Tried(found)
    places = list(found.places)
    if wanted:
        named = {run for role in roles for slot in phrasing(role).slots for run in slot.choices}
        places = [place for place, slot in zip(places, wanted.slots, strict=True)
                  if not named & set(slot.choices)] or places  # fmt: skip
    first, last = min(places)[0], max(end for _, end in places)
    whose, clear = owner(read, first, last, roles)
    return Tried(found, whose > 0, clear or whose < 0)


def _in_symbols(
    text: str, read: Sequence[ReadWord], formula: str, roles: Sequence[str]
) -> Tried:  # fmt: skip
    span = says_formula(text, formula)
    places = [n for n, token in enumerate(read) if span and span[0] <= token.start < span[1]]
    if not places:
        return Tried(Match(0.0))
    denied = any(at < places[0] < end for at, end in denials(read))
    match = Match(1.0, ((places[0], places[-1]),), denied)
    return _placed(read, match, None, roles)._replace(borne=not denied)


def _mistake(read: Sequence[ReadWord], entry: MustNotSay) -> Finding:
    for one in entry.phrasings:
        found = matched(read, phrasing(one))
        if found.says and len({read[at].clause for at, _ in found.places}) == 1:
            denied = deniers(
                [token for token in read if token.clause == read[found.places[0][0]].clause]
            )
            borne = len(denied) == phrasing(one).denies
            sure = confidence.said(found, conflicts=False, borne=borne, ways=1)
            return Finding(SAID, sure, _spans(read, found))
    return Finding(NOT_FOUND, confidence.ABSENT)


def _doubted(
    points: Sequence[Finding], rubric: Sequence[RubricPoint], read: Sequence[ReadWord], model: str
) -> list[Finding]:
    """Points without phrasings: their writer decides, once there is anything to go by."""
    meant = words_of(" ".join([model, *(entry.point for entry in rubric)])).ideas
    if not meant & {token.idea for token in read if not token.is_empty}:
        return list(points)
    out = []
    for found, entry in zip(points, rubric, strict=True):
        if entry.phrasings:
            out.append(found)
            continue
        best = matched(read, words_of(entry.point) if words_of(entry.point).slots else _NONE)
        state = PARTLY if best.share >= 0.5 else NOT_FOUND
        out.append(Finding(state, 0.5, _spans(read, best)))
    return out


_NONE = Phrasing("", (Slot((("",),)),))


def _spans(read: Sequence[ReadWord], found: Match) -> Spans:
    """The characters of a match, neighbours as one."""
    places = [place for place in found.places if not read[place[0]].is_empty] or found.places
    pieces = sorted((read[at].start, read[end].end) for at, end in places)
    spans: list[tuple[int, int]] = []
    for start, end in pieces:
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
