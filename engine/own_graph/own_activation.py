"""An activation that an author wrote as a formula in z: read, differentiated, never executed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from ..formula import Formula, Number, Symbol, parse, to_latex
from ..formula.tree import fold, program
from ..ops._base import Op, dressed, equal_form, misconception
from ..readings import nd
from .graph_data import FormulaData
from .slope import slope_of

INPUT = "z"
RULES: Mapping[str, Callable[..., Any]] = {
    "+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y,
    "/": lambda x, y: x / y, "neg": lambda x: -x, "exp": nd.exp, "ln": nd.log, "sqrt": nd.sqrt,
    "tanh": nd.tanh, "sigmoid": lambda x: 1 / (1 + nd.exp(-x)), "abs": nd.size, "max": nd.maximum,
    "step": nd.step, "relu": lambda x: nd.maximum(0, x),
}  # fmt: skip


@dressed
class OwnActivation(Op):
    """f(z) by the formula `rule`, on each entry; `slope` is its derivative as the author writes it.

    Without `slope`, the derivative is what the rules of differentiation give.
    """

    rule: str = INPUT
    slope: str = ""

    says = "The activation, by its formula."
    pointwise = True
    sympy_slope = False
    label = "f"
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return to_latex(read(self.rule), lambda _: inputs[0])

    def forward(self, x: Any) -> Any:
        return computed(read(self.rule), x)

    def vjp(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * computed(derivative(self.rule, self.slope), x),)

    @equal_form("vjp")
    def by_the_rules(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * computed(derivative(self.rule, ""), x),)

    @misconception("the gradient is multiplied by f′(z); this leaves it out.")
    def own_slope_left_out(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g + 0 * x,)

    @misconception("the gradient is multiplied by f′(z); this takes f(z) itself.")
    def value_for_own_slope(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        return (g * y,)

    @misconception("the activation is f(z); this leaves z as it is.", "forward")
    def not_activated(self, x: Any) -> Any:
        return x


def activation(said: FormulaData) -> Any:
    """The op of an author's formula."""
    own: Any = OwnActivation
    return own(said.rule, said.slope)


@cache
def read(text: str) -> Formula:
    """The formula in z; raises `Unreadable`."""
    return parse(text, [INPUT])


@cache
def derivative(rule: str, slope: str) -> Formula:
    """The derivative of a rule, as its author wrote it or by the rules of differentiation."""
    return read(slope) if slope else slope_of(read(rule))


def unknown(formula: Formula) -> str:
    """What an activation cannot be made of; "" if nothing."""
    for node in program(formula):
        name = getattr(node, "name", "")
        if name == "^" and not _is_power(node):
            return "a power whose exponent isn't a whole number (write sqrt(…) or exp(…))"
        if not isinstance(node, Number | Symbol) and name not in RULES and name != "^":
            return name
        if name == "max" and len(node.arguments) != 2:  # type: ignore[union-attr]
            return "max of other than two"
    return ""


def computed(formula: Formula, x: Any) -> Any:
    """The formula at each entry of x, in any reading."""

    def leaf(node: Number | Symbol) -> Any:
        return x if isinstance(node, Symbol) else _number(node)

    def apply(name: str, inputs: list[Any]) -> Any:
        if name == "^":
            base, exponent = inputs
            if base is EULER:
                return nd.exp(exponent)
            return base**exponent if exponent >= 0 else 1 / base**-exponent
        return RULES[name](*inputs)

    found = fold(program(formula), leaf, apply)
    return found if isinstance(formula, Symbol) else found + 0 * x if _is_flat(formula) else found


class _Euler(float):
    """e, as a base of powers that are not computed as powers."""


EULER = _Euler(np.e)


def _number(node: Number) -> Any:
    if node.text == "e":
        return EULER
    return int(node.value) if node.value == int(node.value) else node.value


def _is_power(node: Any) -> bool:
    base, exponent = node.arguments
    if isinstance(base, Number) and base.text == "e":
        return True
    minus = getattr(exponent, "name", "") == "neg"
    exponent = exponent.arguments[0] if minus else exponent
    return isinstance(exponent, Number) and exponent.value == int(exponent.value)


def _is_flat(formula: Formula) -> bool:
    """Whether the formula is a number, whatever z is."""
    return not any(isinstance(node, Symbol) for node in program(formula))
