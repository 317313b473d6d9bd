"""Activations as functions of a formula: `silu(z)` and `silu'(z)`, as the ops compute them.

Only the whiteboard knows them, where the chain rule is what is asked. Their names carry the op and
its parameters (`op:leaky_relu|0.2'`), so that the name alone says which function it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache, partial

import numpy as np

from ..ops._base import OPS, Op
from .functions import FUNCTIONS, Function

MARK = "op:"
ALIASES = {"swish": "silu"}
_SPOKEN_OF = re.compile(rf"\b{MARK}([A-Za-z_]+)(?:\|[^'|\s]+)*")
GENERAL = "f"  # the activation of an exercise that has only one
NORMAL = {
    "Phi": Function(lambda x: (1 + math.erf(x / math.sqrt(2))) / 2, r"\Phi"),
    "phi": Function(lambda x: math.exp(-x * x / 2) / math.sqrt(2 * math.pi), r"\varphi"),
}


def names(used: Iterable[Op]) -> dict[str, str]:
    """Spelling to name, for the ops of an exercise and all others as they are by default."""
    used = [op for op in used if op.pointwise and op.name in OPS]  # not an author's own formula
    every = {kind: made() for kind, made in OPS.items() if made.pointwise}
    every |= {op.name: op for op in used}
    spelt = {kind.replace("_", ""): _name(op) for kind, op in every.items()}
    spelt |= {other: spelt[kind] for other, kind in ALIASES.items()}
    if len({_name(op) for op in used}) == 1:
        spelt[GENERAL] = _name(used[0])
    spelt |= {f"{spelling}'": f"{name}'" for spelling, name in spelt.items()}
    spelt |= {name: f"{MARK}{name}" for name in NORMAL}
    return {spelling: name for spelling, name in spelt.items() if spelling not in FUNCTIONS}


def function_of(name: str) -> Function:
    """The function behind the name in a formula, which may be one that `names` gave."""
    return FUNCTIONS[name] if name in FUNCTIONS else activation(name)


@cache
def activation(name: str) -> Function:
    """The function behind a name that `names` gave."""
    text = name.removeprefix(MARK)
    if text in NORMAL:
        return NORMAL[text]
    kind, *params = text.rstrip("'").split("|")
    slope = text.endswith("'")
    call = partial(_slope if slope else _value, OPS[kind](*map(float, params)))
    return Function(call, rf"\operatorname{{{plain(MARK + kind)}}}" + "'" * slope)


def plain(text: str) -> str:
    """A text that speaks of such names, as a person would write them."""
    return _SPOKEN_OF.sub(lambda found: found[1].replace("_", ""), text)


def _name(op: Op) -> str:
    return MARK + "|".join([op.name, *(repr(value) for value in op.params().values())])


def _value(op: Op, x: float) -> float:
    return float(op.forward(np.float64(x)))


def _slope(op: Op, x: float) -> float:
    at = np.float64(x)
    return float(op.vjp(np.float64(1), op.forward(at), at)[0])
