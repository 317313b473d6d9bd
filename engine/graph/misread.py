"""What is read by mistake in place of what a rule needs: arrays of another place of the program.

The step back through an activation may take the values of another layer, that through a layer the
weights which have been updated already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .program import Instruction, Program

Inputs = tuple[str, ...]


def misread(program: Program, step: Instruction, reads: str) -> Inputs:
    """The names that an instruction reads instead, or its own if there is no such place."""
    return FINDERS[reads](program, step) if reads else step.inputs


def fitting(reads: Inputs, own: Inputs, arrays: Mapping[str, Any]) -> Inputs:
    """What is read instead, if its shape fits or can be broadcast."""
    shapes = [[np.shape(arrays[name]) for name in pair] for pair in zip(reads, own, strict=True)
              if set(pair) <= set(arrays)]  # fmt: skip
    return reads if len(shapes) == len(own) and all(map(_spreads, shapes)) else own


def _spreads(shapes: list[tuple[int, ...]]) -> bool:
    other, here = shapes
    return len(other) == len(here) and all(
        one in (1, length) for one, length in zip(other, here, strict=True)
    )


def _layer_above(program: Program, step: Instruction) -> Inputs:
    upstream, output, _ = step.inputs
    for other in program.instructions[: program.forward]:
        if other.op == step.op and output in _made_from(program, other.inputs[0]):
            return upstream, other.outputs[0], other.inputs[0]
    return step.inputs


def _layer_below(program: Program, step: Instruction) -> Inputs:
    upstream, _, before = step.inputs
    for name in _made_from(program, before):
        if program.position(name) >= 0 and (other := program.maker(name)).op == step.op:
            return upstream, name, other.inputs[0]
    return step.inputs


def _updated_weights(program: Program, step: Instruction) -> Inputs:
    """New weights can be had here where this step gives their whole gradient, and goes on."""
    if program.position(step.inputs[2]) < 0:
        return step.inputs
    return tuple(
        new
        if f"grad.{name}" in step.outputs and _in_one_step(program, new := f"updated.{name}")
        else name
        for name in step.inputs
    )


def _in_one_step(program: Program, new: str) -> bool:
    """Whether the weight is updated from its gradient alone, with nothing else to work out."""
    if program.position(new) < 0:
        return False
    return not any(name.startswith("updated.") for name in program.maker(new).inputs)


def _made_from(program: Program, array: str) -> Inputs:
    return program.maker(array).inputs if program.position(array) >= 0 else ()


FINDERS: Mapping[str, Callable[[Program, Instruction], Inputs]] = {
    "layer above": _layer_above,
    "layer below": _layer_below,
    "updated weights": _updated_weights,
}
