"""The derivative of every activation, as SymPy derives it and as a derivation shows it."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import sympy

from ..ops._base import OPS


def slope_table() -> dict[str, str]:
    """LaTeX of the derivative of every activation by `sympy.diff`, `@` being its input.

    Where the idiomatic form of the op differs, SymPy is made to prove the two equal; it is empty
    where that form alone is worth showing.
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
            if not cls.sympy_slope:
                table[name] = ""
                continue
            names = {x: "@", **{symbol: symbol.name for symbol in params.values()}}
            raw = sympy.latex(derivative, symbol_names=names, fold_short_frac=False)
            table[name] = re.sub(r"(?<=\d) (?=<)", r" \\cdot ", raw)  # 3 · 0.04, never 3 0.04
    return table


def _one(entry: Any) -> np.ndarray:
    array = np.empty((1, 1), dtype=object)
    array[0, 0] = entry
    return array


def _scalar(array: Any) -> Any:
    return np.asarray(array, dtype=object).item()
