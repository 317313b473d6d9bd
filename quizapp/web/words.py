"""What templates say and how they write it: verdicts with their signs, Markdown, numbers, days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from flask import Flask
from markupsafe import Markup

from engine.answers._base import Answer
from quizapp.kinds import KINDS, kind_of
from quizapp.presenting import markup, prose
from quizapp.terminal.bars import clock

from .question.worked import aligned, left_side

LEVELS = {1: "warm-up", 2: "interview", 3: "hard"}


@dataclass(frozen=True)
class Verdict:
    """How a verdict looks (a CSS class), its sign, and the words beside the sign."""

    look: str
    sign: str
    words: str


VERDICTS = {
    "correct": Verdict("right", "✓", "Right"),
    "rounded": Verdict("nearly", "≈", "Method right, rounded early"),
    "follow_through": Verdict("nearly", "↪", "Right step from your earlier value"),
    "misconception": Verdict("wrong", "✗", "Not right"),
    "wrong": Verdict("wrong", "✗", "Not right"),
    "unreadable": Verdict("blank", "–", "Left blank"),
}
LINES = {
    "correct": Verdict("right", "✓", "Right"),
    "defined": Verdict("blank", "≔", "Your name for it"),
    "circular": Verdict("nearly", "↻", "True, but says nothing new"),
    "particular": Verdict("nearly", "≈", "Only with these numbers"),
    "wrong": Verdict("wrong", "✗", "Not equal"),
    "hint": Verdict("nearly", "?", "Hint"),
}
PARTLY = Verdict("nearly", "◐", "Partly right")


def init_app(app: Flask) -> None:
    app.jinja_env.filters |= {
        "markdown": markup.render,
        "inline": markup.inline,
        "plain": prose.text,
        "math": markup.math,
        "formula": lambda latex: markup.math(aligned(latex), True),
        "left_side": left_side,
        "verdict": verdict,
        "line_verdict": LINES.__getitem__,
        "outcome": outcome,
        "percent": lambda share: f"{100 * share:.0f} %",
        "kind": lambda name: KINDS[name].name if name in KINDS else name,
        "level": lambda number: LEVELS.get(number, f"level {number}"),
        "day": day,
        "date": on,
        "short_date": lambda found: f"{found.day} {found:%b}",
        "count": count,
        "clock": clock,
        "remaining": remaining,
        "ago": ago,
        "figure": figure,
        "sentence": sentence,
        "key": key,
        "solution": lambda answer: kind_of(answer).solution(answer),
        "unbroken": lambda title: re.sub(r"(?<=\d)-(?=\d)", "\u2011", title),
    }


def verdict(name: str, credit: float = 0.0) -> Verdict:
    """The looks of a verdict of the engine, e.g. `misconception:sigmoid.derivative_at_input`."""
    if name == "wrong" and credit > 0:
        return PARTLY
    return VERDICTS[name.partition(":")[0]]


def outcome(score: float) -> Verdict:
    """The looks of a whole attempt."""
    return VERDICTS["correct"] if score == 1 else PARTLY if score > 0 else VERDICTS["wrong"]


def day(moment: datetime) -> str:
    """As short as stays unmistakable: `7 Nov 2026, 14:05 UTC`."""
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"


def on(found: date) -> str:
    """`7 November 2026`."""
    return f"{found.day} {found:%B %Y}"


def count(number: int, noun: str) -> str:
    """`1 question`, `2 questions`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def remaining(seconds: float) -> str:
    """No more exact than helps: `12 min left`, in the last minute `40 s left`."""
    if seconds < 60:
        return f"{10 * ceil(seconds / 10)} s left"
    return f"{ceil(seconds / 60)} min left"


def ago(moment: datetime, now: datetime) -> str:
    """`7 minutes ago`, `3 hours ago`, `2 days ago`."""
    seconds = (now - moment).total_seconds()
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return f"{count(int(seconds // length), unit)} ago"
    return "just now"


def sentence(remark: str) -> str:
    """With a capital letter, unless it begins with a symbol."""
    first = remark.partition(" ")[0]
    return remark[0].upper() + remark[1:] if first.isalpha() and len(first) > 1 else remark


def figure(value: Any) -> str:
    """A number with a true minus sign, to six significant digits."""
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    return text.replace("-", "\u2212")


def key(answer: Answer, decimals: int | None) -> Markup:
    """The right answer for reading; a number to the decimals that were asked for."""
    return markup.inline(kind_of(answer).key(answer, decimals))
