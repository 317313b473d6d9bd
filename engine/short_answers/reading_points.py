"""How a point of a rubric reads in a text: said, turned into its opposite, or hardly there.

What speaks for it and against it are its clues, which `engine/short_answers/confidence.py` weighs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .feared import is_remedied, is_told_otherwise, is_unfeared, is_warded_off, spared
from .formulas_in_text import says_formula
from .matching import Match, matched, matches
from .negation import denials
from .phrasing import Phrasing, phrasing
from .rubric import RubricPoint
from .said_of import owner
from .tokens import ReadWord
from .weighing import (
    OwnWords,
    affirms,
    denies_plainly,
    held_apart,
    in_one_clause,
    may_say,
    objections,
    overlaps,
    own_words,
)

TURNED = ("clear opposite", "opposite", "swapped", "taken back", "denied")
HALF = 0.5  # share of a list from which a point is made in part
_HARMS = {"worse", "worsen", "worsens", "hurt", "hurts", "harm", "harms", "useless", "aggravates"}
SOME = 0.6  # share of a phrasing from which a point may be meant


class PointRead(NamedTuple):
    """How a point reads in a text, where, and what speaks for and against it."""

    kind: str
    match: Match
    clues: dict[str, float]

    def is_borne(self) -> bool:
        return self.kind == "said" and bool(self.clues["borne"]) and not self._is_doubted()

    def is_turned(self) -> bool:
        doubted = self.kind == "said" and not self.clues["borne"] and self._is_doubted()
        return self.kind == "contradicted" or doubted

    def _is_doubted(self) -> bool:
        return any(map(self.clues.get, TURNED))


class Tried(NamedTuple):
    """A match, and what speaks for it: `borne` out by its clause, or plainly `denied` in it.

    It is `swapped` where it is said of another thing than the point's, which may be `clear`.
    """

    match: Match
    swapped: bool = False
    clear: bool = True
    borne: bool = False
    denied: bool = False
    against: frozenset[str] = frozenset()

    @property
    def rank(self) -> tuple[bool, bool, bool, float, bool, bool, bool]:
        says = self.match.says
        claims = says and "assumed" not in self.against
        return says and self.borne, claims, says, *self.match.rank


def read_point(
    text: str, read: Sequence[ReadWord], entry: RubricPoint, asked: str, model: str
) -> PointRead:
    """What speaks for a point and what against it."""
    own = own_words(entry, asked, model)
    tried = [_tried(read, one, entry.roles, own) for one in entry.phrasings]
    tried += [_in_symbols(text, read, formula, entry.roles) for formula in entry.formulas]
    swapped = [each for each in tried if each.match.is_whole and each.swapped]
    right = [each for each in tried if not each.swapped or not each.match.is_whole]
    best = max(right, key=lambda each: each.rank, default=Tried(Match(0.0)))
    opposites = [(found, phrasing(one)) for one in entry.contradicting
                 if (found := matched(read, phrasing(one))).says and not found.loose]  # fmt: skip
    against = [found for found, _ in opposites]
    clear = [found for found, wanted in opposites if wanted.after is not None
             or (in_one_clause(read, found) and len(found.places) > 1)]  # fmt: skip
    denied = [each for each in right if each.match.is_whole and each.match.denied]
    apart = [] if best.match.is_whole or against else held_apart(read, own)
    clues = {
        "opposite": float(len(against) > len(clear)),
        "clear opposite": float(len(clear) + bool(apart)),
        "swapped": float(bool(swapped)),
        "clear swapped": float(any(each.clear and each.borne for each in swapped)),
        "denied": float(bool(denied)),
        "clear denied": float(any(each.denied for each in denied)),
    }  # fmt: skip
    if best.match.says and (best.borne or not clear):
        ways = [each for each in right if each.match.says]
        back = _taken_back(read, entry)
        clues |= dict.fromkeys(best.against, 1.0)
        clues |= {"opposed": 1.0} if is_unfeared(read, entry, own) else {}
        if any(_is_list(phrasing(one)) for one in entry.phrasings) and (
            against or _worsens(read, best.match)
        ):  # a wrong one among the right ones: their writer is asked
            clues |= {"opposed": 1.0, "opposite": 0.0, "clear opposite": 0.0}
        clues |= {
            "taken back": float(back > 0),
            "clear taken back": float(back > 1),
            "ways": float(min(len(ways) - 1, 3)),
            "borne": float(best.borne),
            "more borne": float(min(sum(each.borne for each in ways), 3)),
            "typos": float(min(best.match.typos, 2)),
            "loose": float(best.match.loose),
            "unclear": float(not best.clear),
            "model words": overlaps(read, best.match, own)["model words"],
        }
        return PointRead("said", best.match, clues)
    if against:
        return PointRead("contradicted", (clear or against)[0], clues)
    if apart:
        return PointRead("contradicted", Match(1.0, tuple((at, at) for at in apart)), clues)
    if swapped:
        one = next((each for each in swapped if each.clear and each.borne), swapped[0])
        return PointRead("contradicted", one.match, clues)
    if best.match.is_whole:
        return PointRead("contradicted", (denied or [best])[0].match, clues)
    if best.match.share >= HALF and any(_is_list(phrasing(one)) for one in entry.phrasings):
        return PointRead("some of a list", best.match, clues)
    kind = "partly" if best.match.share >= SOME else "maybe" if may_say(read, own) else "absent"
    clues = {"share": best.match.share, **overlaps(read, best.match, own)}
    return PointRead(kind, best.match, clues)


def _is_list(wanted: Phrasing) -> bool:
    """Whether it only asks for so many of a list: "two remedies, such as"."""
    return len(wanted.slots) == 1 and wanted.slots[0].count > 1


def _worsens(read: Sequence[ReadWord], found: Match) -> bool:
    """Whether a clause of a list says of what it names that it does harm."""
    named = {read[at].clause for at, _ in found.places}
    return any(token.clause in named and token.text in _HARMS for token in read)


def _taken_back(read: Sequence[ReadWord], entry: RubricPoint) -> int:
    """How many words of what the point denies a clause affirms: "not on kernels, but on images"."""
    words = 0
    for one in entry.phrasings:
        wanted = phrasing(one)
        if wanted.denies:
            words = max([words, *(
                len(found.places) for found in matches(read, wanted)
                if found.is_whole and found.denied and affirms(read, found)
                and not _placed(read, found, wanted, entry.roles).swapped
            )])  # fmt: skip
    return words


def _tried(read: Sequence[ReadWord], one: str, roles: Sequence[str], own: OwnWords) -> Tried:
    """The best match of a phrasing: one that is said of the point's own thing, if any is."""
    wanted = phrasing(one)
    found = []
    for match in matches(read, wanted):
        match, answered = spared(read, match, wanted, own)
        placed = _placed(read, match, wanted, roles)
        if match.says:
            against = objections(read, match, own, denies=wanted.denies) - answered
            placed = placed._replace(borne=not against and placed.clear, against=against)
        elif match.is_whole and match.denied and not wanted.denies:
            plain = denies_plainly(read, match, own)
            fears = is_remedied(own.point) and not is_told_otherwise(read, match)
            aims = is_warded_off(read, match, own.point)  # what is only wished denies nothing
            placed = placed._replace(denied=plain and not fears and not aims)
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
    denied = any(at < places[0] < end for at, end in denials(read)) != read[places[0]].is_reversed
    match = Match(1.0, ((places[0], places[-1]),), denied)
    return _placed(read, match, None, roles)._replace(borne=not denied)
