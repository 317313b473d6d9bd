"""Steps of a derivation that follow one rule share the sentence that explains it.

The first of them has the sentence; those right after it say "likewise", and a later one names the
first. So no sentence is read twice, and whoever looks for the rule finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .exercise import Step

_FRACTION = re.compile(r"\\frac\{(.+?)\}\{(.+)\}")
_SAME = re.compile(r"\$.+\$ follows the same rule as \$(.+)\$\.")


def folded(
    steps: Iterable[Step], name: Callable[[Step], str], own: Callable[[Step], str]
) -> tuple[Step, ...]:
    """The steps, each text shown once.

    `name` gives the LaTeX of what a step and its neighbours of the same text are about together,
    `own` that of the step alone.
    """
    first: dict[str, str] = {}  # text -> what it explained first
    made: list[Step] = []
    for (text, about), run in groupby(steps, key=lambda step: (step.text, name(step))):
        shown = text
        if about and first.get(text, "") not in ("", about):
            shown = f"${about}$ follows the same rule as ${first[text]}$."
        first.setdefault(text, about)
        for place, step in enumerate(run):
            likewise = place > 0 and bool(step.latex)  # without a formula the text is all there is
            said = f"Likewise ${own(step)}$." if likewise else shown
            made.append(replace(step, text=said, likewise=likewise))
    return tuple(made)


def folded_by_part(steps: Iterable[Step], labels: Mapping[str, str]) -> tuple[Step, ...]:
    """Steps without a graph: neighbours with the same text share the label of the first part."""
    names: dict[int, str] = {}
    steps = tuple(steps)
    for _, run in groupby(steps, key=lambda step: step.text):
        block = tuple(run)
        names |= {id(step): labels.get(block[0].quantity, "") for step in block}
    return folded(
        steps,
        lambda step: names[id(step)],
        lambda step: labels.get(step.quantity) or left_side(step),
    )


def left_side(step: Step) -> str:
    """LaTeX of what a step finds."""
    return step.latex.partition(" = ")[0]


def in_full(steps: Iterable[Step]) -> list[list[Step]]:
    """The `runs` of these steps, without any that says that it follows another's rule."""
    found = runs(steps)
    told: dict[str, str] = {}  # what a run finds -> its sentence
    for run in found:
        text = run[0].text
        if same := _SAME.fullmatch(text):
            text = next((told[name] for name in told if name.startswith(_plain(same[1]))), text)
        told.setdefault(_plain(left_side(run[0])), text)
        run[:] = [replace(step, text=text) for step in run]
    return found


def _plain(latex: str) -> str:
    """A name as a sentence writes it; a matrix is written like its entries."""
    return _FRACTION.sub(r"\1 / \2", latex).lower()


def runs(steps: Iterable[Step]) -> list[list[Step]]:
    """The steps in groups; the sentence of the first one explains the whole group."""
    found: list[list[Step]] = []
    for step in steps:
        if not (step.likewise and found):
            found.append([])
        found[-1].append(step)
    return found
