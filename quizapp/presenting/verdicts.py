"""How verdicts look at every door: a sign, a colour and words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """`look` is right, nearly, wrong or blank: green, amber, red or grey."""

    look: str
    sign: str
    words: str


VERDICTS = {
    "correct": Verdict("right", "✓", "Correct"),
    "rounded": Verdict("nearly", "≈", "Correct, rounded"),
    "follow_through": Verdict("nearly", "↪", "Correct given your earlier value"),
    "partly": Verdict("nearly", "◐", "Partly correct"),
    "misconception": Verdict("wrong", "✗", "Not quite"),
    "wrong": Verdict("wrong", "✗", "Not quite"),
    "imprecise": Verdict("nearly", "≈", "Too few digits to tell"),
    "unreadable": Verdict("blank", "–", "Couldn't read"),
    "blank": Verdict("blank", "–", "Left blank"),
    "waiting": Verdict("nearly", "…", "Waiting until you're back online"),
}
NOT_ANSWERED = Verdict("blank", "–", "Not answered")  # the solution was asked for
# For lines of a whiteboard, which have no key.
LINES = {
    "correct": VERDICTS["correct"],
    "defined": Verdict("blank", "≔", "Defined by you"),
    "circular": Verdict("nearly", "↻", "True, but says nothing new"),
    "particular": Verdict("nearly", "≈", "Only with these numbers"),
    "wrong": Verdict("wrong", "✗", "Not equal"),
    "hint": Verdict("nearly", "?", "Hint"),
}


def verdict(name: str, credit: float = 0.0, response: str = "") -> Verdict:
    """How to show a verdict of the engine, e.g. `misconception:sigmoid.derivative_at_input`."""
    if name == "wrong" and credit > 0:
        return VERDICTS["partly"]
    if name == "unreadable" and not response.strip():
        return VERDICTS["blank"]
    return VERDICTS[name.partition(":")[0]]


def outcome(score: float) -> Verdict:
    """How to show the result of a whole attempt."""
    return VERDICTS["correct" if score == 1 else "partly" if score > 0 else "wrong"]
