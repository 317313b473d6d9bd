"""What `marking.js` needs to mark a passage without this program."""

from __future__ import annotations

from typing import Any

from engine.answers._words import Words, plain
from engine.answers.cloze import HOW, ClozeAnswer
from quizapp.presenting.markup import inline, render

from .._base import KINDS


def sheet(answer: ClozeAnswer) -> dict[str, Any]:
    """The blanks, each for words or a number, and the words to choose from."""
    return {
        "blanks": [_blank(blank.answer) for blank in answer.blanks],
        "listed": list(map(plain, answer.words)),
        "choose": f"Choose from: {', '.join(answer.shown)}.",
        "how": HOW,
    }


def _blank(expected: Any) -> dict[str, Any]:
    if not isinstance(expected, Words):
        return KINDS["number"].key_sheet(expected) or {}
    return {
        "accept": [
            {
                "text": plain(text),
                "slips": expected.slips_in(plain(text)),
                "remark": inline(f"The spelling is “{text}”."),
            }
            for text in expected.accept
        ],
        "right": inline(f"**{expected.write()}**."),
        "wrong": [
            {"text": plain(entry.text), "name": entry.name, "remark": render(entry.remark)}
            for entry in expected.wrong
        ],
    }
