"""The numbers a learner would write who holds one of the declared misconceptions.

Bend one rule, rerun the graph: that is the wrong answer. What was asked earlier is taken as
given, so only rules between the nearest earlier asked quantities and this one can matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .op import Bend
from .program import Program, execute
from .quantity import Quantity


def bends(program: Program, stop: int) -> Iterator[tuple[str, Bend, int]]:
    """Every wrong rule that could matter before `stop`: op name, rule, first place it applies."""
    seen: set[tuple[str, str]] = set()
    for position, instruction in enumerate(program.instructions[:stop]):
        for bend in instruction.op.bends.values():
            key = (instruction.op.name, bend.name)
            if bend.replaces == instruction.rule and key not in seen:
                seen.add(key)
                yield instruction.op.name, bend, position


def bent_values(
    program: Program,
    arrays: Mapping[str, Any],
    target: Quantity,
    given: Sequence[tuple[Quantity, Any]],
) -> Iterator[tuple[str, Bend, Any]]:
    """Op name, wrong rule and the value of `target` under it, `given` taken as given.

    `arrays` are the values of the whole program without any bend, consistent with `given`.
    """
    stop = program.position(target.array) + 1
    overrides = by_array(given)
    for op, bend, position in bends(program, stop):
        env = execute(
            program, arrays, start=position, stop=stop, bend=(op, bend.name), given=overrides
        )
        yield op, bend, at(env[target.array], target.index)


def by_array(given: Sequence[tuple[Quantity, Any]]) -> dict[str, list[tuple[tuple[int, ...], Any]]]:
    """Given quantities as overrides of the interpreter, by array."""
    overrides: dict[str, list[tuple[tuple[int, ...], Any]]] = {}
    for quantity, value in given:
        overrides.setdefault(quantity.array, []).append((quantity.index, value))
    return overrides


def at(array: Any, index: tuple[int, ...]) -> Any:
    """The entry of an array, a bare scalar being its own; NumPy's floats as Python's."""
    entry = array[index] if np.shape(array) else array
    return float(entry) if isinstance(entry, (np.generic, np.ndarray)) else entry
