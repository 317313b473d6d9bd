"""The route by SymPy: `diff` of the composed formula, at 30 digits.

Composing and differentiating takes SymPy long, so it is done once for a graph, over symbols for
all numbers that go in; an exercise over the graph only puts its numbers in their place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import mpmath
import numpy as np
import sympy
from sympy.simplify.cse_main import tree_cse

from .. import nd
from ..diagnosis import at
from ..exercise import Exercise
from ..graph import Graph
from ..program import Program, execute
from ..quantity import Quantity
from .exact import answer, graph_of, total, values_of

DIGITS = 30

Index = tuple[int, ...]
Shapes = tuple[tuple[str, Index], ...]


class On(sympy.Function):
    """1 where its argument is above 0, else 0; which of two pieces holds does not change nearby."""

    nargs = 1

    def _eval_derivative(self, symbol: Any) -> Any:
        return sympy.Integer(0)


class Entry(sympy.Dummy):
    """The symbol for one number that goes in; formulas of it in pieces are written with `On`."""

    on = On

    def __new__(cls) -> Entry:
        return super().__new__(cls, "entry", real=True)


def by_sympy(exercise: Exercise) -> dict[Quantity, float]:
    """Every key by the composed formula, or by its `diff`, at 30 digits."""
    graph, found = graph_of(exercise), {}
    with mpmath.workdps(DIGITS):
        values = values_of(exercise)
        shapes = tuple((name, np.shape(array)) for name, array in values.items())
        asked: dict[str, list[Quantity]] = {}  # by the array that a loss is differentiated by
        for quantity in exercise.asked:
            asked.setdefault("" if quantity.kind == "value" else quantity.node, []).append(quantity)
        for source, quantities in asked.items():
            places = tuple((quantity.node, quantity.index) for quantity in quantities)
            entries, formulas = compiled(graph, shapes, source, places)
            numbers = formulas(*(at(values[name], index) for name, index in entries))
            for quantity, number in zip(quantities, numbers, strict=True):
                point = at(values[quantity.node], quantity.index)
                found[quantity] = (
                    answer(graph, quantity, point, number) if source else float(number)
                )
    return found


@lru_cache(maxsize=512)
def compiled(
    graph: Graph, shapes: Shapes, source: str, places: tuple[tuple[str, Index], ...]
) -> tuple[tuple[tuple[str, Index], ...], Callable[..., list[Any]]]:
    """The numbers that go in, by array and index, and the function from them to those asked for.

    What is asked for are the entries of nodes at `places`, over the leaves; with a `source`, the
    slopes of the last node there, over that array and what meets it on the way to the last node.
    """
    program = graph.program
    if source:
        program = _from(program, source)
    env = {
        name: nd.unwrap(_symbols(shape))
        for name, shape in shapes
        if name in _inputs(program) or name == source
    }
    values = execute(program, env, stop=program.forward)
    if source:
        loss = total(values, graph)
        formulas = [sympy.diff(loss, at(env[source], index)) for _, index in places]
    else:
        formulas = [at(values[name], index) for name, index in places]
    entries = {
        (name, index): at(array, index)
        for name, array in env.items()
        for index in np.ndindex(*np.shape(array))
    }
    function = sympy.lambdify([*entries.values()], formulas, [{"On": _on}, "mpmath"], cse=_shared)
    return tuple(entries), function


def _from(program: Program, source: str) -> Program:
    """The part of a program's forward instructions that an array has an effect on."""
    reached, kept = {source}, []
    for instruction in program.instructions[: program.forward]:
        if reached & set(instruction.inputs):
            reached |= set(instruction.outputs)
            kept.append(instruction)
    return Program(tuple(kept), len(kept), len(kept))


def _inputs(program: Program) -> set[str]:
    """The arrays that forward instructions read and do not make."""
    forward = program.instructions[: program.forward]
    made = {name for instruction in forward for name in instruction.outputs}
    return {name for instruction in forward for name in instruction.inputs} - made


def _symbols(shape: Index) -> np.ndarray:
    array = np.empty(shape, dtype=object)
    for index in np.ndindex(*shape):
        array[index] = Entry()
    return array


def _on(x: Any) -> Any:
    return mpmath.mpf(x > 0)


def _shared(formulas: Any) -> Any:
    """What occurs twice is computed once; SymPy's own `cse` also looks for what could be shared."""
    return tree_cse(formulas, sympy.numbered_symbols("shared"), order="none")
