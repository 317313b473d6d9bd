"""The declared misconceptions whose bent rule gives a wrong line at every point."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np

from ..graph.bent import at, bends_at, by_array
from ..graph.program import Program, execute
from ..ops._base import Bend
from .check_line import Checker, same
from .points import upto

Bent = tuple[str, Bend]


def misconceived(
    checker: Checker, subject: str, found: np.ndarray, used: Collection[str]
) -> list[Bent]:
    """Op names and wrong rules that make `found` of the quantity `subject`.

    The gradients `used` in the line are taken as given. A rule is bent wherever its op is used,
    then at each place alone.
    """
    if not all(name in checker.vocabulary.cells for name in subject.split("/")):
        return []  # a setting, which nothing makes
    seen: dict[tuple[str, str], Bent] = {}
    for places, (op, bend) in _candidates(checker, subject):
        key = (op, bend.name)
        if key not in seen and _gives(checker, subject, found, used, places, (op, bend)):
            seen[key] = (op, bend)
    return list(seen.values())


def _candidates(checker: Checker, subject: str) -> Iterator[tuple[tuple[int, ...], Bent]]:
    program, array, first = _program(checker, subject)
    last = program.position(array)
    found: dict[tuple[str, str], tuple[list[int], Bent]] = {}
    for position in range(first, last + 1):
        instruction = program.instructions[position]
        for bend in bends_at(program, position):
            bent = (instruction.op.name, bend)
            found.setdefault((bent[0], bend.name), ([], bent))[0].append(position)
    for places, bent in found.values():
        yield tuple(places), bent
    for places, bent in found.values():
        if len(places) > 1:
            yield from (((place,), bent) for place in places)


def _gives(
    checker: Checker, subject: str, found: np.ndarray, used: Collection[str],
    places: tuple[int, ...], bent: Bent,
) -> bool:  # fmt: skip
    values = []
    settings = checker.settings
    for number in (*range(1, len(settings)), 0):  # the numbers of the exercise come last
        values.append(_bent(checker, settings[number], subject, used, places, bent))
        if not same(np.array(values[-1]), found[number]):
            return False
    right = checker.symbol(subject)
    return not same(np.array([values[-1], *values[:-1]]), right)


def _bent(
    checker: Checker, arrays: Mapping[str, Any], subject: str, used: Collection[str],
    places: tuple[int, ...], bent: Bent,
) -> float:  # fmt: skip
    program, array, first = _program(checker, subject)
    env, (op, bend) = _start(checker, arrays, subject), bent
    given = [
        (quantity, at(arrays[name], quantity.index))
        for name, quantity in (checker.vocabulary.cells[each] for each in used)
    ]
    for position in range(first, program.position(array) + 1):
        env = execute(
            program, env, start=position, stop=position + 1, given=by_array(given),
            bend=[(op, bend.name)] if position in places else (),
        )  # fmt: skip
    with np.errstate(all="ignore"):
        return float(at(env[array], _index(checker, subject)))


def _program(checker: Checker, subject: str) -> tuple[Program, str, int]:
    """The program that makes the subject, its array there, and where the wrong rules may begin."""
    cells, graph = checker.vocabulary.cells, checker.vocabulary.graph
    if "/" in subject:
        above, below = subject.split("/")
        if cells[above][0] not in graph.names:
            return graph.program, cells[below][0], len(graph.program.instructions)
        program = upto(graph, cells[above][0]).program
        return program, f"grad.{cells[below][0]}", program.forward
    array, quantity = cells[subject]
    position = graph.program.position(array)
    return graph.program, array, graph.program.forward if quantity.kind != "value" else position


def _start(checker: Checker, arrays: Mapping[str, Any], subject: str) -> dict[str, Any]:
    if "/" not in subject:
        return dict(arrays)
    upper, quantity = checker.vocabulary.cells[subject.split("/")[0]]
    seed = np.zeros(np.shape(arrays[upper]))
    seed[quantity.index] = 1.0
    forward = {name: array for name, array in arrays.items() if "." not in name}
    return forward | {f"grad.{upper}": seed}


def _index(checker: Checker, subject: str) -> tuple[int, ...]:
    return checker.vocabulary.cells[subject.rpartition("/")[2]][1].index
