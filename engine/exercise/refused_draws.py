"""Why draws of an author's graph were refused, and what its author can do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from ..draw import Redraw
from ..graph.program import Program

ZEROS, HUGE, KINK = "zeros", "huge", "kink"
ROUNDED, MISTAKE, MISTAKES = "rounded", "mistake", "mistakes"
WORDS = {
    ZEROS: "most of what is asked is 0, or tiny beside the rest",
    HUGE: "some numbers get too large to write down",
    KINK: "the gradients don't agree with small changes of the numbers, as at a kink, or where two "
    "large numbers are subtracted",
    ROUNDED: "rounding on the way changes {} too much",
    MISTAKE: "a common mistake comes too close to the correct {}",
    MISTAKES: "two common mistakes lead to nearly the same {}",
}
NEAREST = 3  # values on the way that are proposed

Cause = tuple[str, str, tuple[str, ...]]


def cause(refused: Redraw) -> Cause:
    """What a refusal is about: why, of which array, and what could be asked before it."""
    return refused.why, refused.array, refused.earlier


def on_the_way(program: Program, array: str, asked: Collection[str]) -> tuple[str, ...]:
    """The nearest values that lead to an array and are not asked for."""
    reached = [array]
    for name in reached:
        if program.position(name) >= 0:
            reached += [one for one in program.maker(name).inputs if one not in reached]
    found = [name for name in reached[1:] if program.position(name) >= 0 and "@" not in name]
    return tuple(name for name in found if name not in asked)[:NEAREST]


def main_cause(causes: Counter[Cause]) -> Cause:
    """Why most draws were refused, as far as they say."""
    known = Counter({one: many for one, many in causes.items() if one[0]})
    return known.most_common(1)[0][0] if known else ("", "", ())
