"""The sentences beside the lines of a derivation: which rule makes an array, in words.

They are about whole arrays, since all entries of one follow the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..exercise.exercise import Step
from ..exercise.folded import folded, left_side
from ..graph.quantity import split, symbol

if TYPE_CHECKING:
    from ..graph.program import Instruction
    from .derivation import Page

CHAIN = "The chain rule: upstream gradient times local derivative."
ADDED = "Every path to the error counts, so add them all up."


def told(page: Page, steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps with their texts: each rule explained once, the chain rule at its first use."""
    made: list[Step] = []
    for step in folded(steps, lambda step: about(page, step.quantity), left_side):
        text = step.text
        if any(ADDED in other.text for other in made):
            text = text.removesuffix(" " + ADDED)
        if step.rule == "chain rule" and not step.likewise and upstream(page, step.quantity):
            general = not any(other.text.startswith(CHAIN) for other in made)
            text = f"{CHAIN} {text}" if general else text
        made.append(replace(step, text=text))
    return tuple(made)


def about(page: Page, quantity: str) -> str:
    """LaTeX of the array that a step makes an entry of; of a slope, ∂h/∂z."""
    array, _ = page.cells[quantity.replace("slope.", "grad.", 1)]
    if quantity.startswith("slope."):
        _, output, before = page.program.maker(array).inputs
        return rf"\partial {symbol(output)} / \partial {symbol(before)}"
    return whole(page, array)


def whole(page: Page, array: str) -> str:
    """LaTeX of an array without index, with / for a fraction so that it fits into a sentence."""
    base, _, user = array.partition("@")
    kind, node = split(base)
    name = symbol(node)
    if kind == "grad":
        name = rf"\partial {symbol(page.graph.names[-1])} / \partial {name}"
    elif kind == "updated":
        name += r"(\text{new})"
    return rf"{name}\ (\text{{through }}{symbol(user.partition('.')[0])})" if user else name


def upstream(page: Page, cell: str) -> int:
    """How many gradients further up the most entangled entry of the cell's array is made from."""
    array, _ = page.cells[cell]
    cells = [name for name, (its, _) in page.cells.items() if its == array]
    return max(sum(name.startswith("grad.") for name in page.line(cell).uses) for cell in cells)


def explained(page: Page, instruction: Instruction, cell: str) -> str:
    """What a rule does, in words; true of the numbers that it is given here."""
    op, array = instruction.op, page.cells[cell][0]
    symbols = [symbol(split(name.partition("@")[0])[1]) for name in instruction.inputs]
    if instruction.rule == "forward":
        return op.caption(symbols, [page.values[name] for name in instruction.inputs])
    node = split(array.partition("@")[0])[1]
    if not (paths := upstream(page, cell)):
        return f"The derivative of ${symbols[0]}$ with respect to ${symbol(node)}$."
    place = instruction.outputs.index(array)
    back = op.back[place] if place < len(op.back) else ""
    if op.pointwise:
        back = "The local derivative is that of the activation."
    text = back or f"From ${symbols[1]}$ back to ${symbol(node)}$."
    return f"{text} {ADDED}" if paths > 1 else text
