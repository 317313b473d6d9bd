"""What may be applied in a formula: one table of functions over floats.

Outside its domain a function raises `ValueError` or `ArithmeticError`: it has no value there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """A real function: how to call it, how many arguments it takes, its name in LaTeX."""

    call: Callable[..., float]
    tex: str
    least: int = 1
    most: int = 1


def sigmoid(x: float) -> float:
    """1/(1 + e⁻ˣ), without overflow on either side."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _sign(x: float) -> float:
    return math.copysign(1.0, x) if x else 0.0


def _slope_of_sigmoid(x: float) -> float:
    return sigmoid(x) * sigmoid(-x)


def _plain(name: str, call: Callable[..., float], least: int = 1, most: int = 1) -> Function:
    return Function(call, rf"\operatorname{{{name}}}", least, most)


ANY = 20  # arguments of max and min

FUNCTIONS: dict[str, Function] = {
    "exp": Function(math.exp, r"\exp"),
    "ln": Function(math.log, r"\ln"),
    "log2": Function(math.log2, r"\log_{2}"),
    "log10": Function(math.log10, r"\log_{10}"),
    "sqrt": Function(math.sqrt, r"\sqrt"),
    "abs": Function(abs, r"\operatorname{abs}"),
    "max": Function(lambda *xs: max(xs), r"\max", 1, ANY),
    "min": Function(lambda *xs: min(xs), r"\min", 1, ANY),
    "sign": _plain("sign", _sign),
    "step": _plain("step", lambda x: float(x > 0)),
    "erf": _plain("erf", math.erf),
    "sigmoid": Function(sigmoid, r"\sigma"),
    "sigmoid'": Function(_slope_of_sigmoid, r"\sigma'"),
    "relu": _plain("ReLU", lambda x: max(x, 0.0)),
    "relu'": Function(lambda x: float(x > 0), r"\operatorname{ReLU}'"),
    "softplus": _plain("softplus", lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x)))),
    "tanh": Function(math.tanh, r"\tanh"),
    "tanh'": Function(lambda x: 1 - math.tanh(x) ** 2, r"\tanh'"),
    "sinh": Function(math.sinh, r"\sinh"),
    "cosh": Function(math.cosh, r"\cosh"),
    "sin": Function(math.sin, r"\sin"),
    "cos": Function(math.cos, r"\cos"),
    "tan": Function(math.tan, r"\tan"),
    "cot": Function(lambda x: 1 / math.tan(x), r"\cot"),
    "sec": Function(lambda x: 1 / math.cos(x), r"\sec"),
    "csc": Function(lambda x: 1 / math.sin(x), r"\csc"),
    "asin": Function(math.asin, r"\arcsin"),
    "acos": Function(math.acos, r"\arccos"),
    "atan": Function(math.atan, r"\arctan"),
    "asinh": _plain("asinh", math.asinh),
    "acosh": _plain("acosh", math.acosh),
    "atanh": _plain("atanh", math.atanh),
    "atan2": _plain("atan2", math.atan2, 2, 2),
}

ALIASES = {
    "log": "ln",
    "sigma": "sigmoid",
    "logistic": "sigmoid",
    "expit": "sigmoid",
    "sgn": "sign",
    "H": "step",
    "heaviside": "step",
    "log_e": "ln",
    "arctan2": "atan2",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "ch": "cosh",
    "sh": "sinh",
    "th": "tanh",
    "tg": "tan",
}

CONSTANTS = {"e": math.e, "pi": math.pi}

OPERATORS: dict[str, Callable[..., float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": math.pow,  # a float power: bounded work, and an error instead of a complex number
    "neg": lambda a: -a,
}

CALLS = OPERATORS | {name: function.call for name, function in FUNCTIONS.items()}


def function_name(word: str) -> str | None:
    """The name in `FUNCTIONS` behind a word such as `Max`, `σ'` (as `sigma'`) or `arctan`."""
    stem = word.rstrip("'")
    if stem == "Sigma":  # the sign of a sum, not a sigmoid
        return None
    stem = stem if stem in ALIASES else stem.lower()
    name = ALIASES.get(stem, stem) + "'" * (len(word) - len(word.rstrip("'")))
    return name if name in FUNCTIONS else None
