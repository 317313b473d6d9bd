"""Steps of a derivation that follow one rule share the sentence that explains it.

The first of them has the sentence; those right after it have none, and a later one names the
first. So no sentence is read twice, and whoever looks for the rule finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .exercise import Step


def folded(steps: Iterable[Step], name: Callable[[Step], str]) -> tuple[Step, ...]:
    """The steps, each text shown once; `name` gives the LaTeX of what a step is about."""
    first: dict[str, str] = {}  # text -> what it explained first
    made: list[Step] = []
    for (text, about), run in groupby(steps, key=lambda step: (step.text, name(step))):
        shown = text
        if about and first.get(text):
            shown = f"${about}$ follows the same rule as ${first[text]}$."
        first.setdefault(text, about)
        for step in run:
            made.append(replace(step, text=shown))
            shown = "" if step.latex else shown  # without a formula the text is all there is
    return tuple(made)


def left_sides(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps without a graph: neighbours of one text are folded, others named by what they find."""
    blocks = [list(run) for _, run in groupby(steps, key=lambda step: step.text)]
    names = {id(step): block[0].latex.partition(" = ")[0] for block in blocks for step in block}
    return folded(steps, lambda step: names[id(step)])


def runs(steps: Iterable[Step]) -> list[list[Step]]:
    """The steps in groups, each of which one sentence explains."""
    found: list[list[Step]] = []
    for step in steps:
        if step.text or not found:
            found.append([])
        found[-1].append(step)
    return found
