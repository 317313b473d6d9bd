"""Law: every function that a formula may apply has the value mathematics gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest

from engine.formula.functions import FUNCTIONS

POINTS = (-2.5, -0.3, 0.4, 0.9, 1.7, 3.0)
NAMED_OTHERWISE: dict[str, Callable[..., Any]] = {
    "abs": mpmath.fabs,
    "log2": lambda x: mpmath.log(x, 2),
    "max": max,
    "min": min,
    "step": lambda x: x > 0,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "relu": lambda x: max(x, 0),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
}


def reference(name: str) -> Callable[..., Any]:
    if name.endswith("'"):
        return lambda x: mpmath.diff(reference(name[:-1]), x)
    return NAMED_OTHERWISE.get(name) or getattr(mpmath, name)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_has_its_value_wherever_it_has_one(name: str) -> None:
    function, seen = FUNCTIONS[name], 0
    for x in POINTS:
        arguments = (x, 1.3)[: max(function.least, min(function.most, 2))]
        try:
            found = function.call(*arguments)
        except (ValueError, ArithmeticError):
            expected = reference(name)(*arguments)
            assert isinstance(expected, mpmath.mpc)
            continue
        assert found == pytest.approx(float(reference(name)(*arguments)), rel=1e-12)
        seen += 1
    assert seen >= 2
