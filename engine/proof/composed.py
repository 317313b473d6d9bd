"""The route by SymPy: `diff` of the composed formula, at 30 digits.

Composing and differentiating takes SymPy long, so it is done once for a graph, over symbols for
all numbers that go in, those of its ops among them; an exercise only puts its numbers there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import mpmath
import numpy as np
import sympy
from sympy.simplify.cse_main import tree_cse

from ..exercise.exercise import Exercise
from ..graph.bent import at
from ..graph.graph import Graph
from ..graph.node import Node
from ..graph.program import Program, execute
from ..graph.quantity import Quantity
from ..readings import nd
from .exact import answer, array_behind, graph_of, total, values_of

DIGITS = 30

Index = tuple[int, ...]
Place = tuple[str, Index]  # of a number: its array and its index there
Shapes = tuple[Place, ...]


class On(sympy.Function):
    """1 where its argument is above 0, else 0; which of two pieces holds does not change nearby."""

    nargs = 1

    def _eval_derivative(self, symbol: Any) -> Any:
        return sympy.Integer(0)


class InputSymbol(sympy.Symbol):
    """The symbol for one number that goes in; formulas of it in pieces are written with `On`."""

    on = On

    def __new__(cls, *name: object) -> InputSymbol:
        return super().__new__(cls, "_".join(map(str, name)), real=True)


def by_sympy(exercise: Exercise) -> dict[Quantity, float]:
    """Every key by the composed formula, or by its `diff`, at 30 digits."""
    graph, found = graph_of(exercise), {}
    with mpmath.workdps(DIGITS):
        values = values_of(exercise)
        general, settings = _general(graph)
        shapes = tuple((name, np.shape(array)) for name, array in values.items())
        asked: dict[str, list[Quantity]] = {}  # by the array that a loss is differentiated by
        for quantity in exercise.asked:
            by = "" if quantity.kind == "value" else array_behind(graph, quantity)
            asked.setdefault(by, []).append(quantity)
        for by, quantities in asked.items():
            places = tuple(
                (array_behind(graph, quantity), quantity.index) for quantity in quantities
            )
            entries, formulas = compiled(general, shapes, by, places)
            inputs = (at(values[name], index) for name, index in entries)
            numbers = formulas(*settings, *inputs)
            for quantity, number in zip(quantities, numbers, strict=True):
                found[quantity] = answer(graph, quantity, values, number)
    return found


def _general(graph: Graph) -> tuple[Graph, list[Any]]:
    """The graph with a symbol for every decimal number of its ops, and those numbers in order."""
    nodes: list[Node] = []
    numbers: list[Any] = []
    for node in graph.nodes:
        decimals = {key: x for key, x in node.op.params().items() if isinstance(x, float)}
        numbers += map(mpmath.mpf, decimals.values())
        symbols = {key: InputSymbol(node.name, key) for key in decimals}
        nodes.append(replace(node, op=replace(node.op, **symbols)))
    return Graph(tuple(nodes)), numbers


@lru_cache(maxsize=512)
def compiled(
    graph: Graph, shapes: Shapes, source: str, places: tuple[Place, ...]
) -> tuple[tuple[Place, ...], Callable[..., list[Any]]]:
    """The places of the numbers that go in, and the function from them to the asked values.

    The numbers of the ops go in before them. Asked for are the entries of nodes at `places`, as
    formulas of the leaves; with a `source`, the slopes there of the last node, as formulas of that
    array and of what meets it on the way to the last node.
    """
    program = _from(graph.program, source) if source else graph.program
    needed = _inputs(program)
    env = {name: _symbols(name, shape) for name, shape in shapes if name in needed}
    values = execute(program, env, stop=program.forward)
    formulas = [at(values[name], index) for name, index in places]
    if source:
        formulas = [sympy.diff(total(values, graph), entry) for entry in formulas]
    settings = [x for node in graph.nodes for x in node.op.params().values()
                if isinstance(x, InputSymbol)]  # fmt: skip
    entries = {
        (name, index): at(array, index)
        for name, array in env.items()
        for index in np.ndindex(*np.shape(array))
    }
    modules = [{"On": lambda x: mpmath.mpf(x > 0)}, "mpmath"]
    arguments = [*settings, *entries.values()]
    return tuple(entries), sympy.lambdify(arguments, formulas, modules, cse=_shared)


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


def _symbols(name: str, shape: Index) -> Any:
    """A symbol for each entry of an array."""
    array = np.empty(shape, dtype=object)
    for index in np.ndindex(*shape):
        array[index] = InputSymbol(name, *index)
    return nd.unwrap(array)


def _shared(formulas: Any) -> Any:
    """What occurs twice is computed once; SymPy's own `cse` also looks for what could be shared."""
    return tree_cse(formulas, sympy.numbered_symbols("shared"), order="none")
