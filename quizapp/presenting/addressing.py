"""Speaking to the learner of a wrong rule.

A rule that is bent says what is true, and what `this` does instead, so that the line of somebody
else can be judged in the same words. Of the learner's own value it is said to them.
"""

from __future__ import annotations

import re

PAST = {
    "adds": "added", "averages": "averaged", "centres": "centred", "counts": "counted",
    "cuts": "cut", "decays": "decayed", "divides": "divided", "does": "did", "drops": "dropped",
    "flips": "flipped", "gives": "gave", "goes": "went", "halves": "halved", "hands": "handed",
    "hides": "hid", "keeps": "kept", "leaves": "left", "lets": "let", "moves": "moved",
    "multiplies": "multiplied", "pushes": "pushed", "puts": "put", "resets": "reset",
    "rounds": "rounded", "runs": "ran", "scales": "scaled", "sends": "sent", "sets": "set",
    "shares": "shared", "squares": "squared", "starts": "started", "subtracts": "subtracted",
    "swaps": "swapped", "takes": "took", "treats": "treated", "turns": "turned", "uses": "used",
    "weighs": "weighed",
}  # fmt: skip
STATES = ("is", "has", "falls", "lacks")  # what a value is, rather than what somebody did
THIS = re.compile(rf"(^|[;:,] )this (only )?({'|'.join((*PAST, *STATES))})\b")


def to_you(remark: str) -> str:
    """`…; this leaves it out.` as `…. It looks as if you left it out.`"""
    return THIS.sub(_said, remark)


def _said(found: re.Match[str]) -> str:
    verb, only = found[3], found[2] or ""
    told = f"Your value {verb}" if verb in STATES else f"It looks as if you {only}{PAST[verb]}"
    return f". {told}" if found[1] else told
