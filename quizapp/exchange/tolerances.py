"""Numbers with tolerances as our answers: decimals where those say it, else bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, isclose, isfinite, log10
from typing import Any

from engine.answers._base import NAMED
from engine.answers._named_wrong import NAME
from engine.answers.number import NumberAnswer, WrongNumber

from .item import CannotCarry, Gap, WrongReply

Doc = dict[str, Any]


def number_of(gap: Gap) -> Doc:
    """Value, decimals and, where those alone do not say it, the bounds of a number."""
    value = gap.value or 0.0
    if not all(map(isfinite, (value, gap.lower, gap.upper, gap.upper - gap.lower))):
        raise CannotCarry("Its number is too large.")
    unit = {"unit": gap.unit} if gap.unit else {}
    if gap.lower == gap.upper == value:
        shown = re.search(r"\.(\d+)$", repr(value))
        exact = 0 if value.is_integer() else len(shown[1]) if shown else 12
        return {"value": value, "decimals": min(exact, 12)} | unit
    reach = (gap.upper - gap.lower) * 1e-3
    for decimals in range(13):
        low, high = NumberAnswer(value, decimals).envelope or (value, value)
        near = isclose(low, gap.lower, abs_tol=reach) and isclose(high, gap.upper, abs_tol=reach)
        if near and (decimals or value.is_integer()):
            return {"value": value, "decimals": decimals} | unit
    wide = min(gap.upper - value, value - gap.lower) or (gap.upper - gap.lower) / 2
    decimals = max(0 if value.is_integer() else 1, ceil(-log10(2 * wide)))
    if value and abs(value) < 1:
        decimals = max(decimals, ceil(-log10(2 * abs(value))))
    if decimals > 12:
        raise CannotCarry("Its tolerance is too small: 12 decimals are the most that can be asked.")
    return {"value": value, "decimals": decimals, "lower": gap.lower, "upper": gap.upper} | unit


def wrong_numbers(gap: Gap, said: Doc, notes: list[str], typed: bool = False) -> list[Doc]:
    """The named mistakes that can be told from the value and from each other."""
    found: list[WrongNumber] = []
    for mistake, name in named(gap.mistakes):
        if not _is_number(mistake.text):
            notes.append(f"The wrong answer “{mistake.text[:40]}” is no number.")
            continue
        new = WrongNumber(float(mistake.text), name, mistake.remark)
        tried = NumberAnswer(**said, wrong=(*found, new))
        if all(_is_named(tried, each, typed) for each in tried.wrong):
            found.append(new)
        else:
            notes.append(f"The wrong answer {mistake.text} is too near to another answer.")
    return [{"value": each.value, "name": each.name, "remark": each.remark} for each in found]


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _is_named(answer: NumberAnswer, wrong: WrongNumber, typed: bool) -> bool:
    """Whether the mistake is known again: as a number, in a blank as it is typed."""
    told = answer.mark(repr(wrong.value)) if typed else answer.judge(wrong.value)
    return told.verdict == f"{NAMED}{wrong.name}"


def named(mistakes: Sequence[WrongReply]) -> list[tuple[WrongReply, str]]:
    """The mistakes with names, which are numbered where the file has none."""
    taken: list[str] = []
    for number, mistake in enumerate(mistakes, 1):
        usable = NAME.fullmatch(mistake.name) and mistake.name not in taken
        taken.append(mistake.name if usable else f"wrong_answer_{number}")
    return list(zip(mistakes, taken, strict=True))
