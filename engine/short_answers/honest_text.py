"""What in a text counts as an answer: not a list of keywords, nor a copy of what was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from .spelling import ExpectedWords
from .telegraphic import is_notes
from .tokens import ReadWord, tokens

STUFFED = (
    "This reads like a list of keywords, which earns nothing. "
    "Say in sentences how they belong together."
)
COPIED = "This repeats what we wrote. Answer in your own words."
ITEMS, MOSTLY = 5, 0.8  # clauses, and the share that is one word, from which they are a list
SHORT, LONG = 6, 20  # words from which a text without links between them is a list
FEW_LINKS = 0.1  # share of words that link others, or of verbs, below which it is one
FEW_OTHERS = 0.08  # share of the linking words without the commonest, in a LONG text
_ARTICLES = {"a", "an", "the"}
_LINKS_WORDS = """
a an the of to in on at by for from is are was were be been it its this that these those there and
or as with i we you they he she our your their my me us them do does did will would can could
should may might shall has have had having so such then than thus hence which who what when where
how why if into onto about via up down out off because while whereas but until through between over
per after before under across within without both each
"""
_LINKS = frozenset(_LINKS_WORDS.split())
_VERBS_WORDS = """
give gives use uses used using get gets make makes become becomes need needs take takes help
helps go goes lead leads not no never cannot all every because say says let lets see sees
know knows want wants show shows put puts change changes computes compute calculate
"""
_VERBS = frozenset(_VERBS_WORDS.split())
MOST_REPEATED = 4  # times that a word comes in a LONG text on average
BY_CHANCE = 4  # words of a point that a learner may find by themselves
CLOSE = 4  # words at most between points of the rubric that were pasted in a row
ALIKE = 0.85  # share of a sentence's ideas from which it is a copy


def counted(
    text: str, asked: str, points: Sequence[str], known: ExpectedWords
) -> tuple[list[ReadWord], str]:
    """The tokens that count, and why others don't."""
    every = tokens(text, known)
    if stuffed(every, text):
        return [], STUFFED
    lines = [list(group) for _, group in groupby(every, key=lambda token: token.sentence)]
    copies = _lines(asked)
    left = [line for line in lines if any(_repeats(line, copy) for copy in copies)]
    kept = [token for line in lines if line not in left for token in line]
    found = sorted(place for point in points if (place := _pasted(kept, point)))
    close = {pair for pair in pairwise(found) if pair[1][0] - pair[0][1] <= CLOSE}
    pasted = {place for pair in close for place in pair}
    if sum(end - at > BY_CHANCE for at, end in pasted) > 1:
        gone = {n for at, end in pasted for n in range(at, end)}
        left += [[token for n, token in enumerate(kept) if n in gone]]
        kept = [token for n, token in enumerate(kept) if n not in gone]
        kept = kept if any(not token.is_empty for token in kept) else []
    return kept, COPIED if left and not kept else ""


def stuffed(every: Sequence[ReadWord], text: str) -> bool:
    """Whether a text is a list of keywords: many words, and almost nothing that links them."""
    words = [token.text for token in every if len(token.text) > 1 or token.text in _LINKS]
    if len(words) >= LONG:
        repeated = len(words) / len({token.idea for token in every})
        torn = sum(one in _ARTICLES and other in _LINKS for one, other in pairwise(words))
        if torn > 1 or repeated > MOST_REPEATED:
            return True
    return lacks_links(every) and not is_notes(text, len(every))


def lacks_links(every: Sequence[ReadWord]) -> bool:
    """Whether almost none of many words link the others."""
    clauses = Counter((token.sentence, token.clause) for token in every)
    alone = sum(size == 1 for size in clauses.values())
    if len(clauses) >= ITEMS and alone >= MOSTLY * len(clauses):
        return True
    words = [token.text for token in every if len(token.text) > 1 or token.text in _LINKS]
    links = Counter(word for word in words if word in _LINKS)
    if len(words) < LONG and _is_telegram(every):
        return False
    if len(words) < LONG:
        linked = links.total() + sum(word in _VERBS for word in words)
        return len(words) >= SHORT and linked < FEW_LINKS * len(words)
    others = links.total() - max(links.values(), default=0)
    return others < FEW_OTHERS * len(words)


def _is_telegram(every: Sequence[ReadWord]) -> bool:
    """Whether it is written like "too high: diverges; too low: slow", which claims something."""
    lines = [{token.clause for token in line} for _, line
             in groupby(every, key=lambda token: token.sentence)]  # fmt: skip
    return len(lines) > 1 and all(len(clauses) == 2 for clauses in lines)


def _repeats(line: Sequence[ReadWord], copy: Sequence[str]) -> bool:
    """Whether a sentence has hardly a word that the other one has not."""
    said = {token.text for token in line}
    return len(said) > 4 and len(said & set(copy)) / len(said) >= ALIKE


def _pasted(text: Sequence[ReadWord], point: str) -> tuple[int, int] | None:
    """Where a text has a point of the rubric word by word."""
    words = [token.text for token in tokens(point)]
    said = [token.text for token in text]
    for at in range(len(said) - len(words) + 1):
        if len(words) > 2 and said[at : at + len(words)] == words:
            return at, at + len(words)
    return None


def _lines(text: str) -> list[list[str]]:
    found = groupby(tokens(text), key=lambda token: token.sentence)
    return [[token.text for token in line] for _, line in found]
