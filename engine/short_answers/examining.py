"""The examiner: for each point of a rubric whether a text makes it, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from .confidence import ABSENT, chance
from .findings import CONTRADICTED, NOT_FOUND, PARTLY, SAID, Examined, Finding, Spans
from .honest_text import counted
from .matching import Match, matched
from .negation import deniers
from .phrasing import Phrasing, Slot, phrasing, words_of
from .reading_points import PointRead, read_point
from .rubric import MustNotSay, RubricPoint
from .spelling import ExpectedWords
from .tokens import ReadWord

STATED, UNCLEAR = 0.96, 0.65  # confidence that a mistake is made
STRAY = 0.85  # confidence at most that a point is made by words of two sentences
CLEAR = ("clear opposite", "clear swapped", "clear denied", "others turned")


@lru_cache(maxsize=256)
def examine(
    text: str, rubric: tuple[RubricPoint, ...], mistakes: tuple[MustNotSay, ...] = (),
    asked: str = "", model: str = "",
) -> Examined:  # fmt: skip
    """What a text says of a rubric; `asked` is the question, whose words count for nothing."""
    known = _known(rubric, mistakes, asked, model)
    read, trouble = counted(text, asked, [entry.point for entry in rubric], known)
    points = _judged(read, [read_point(text, read, entry, asked) for entry in rubric])
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
    points = [] if trouble else [read_point(text, read, entry, asked) for entry in rubric]
    return [(point.kind, point.clues | _around(read, points, n)) for n, point in enumerate(points)]


def _judged(read: Sequence[ReadWord], points: Sequence[PointRead]) -> list[Finding]:
    found = []
    for index, (kind, match, clues) in enumerate(points):
        every = clues | _around(read, points, index)
        likely = chance(kind, every)
        if kind == "contradicted" and not any(map(every.get, CLEAR)):
            likely = max(likely, 1 - UNCLEAR)  # perhaps it only sounds so
        if every.get("loose"):
            likely = min(likely, STRAY)  # its words may have nothing to do with one another
        if every.get("assumed"):
            likely = min(likely, UNCLEAR)  # what is assumed is no result
        found.append(_finding(kind, likely, _spans(read, match)))
    return found


def _around(read: Sequence[ReadWord], points: Sequence[PointRead], index: int) -> dict[str, float]:
    """Whether the rest of a text makes points, or denies them and turns them round."""
    others = [point for at, point in enumerate(points) if at != index]
    clauses = {token.clause for token in read}
    denying = {token.clause for token in deniers(read)}
    return {
        "others made": _share_of(others, PointRead.is_borne),
        "others turned": _share_of(others, PointRead.is_turned),
        "denying": len(denying) / max(len(clauses), 1),
    }


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
