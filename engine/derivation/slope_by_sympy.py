"""The derivative of an activation as SymPy writes it, beside the form that people use."""

from __future__ import annotations

from typing import Any

from ..errors import BadQuestion
from ..readings.paper import number
from .slopes import SLOPES


def by_sympy(op: Any, x: str) -> str:
    """The derivative of an activation as SymPy writes it; "" where its own form says it better."""
    if not op.sympy_slope:
        return ""
    if op.name not in SLOPES:
        what = f"The op {op.name} has no slope in engine/derivation/slopes.py."
        raise BadQuestion(f"{what} Run `make slopes`.", ("template",))
    raw = SLOPES[op.name].replace("@", f"{{{x}}}")
    for name, value in op.params().items():
        raw = raw.replace(f"<{name}> ", "" if value == 1 else f"{number(value, 12)} ")
        raw = raw.replace(f"<{name}>", number(value, 12))
    return raw
