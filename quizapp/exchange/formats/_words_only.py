"""A question answered with a few words, which is a passage of a single blank here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..item import CannotCarry, Gap, WrongReply
from ._tolerance import left_out

ANY = "*"  # stands for anything else, in Moodle and GIFT
PASSAGE = "Answer: [[1]]"


def words_item(answers: Iterable[tuple[str, float, str]]) -> dict[str, Any]:
    """Passage and gap of answers, each with its share of the credit and a remark."""
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
        elif remark:
            wrong.append(WrongReply(text, remark))
    if not right:
        raise CannotCarry("No answer is marked as correct.")
    gap = Gap(accept=tuple(right), mistakes=tuple(wrong))
    return {"passage": PASSAGE, "gaps": (gap,), "notes": tuple(notes)}
