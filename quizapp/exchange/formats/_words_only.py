"""A question answered with a few words, which is a passage of a single blank here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..item import CannotCarry, Gap, WrongReply
from ._tolerance import left_out

ANY = "*"  # stands for anything else, in Moodle and GIFT
PASSAGE = "Answer: [[1]]"
CAPITALS = "Capital letters counted there. Here, they don't."


def words_item(answers: Iterable[tuple[str, float, str]]) -> dict[str, Any]:
    """Passage and gap of answers, each with its share of the credit and a remark."""
    gap, notes = words_gap(answers)
    return {"passage": PASSAGE, "gaps": (gap,), "notes": notes}


def words_gap(answers: Iterable[tuple[str, float, str]]) -> tuple[Gap, tuple[str, ...]]:
    """The blank that takes these, and what it can't say."""
    right, wrong, notes = [], [], []
    for text, share, remark in answers:
        if text == ANY and share <= 0:
            if remark:
                notes.append(f"What is said of any other answer was left out: {remark[:60]}")
        elif ANY in text.replace(r"\*", ""):
            raise CannotCarry("An answer has a wildcard (*). List the spellings to accept instead.")
        elif share == 1:
            right.append(text.replace(r"\*", ANY))
        elif share > 0:
            notes.append(left_out(text, share))
        if remark and text != ANY and share < 1:
            wrong.append(WrongReply(text.replace(r"\*", ANY), remark))
    if not right:
        raise CannotCarry("No answer is marked as correct.")
    return Gap(accept=tuple(right), mistakes=tuple(wrong)), tuple(notes)


def literal(text: str) -> str:
    """A word to accept as it is, whose stars stand for themselves."""
    return text.replace(ANY, rf"\{ANY}")
