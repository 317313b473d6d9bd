"""How long a question should take a well-prepared learner."""

from __future__ import annotations

from quizapp.kinds import KINDS, Kind

READING = 20.0  # seconds, whatever is asked
LEVEL = {1: 0.8, 2: 1.0, 3: 1.3}
BLANKS = 6  # assumed for a template whose exercise is not known


def target_seconds(kind: str, level: int, blanks: int | None = None) -> float:
    """The target for a question of this type and level; `blanks` matters for templates."""
    count = (BLANKS if blanks is None else blanks) if kind == "template" else 1
    each = KINDS[kind].seconds if kind in KINDS else Kind.seconds
    return READING + LEVEL.get(level, 1.0) * count * each
