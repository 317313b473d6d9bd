"""Proof of keys and rules by other routes: SymPy's `diff` and central differences at 50 digits.

Only tests and the bank's check use this module: it is the one place where SymPy is imported.
`python -m engine.proof` rewrites the table of derivatives in `engine/slopes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import mpmath
import numpy as np
import sympy

from .diagnosis import at
from .exercise import Exercise
from .graph import Graph
from .op import OPS
from .program import execute
from .quantity import Quantity

DIGITS = 50  # of central differences
WORKING = 60  # of SymPy's numbers: what holds no unknown becomes one of them at once


class Near(sympy.Dummy):
    """An unknown near a point: of a formula in pieces only the piece there matters."""

    def __new__(cls, at: Any) -> Near:
        unknown = super().__new__(cls, "unknown", real=True)
        unknown.at = at
        return unknown


def slope_table() -> dict[str, str]:
    """LaTeX of the derivative of every activation by `sympy.diff`, `@` being its input.

    Where the idiomatic form of the op differs, SymPy is made to prove the two equal.
    """
    x = sympy.Symbol("x", real=True)
    table = {}
    for name, cls in sorted(OPS.items()):
        if cls.pointwise:
            params = {key: sympy.Symbol(f"<{key}>", positive=True) for key in cls().params()}
            rule = cls(**params)
            derivative = sympy.diff(_scalar(rule.formula(_one(x))), x)
            (idiomatic,) = rule.vjp(_one(sympy.Integer(1)), rule.formula(_one(x)), _one(x))
            for side in (sympy.Symbol("u", positive=True), -sympy.Symbol("u", positive=True)):
                difference = (derivative - _scalar(idiomatic)).subs(x, side)
                if sympy.simplify(difference.rewrite(sympy.exp)) != 0:
                    raise AssertionError(f"the slope of {name} is not what SymPy derives")
            names = {x: "@", **{symbol: symbol.name for symbol in params.values()}}
            raw = sympy.latex(derivative, symbol_names=names, fold_short_frac=False)
            table[name] = re.sub(r"(?<=\d) (?=<)", r" \\cdot ", raw)  # 3 · 0.04, never 3 0.04
    return table


def by_sympy(exercise: Exercise, quantity: Quantity) -> float:
    """The key by SymPy: `diff` of the composed formula at the leaves, to 30 digits."""
    graph = _graph(exercise)
    leaves = _read(exercise.leaves, lambda value: sympy.Float(repr(value), WORKING))
    if quantity.kind == "value":
        return float(sympy.N(_at(_run(graph, leaves), quantity), 30))
    point = _at(_run(graph, leaves), quantity)
    unknown = Near(point)
    loss = _loss(_run(graph, leaves, quantity, unknown), graph)
    slope = sympy.N(sympy.diff(loss, unknown).subs(unknown, point), 30)
    return _updated(graph, quantity, point, slope)


def by_differences(exercise: Exercise, quantity: Quantity) -> float:
    """The key by central differences in `mpmath` at 50 digits."""
    graph = _graph(exercise)
    with mpmath.workdps(DIGITS):
        leaves = _read(exercise.leaves, lambda value: mpmath.mpf(repr(value)))
        values = _run(graph, leaves)
        point, step = _at(values, quantity), mpmath.mpf(10) ** (-DIGITS // 3)
        if quantity.kind == "value":
            return float(point)
        above, below = (
            _loss(_run(graph, leaves, quantity, point + side * step), graph) for side in (1, -1)
        )
        return _updated(graph, quantity, point, (above - below) / (2 * step))


def check_exercise(exercise: Exercise, tolerance: float = 1e-9) -> None:
    """Raise `AssertionError` where a key and its other two routes differ by more than that."""
    for part, quantity in zip(exercise.parts, exercise.asked, strict=True):
        for route in (by_sympy, by_differences):
            other = route(exercise, quantity)
            if not abs(other - part.answer.key) <= tolerance * max(1.0, abs(other)):
                raise AssertionError(
                    f"{part.name}: {part.answer.key!r} by the graph, {other!r} {route.__name__}"
                )


def _run(
    graph: Graph, leaves: Mapping[str, Any], quantity: Quantity | None = None, value: Any = None
) -> dict[str, Any]:
    """Values of the graph's nodes, one entry of one array replaced where a value is given."""
    given = {quantity.node: [(quantity.index, value)]} if quantity else {}
    return execute(graph.program, leaves, stop=graph.program.forward, given=given)


def _loss(values: Mapping[str, Any], graph: Graph) -> Any:
    """The last node; the sum of its entries where it is an array."""
    return np.asarray(values[graph.names[-1]], dtype=object).sum()


def _at(values: Mapping[str, Any], quantity: Quantity) -> Any:
    return at(values[quantity.node], quantity.index)


def _updated(graph: Graph, quantity: Quantity, point: Any, slope: Any) -> float:
    """The gradient itself, or what the optimiser makes of it."""
    if quantity.kind == "grad":
        return float(slope)
    step = next(node for node in graph.updates if node.name == quantity.array)
    return float(step.op.forward(point, slope))


def _read(leaves: Mapping[str, np.ndarray], reader: Any) -> dict[str, Any]:
    """The leaves as object arrays of another number type, from their decimal text."""
    return {
        name: np.frompyfunc(lambda value: reader(float(value)), 1, 1)(leaf)
        for name, leaf in leaves.items()
    }


def _one(entry: Any) -> np.ndarray:
    array = np.empty((1, 1), dtype=object)
    array[0, 0] = entry
    return array


def _scalar(array: Any) -> Any:
    return np.asarray(array, dtype=object).item()


def _graph(exercise: Exercise) -> Graph:
    if exercise.graph is None:
        raise ValueError(f"{exercise.template} is no exercise over a graph; it proves itself.")
    return exercise.graph


def main() -> None:
    """Print the module `engine/slopes.py` anew."""
    rows = "".join(f"    {name!r}: {latex!r},\n" for name, latex in slope_table().items())
    print(
        '"""The derivative of every activation as SymPy gives it. '
        "Made by `python -m engine.proof`.\n\n"
        "`@` stands for the input and `<name>` for a parameter of the op; a test proves the table "
        'current.\n"""\n\n'
        f"SLOPES: dict[str, str] = {{\n{rows}}}"
    )


if __name__ == "__main__":
    main()
