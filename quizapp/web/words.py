"""The template filters: how pages write verdicts, numbers, dates and formulas."""

from __future__ import annotations

import re
from datetime import datetime
from math import ceil
from typing import Any

from flask import Flask
from markupsafe import Markup

from engine.answers._base import Answer
from engine.exercise.folded import runs
from engine.exercise.statement import sentence
from quizapp.accounts import addresses, ownership
from quizapp.bank import acts
from quizapp.kinds import KINDS, kind_of
from quizapp.presenting import amounts, image_names, markup, phrases, prose, verdicts

from .question.mark_summary import gone_wrong, reason, steps_to
from .question.onward import address
from .question.written_derivation import aligned, left_side, one_a_line


def init_app(app: Flask) -> None:
    app.jinja_env.globals["phrases"] = phrases
    app.jinja_env.filters |= {
        "address": addresses.readable,
        "owned": ownership.in_words,
        "markdown": markup.render,
        "inline": markup.inline,
        "images": image_names.images_in,
        "plain": prose.text,
        "math": markup.math,
        "formula": lambda latex: markup.math(aligned(latex), True),
        "left_side": left_side,
        "one_a_line": one_a_line,
        "runs": runs,
        "verdict": verdicts.verdict,
        "line_verdict": verdicts.LINES.__getitem__,
        "outcome": verdicts.outcome,
        "percent": amounts.percent,
        "kind": lambda name: KINDS[name].name if name in KINDS else name,
        "level": phrases.level,
        "state": phrases.STATES.__getitem__,
        "told": acts.told,
        "day": day,
        "date": amounts.on,
        "short_date": amounts.short_day,
        "count": amounts.count,
        "clock": amounts.clock,
        "remaining": remaining,
        "ago": ago,
        "figure": amounts.figure,
        "sentence": sentence,
        "key": key,
        "bound": bound,
        "as_asked": amounts.as_asked,
        "reason": reason,
        "gone_wrong": gone_wrong,
        "steps_to": steps_to,
        "way": kind_of,
        "solution": lambda answer: kind_of(answer).solution(answer),
        "list_address": address,
        "unbroken": lambda title: re.sub(r"(?<=\d)-(?=\d)", "\u2011", title),
    }


def day(moment: datetime) -> str:
    """A moment for reading: `7 Nov 2026, 14:05 UTC`."""
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"


def remaining(seconds: float) -> str:
    """Time left: `12 min left`, or in the last minute `40 s left`."""
    if seconds < 60:
        return f"{10 * ceil(seconds / 10)} s left"
    return f"{ceil(seconds / 60)} min left"


def ago(moment: datetime, now: datetime) -> str:
    """`7 minutes ago`, `3 hours ago`, `2 days ago`."""
    seconds = (now - moment).total_seconds()
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return f"{amounts.count(int(seconds // length), unit)} ago"
    return "just now"


def key(answer: Answer) -> Markup:
    """The right answer for reading; a number to the digits that were asked for."""
    return markup.inline(kind_of(answer).key(answer))


def bound(number: float, answer: Any) -> str:
    """An end of what is accepted, to one digit more than is asked for."""
    wanted = answer.digits or max(1, answer.decimals or 0)
    shown = f"{number:.{wanted + 1}{'g' if answer.digits else 'f'}}"
    return shown.replace("-", "\u2212")
