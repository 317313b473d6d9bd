"""The examiner: for each point of a rubric whether a text makes it, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from functools import lru_cache

from .along import goes_along
from .confidence import ABSENT, chance
from .findings import CONTRADICTED, NOT_FOUND, PARTLY, SAID, Examined, Finding, Spans
from .honest_text import counted, lacks_links
from .matching import Match, matched
from .mentioned import is_mentioned
from .names_exchanged import exchanged
from .near_copies import changes, ours
from .negation import deniers
from .phrasing import Phrasing, Slot, phrasing, words_of
from .reading_points import PointRead, read_point
from .rubric import MustNotSay, RubricPoint
from .spelling import ExpectedWords
from .telegraphic import joins
from .tokens import ReadWord, tokens

STATED, UNCLEAR = 0.96, 0.65  # confidence that a mistake is made
CLEARLY = 0.93  # confidence at least that a point is not made where its plain opposite is said
STRAY = 0.85  # confidence at most that a point is made by words of two sentences
CLEAR = ("clear opposite", "clear swapped", "clear denied", "others turned")


@lru_cache(maxsize=256)
def examine(
    text: str, rubric: tuple[RubricPoint, ...], mistakes: tuple[MustNotSay, ...] = (),
    asked: str = "", model: str = "",
) -> Examined:  # fmt: skip
    """What a text says of a rubric; `asked` is the question, whose words count for nothing."""
    found = _examined(text, rubric, mistakes, asked, model)
    wrong = [n for n, point in enumerate(found.points)
             if point.state == CONTRADICTED and point.is_sure]  # fmt: skip
    points = list(found.points)
    read = tokens(text) if wrong else []
    for roles in dict.fromkeys(entry.roles[:2] for entry in rubric if wrong and entry.roles):
        if not (turned := exchanged(text, read, roles)):
            continue
        others = _examined(turned, rubric, mistakes, asked, model).points
        if not any(others[n].state == SAID for n in wrong):
            continue  # the mistake is another one
        for n, (own, other) in enumerate(zip(found.points, others, strict=True)):
            if not own.is_sure and other.state == SAID and other.is_sure:
                points[n] = Finding(CONTRADICTED, CLEARLY, own.spans)
    return Examined(tuple(points), found.mistakes, found.trouble)


def _examined(
    text: str, rubric: tuple[RubricPoint, ...], mistakes: tuple[MustNotSay, ...], asked: str,
    model: str,
) -> Examined:  # fmt: skip
    """What a text says, point by point."""
    known = _known(rubric, mistakes, asked, model)
    read, trouble = counted(text, asked, [entry.point for entry in rubric], known)
    written = ours((*(entry.point for entry in rubric), model))
    changed = _clauses(read, changes(text, written))
    doubted = [changed | _sentences(read, changes(text, ours((entry.point,)))) for entry in rubric]
    found = [read_point(text, read, entry, asked, model) for entry in rubric]
    mentioned = [is_mentioned(text, read, point.match, known) for point in found]
    if lacks_links(read):  # in notes, what only stands in a row
        mentioned = [mention or not joins(text, read, point.match)
                     for mention, point in zip(mentioned, found, strict=True)]  # fmt: skip
    points = _judged(read, found, doubted, mentioned)
    for index, entry in enumerate(rubric):
        if along := goes_along(text, read, entry.point):
            spans = _spans(read, Match(1.0, tuple((at, at) for at in along)))
            points[index] = Finding(CONTRADICTED, CLEARLY, spans)
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


def weighed(
    text: str, rubric: tuple[RubricPoint, ...], mistakes: tuple[MustNotSay, ...] = (),
    asked: str = "", model: str = "",
) -> list[tuple[str, dict[str, float]]]:  # fmt: skip
    """How each point reads in a text that counts, and its clues, for fitting what they weigh."""
    known = _known(rubric, mistakes, asked, model)
    read, trouble = counted(text, asked, [entry.point for entry in rubric], known)
    points = [] if trouble else [read_point(text, read, entry, asked, model) for entry in rubric]
    return [(point.kind, point.clues | _around(read, points, n)) for n, point in enumerate(points)]


def _judged(
    read: Sequence[ReadWord], points: Sequence[PointRead], doubted: Sequence[Set[int]],
    mentioned: Sequence[bool],
) -> list[Finding]:  # fmt: skip
    found = []
    for index, (kind, match, clues) in enumerate(points):
        every = clues | _around(read, points, index)
        likely = chance(kind, every)
        if kind == "contradicted":
            is_clear = any(map(every.get, CLEAR))  # or perhaps it only sounds so
            likely = min(likely, 1 - CLEARLY) if is_clear else max(likely, 1 - UNCLEAR)
        if every.get("loose"):
            likely = min(likely, STRAY)  # its words may have nothing to do with one another
        if every.get("assumed"):
            likely = min(likely, UNCLEAR)  # what is assumed is no result
        if kind == "said" and mentioned[index]:
            likely = min(likely, UNCLEAR)  # perhaps its words are only there by the way
        if any(read[at].clause in doubted[index] for at, _ in match.places):
            likely = min(likely, UNCLEAR)  # perhaps the very word that makes it another claim
        if kind == "said" and (every.get("opposed") or every.get("overclaims")):
            likely = min(likely, STRAY)  # a word in it says the opposite of the point, or too much
        found.append(_finding(kind, likely, _spans(read, match)))
    return found


def _clauses(read: Sequence[ReadWord], places: Set[int]) -> Set[int]:
    """The clauses that have these places of the text."""
    before = [max((token for token in read if token.start <= place), key=lambda token: token.start,
                  default=None) for place in places]  # fmt: skip
    return {token.clause for token in before if token}


def _sentences(read: Sequence[ReadWord], places: Set[int]) -> Set[int]:
    """All clauses of the sentences that have these places of the text."""
    clauses = _clauses(read, places)
    lines = {token.sentence for token in read if token.clause in clauses}
    return {token.clause for token in read if token.sentence in lines}


def _around(read: Sequence[ReadWord], points: Sequence[PointRead], index: int) -> dict[str, float]:
    """Whether the rest of a text makes points, or denies them and turns them round."""
    others = [point for at, point in enumerate(points) if at != index]
    clauses = {token.clause for token in read}
    denying = {token.clause for token in deniers(read)}
    return {
        "others made": _share_of(others, PointRead.is_borne),
        "others turned": _share_of(others, PointRead.is_turned),
        "denying": len(denying) / max(len(clauses), 1),
        "left over": _left_over(read, points),
    }


def _left_over(read: Sequence[ReadWord], points: Sequence[PointRead]) -> float:
    """The share of clauses that say something and are evidence of no point."""
    told = [token.clause for token in read if not token.is_empty]
    saying = {clause for clause in told if told.count(clause) > 1}
    shown = {read[at].clause for kind, match, _ in points if kind != "absent"
             for place in match.places for at in place}  # fmt: skip
    return len(saying - shown) / len(saying) if saying else 0.0


def _finding(kind: str, likely: float, spans: Spans) -> Finding:
    """The likelier of made and not made."""
    if kind == "some of a list":
        return Finding(PARTLY, UNCLEAR, spans)
    if likely >= 0.5:
        return Finding(SAID, likely, spans)
    if kind == "contradicted":
        return Finding(CONTRADICTED, 1 - likely, spans)
    return Finding(NOT_FOUND, 1 - likely, spans if kind in ("said", "partly") else ())


def _share_of(points: Sequence[PointRead], holds: Callable[[PointRead], bool]) -> float:
    return sum(map(holds, points)) / len(points) if points else 0.0


def _mistake(read: Sequence[ReadWord], entry: MustNotSay) -> Finding:
    for one in entry.phrasings:
        found = matched(read, phrasing(one))
        if found.says and len({read[at].clause for at, _ in found.places}) == 1:
            denied = deniers(
                [token for token in read if token.clause == read[found.places[0][0]].clause]
            )
            sure = STATED if len(denied) == phrasing(one).denies else UNCLEAR
            return Finding(SAID, sure, _spans(read, found))
    return Finding(NOT_FOUND, ABSENT)


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
