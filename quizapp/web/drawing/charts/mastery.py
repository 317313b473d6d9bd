"""A word for how well a skill is known, because colour alone is not enough."""

from __future__ import annotations

from quizapp.plan import Standing

SOLID, SHAKY = 0.8, 0.5


def mastery(found: Standing) -> str:
    """`solid`, `shaky`, `fading`, or why there is no number yet."""
    share = found.ready.recall
    if not share:
        return "not right yet" if found.answers else "not met yet"
    return "solid" if share >= SOLID else "shaky" if share >= SHAKY else "fading"
