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
Finder = Callable[["Program", "Instruction"], Inputs]


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


def _gate_of_state(place: int) -> Finder:
    """A gate of an LSTM in place of the output gate: that which the cell state reads there."""

    def find(program: Program, step: Instruction) -> Inputs:
        read = _made_from(program, state := step.inputs[1])
        return (read[place], state) if len(read) == len("fcin") else step.inputs

    return find


def _uncorrected(*places: int) -> Finder:
    """Moments before bias correction, in place of the corrected ones that a step takes."""

    def find(program: Program, step: Instruction) -> Inputs:
        def raw(name: str) -> str:
            corrected = program.position(name) >= 0
            maker = program.maker(name) if corrected else None
            return maker.inputs[0] if maker and maker.op.name == "bias_correction" else name

        return tuple(raw(name) if at in places else name for at, name in enumerate(step.inputs))

    return find


def _made_from(program: Program, array: str) -> Inputs:
    return program.maker(array).inputs if program.position(array) >= 0 else ()


FINDERS: Mapping[str, Finder] = {
    "layer above": _layer_above,
    "layer below": _layer_below,
    "updated weights": _updated_weights,
    "input gate": _gate_of_state(2),
    "forget gate": _gate_of_state(0),
    "raw direction": _uncorrected(1),
    "raw squares": _uncorrected(2),
    "raw both": _uncorrected(1, 2),
}
