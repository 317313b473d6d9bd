"""How long a question should take somebody who is ready for it."""

from __future__ import annotations

READING = 20.0  # seconds, whatever is asked
ANSWERING = {  # seconds for each thing to answer
    "choice": 25.0,
    "choices": 40.0,
    "true_false": 15.0,
    "number": 60.0,
    "expression": 75.0,
    "ordering": 45.0,
    "matching": 45.0,
    "short_answer": 120.0,
    "template": 30.0,  # a blank; each goes on from the one before
}
LEVEL = {1: 0.8, 2: 1.0, 3: 1.3}
BLANKS = 6  # of a template whose exercise is not at hand


def target_seconds(kind: str, level: int, blanks: int | None = None) -> float:
    """The target for a question of that type and level; `blanks` matters for templates."""
    count = (BLANKS if blanks is None else blanks) if kind == "template" else 1
    return READING + LEVEL.get(level, 1.0) * count * ANSWERING.get(kind, 60.0)
