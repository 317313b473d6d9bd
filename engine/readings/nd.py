"""The handful of functions an op may use beside plain operators, for every reading of a program.

The same rule is read with float arrays, with `Interval`, and with object arrays of SymPy
expressions, `mpmath.mpf` or `Written` formulas. `@ + - * / **`, `.sum`, `.T`, `.reshape` and
indexing need no second implementation; what is here does. All of them act on each entry.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np

ERF = np.frompyfunc(math.erf, 1, 1)  # NumPy has none; as a ufunc it dispatches to other readings
_log = np.errstate(invalid="ignore", divide="ignore")(np.log)  # a bent rule may ask for ln(−1)
_exp = np.errstate(over="ignore")(np.exp)  # 1 / (1 + inf) = 0 is what a sigmoid wants
_sqrt = np.errstate(invalid="ignore")(np.sqrt)  # of a wrong answer below 0: no number, no answer


def exp(x: Any) -> Any:
    """e to the power of each entry."""
    if hasattr(x, "at_once"):
        return x.at_once(np.exp)
    return _exp(x) if _by_numpy(x) else _entries("exp", x)


def log(x: Any) -> Any:
    """Natural logarithm of each entry."""
    if hasattr(x, "at_once"):
        return x.at_once(np.log)
    return _log(x) if _by_numpy(x) else _entries("log", x)


def sqrt(x: Any) -> Any:
    """Square root of each entry."""
    if hasattr(x, "at_once"):
        return x.at_once(np.sqrt)
    return _sqrt(x) if _by_numpy(x) else _entries("sqrt", x)


def tanh(x: Any) -> Any:
    """Hyperbolic tangent of each entry."""
    return np.tanh(x) if _by_numpy(x) else _entries("tanh", x)


def tanh_key(x: Any) -> Any:
    """The same by the key of a calculator, and so never by way of exponentials."""
    return x.at_once(np.tanh) if hasattr(x, "at_once") else tanh(x)


def erf(x: Any) -> Any:
    """The error function of each entry, 2/√π ∫₀ˣ e^(−u²) du; odd, and rises from −1 to 1."""
    if isinstance(x, np.ndarray) and x.dtype != object:
        return np.asarray(ERF(x), float)
    return ERF(x) if _by_numpy(x) else _entries("erf", x)


def pi_like(x: Any) -> Any:
    """π as exactly as the numbers in `x` can hold it."""
    return worked_out(np.pi, x) if _by_numpy(x) else _entries("pi_like", x)


def normal_below(x: Any) -> Any:
    """Φ of each entry: the probability that a standard normal variable is below it."""
    return _below(x) if _by_numpy(x) else _entries("normal_below", x)


def normal_density(x: Any) -> Any:
    """φ of each entry, the density of a standard normal variable: the derivative of Φ."""
    return _density(x) if _by_numpy(x) else _entries("normal_density", x)


def maximum(x: Any, y: Any) -> Any:
    """The larger of two entries; broadcasts like NumPy."""
    return np.maximum(x, y) if _by_numpy(x, y) else _entries("maximum", x, y)


def size(x: Any) -> Any:
    """The absolute value of each entry."""
    return x.magnitude() if hasattr(x, "magnitude") else maximum(x, -x)


def where(x: Any, above: Any, below: Any) -> Any:
    """`above` where an entry of `x` is above 0, else `below`; broadcasts like NumPy."""
    for array in (x, above, below):
        if hasattr(array, "where"):  # an interval: only it knows what straddling 0 means
            return array.where(x, above, below)
    if _by_numpy(x, above, below):
        return np.where(np.asarray(x) > 0, above, below)[()]
    return _entries("where", x, above, below)


def step(x: Any) -> Any:
    """1 where an entry is above 0, else 0: the slope of ReLU with the convention ReLU′(0) = 0."""
    return where(x, 1.0, 0.0) if _by_numpy(x) else _entries("step", x)


def stack(arrays: list[Any]) -> Any:
    """Arrays of one shape along a new first axis."""
    return arrays[0].stack(arrays) if hasattr(arrays[0], "stack") else np.stack(arrays)


def place(x: Any, shape: tuple[int, ...], index: Any) -> Any:
    """Zeros of that shape with `x` at `index`: padding, and the reverse of a slice."""
    if hasattr(x, "place"):
        return x.place(shape, index)
    array = np.zeros(shape, dtype=np.asarray(x).dtype)
    array[index] = x
    return array


def shift(x: Any) -> Any:
    """`x` less the largest entry of its last axis, so that float `exp` cannot overflow.

    Softmax does not change under such a shift, so the exact readings, which do not need it and
    would lose the idiomatic form or tight bounds by it, skip it.
    """
    if not hasattr(x, "max") or (isinstance(x, np.ndarray) and x.dtype == object):
        return x
    return x - x.max(axis=-1, keepdims=True)


def tidy(x: Any) -> Any:
    """A computed setting as the decimal number it is meant to be: 1 − 0.9 is 0.1 in every digit."""
    return round(x, 12) if isinstance(x, float) else x


def worked_out(number: float, x: Any, shown: Callable[[], str] | None = None) -> Any:
    """A constant that a person has to compute, such as 1 − βᵗ, beside the array `x`.

    Readings that round take it as rounded, and paper first has it as `shown` says in LaTeX; for all
    others it is the number itself.
    """
    if hasattr(x, "constant"):
        return x.constant(number)
    first = x.flat[0] if isinstance(x, np.ndarray) and x.dtype == object else x
    return first.constant(number, shown()) if shown and hasattr(first, "constant") else number


def unwrap(x: Any) -> Any:
    """A 0-d object array as the bare scalar inside it; anything else as it is."""
    return x.item() if isinstance(x, np.ndarray) and x.dtype == object and x.ndim == 0 else x


def _by_numpy(*arrays: Any) -> bool:
    """Whether NumPy's own function (or an `__array_ufunc__`) reads all of them rightly."""
    return all(
        x.dtype != object
        if isinstance(x, np.ndarray)
        else isinstance(x, (float, int, np.generic)) or hasattr(x, "__array_ufunc__")
        for x in arrays
    )


def _entries(name: str, *arrays: Any) -> Any:
    """Apply a scalar function to each entry; a lone scalar gives a scalar."""
    return unwrap(np.frompyfunc(lambda *x: _scalar(name, *x), len(arrays), 1)(*arrays))


def _scalar(name: str, *x: Any) -> Any:
    """The function of that name from the library the scalars come from."""
    modules = (kind.__module__ for entry in x for kind in type(entry).__mro__)
    roots = (root for module in modules for root in (module, module.partition(".")[0]))
    return _functions(next((root for root in roots if root in _LIBRARIES), "math"))[name](*x)


@cache
def _functions(root: str) -> dict[str, Callable[..., Any]]:
    """The functions above for one library; its scalars exist, so it is imported already."""
    library = importlib.import_module(root)
    table = {name: getattr(library, name) for name in ("exp", "log", "sqrt", "tanh", "erf")}
    if root == "engine.readings.paper":
        others = ("maximum", "where", "step", "pi_like", "normal_below", "normal_density")
        return table | {name: getattr(library, name) for name in others}
    table["pi_like"] = lambda x: +library.pi  # the sign makes mpmath's constant a number
    if root == "sympy":
        table["where"] = partial(_piecewise, library)
    else:
        table["where"] = lambda x, above, below: above if x > 0 else below
    table["normal_below"] = _below
    table["normal_density"] = _density
    table["maximum"] = lambda x, y: table["where"](x - y, x, y)
    table["step"] = lambda x: table["where"](x, 1, 0)
    return table


def _below(x: Any) -> Any:
    return (1 + erf(x / sqrt(2 + 0 * x))) / 2


def _density(x: Any) -> Any:
    return exp(-(x**2) / 2) / sqrt(2 * pi_like(x))


def _piecewise(sympy: Any, x: Any, above: Any, below: Any) -> Any:
    """SymPy's `where`: in pieces, or with the switch `on` (1 or 0) that its symbols carry."""
    condition = sympy.sympify(x)
    parts = sympy.preorder_traversal(condition)  # the first symbol is found at once
    switch = getattr(next((part for part in parts if part.is_Symbol), None), "on", None)
    if switch:
        on = switch(condition)
        return on * above + (1 - on) * below
    return sympy.Piecewise((above, condition > 0), (below, True))


_LIBRARIES = frozenset({"sympy", "mpmath", "engine.readings.paper", "math"})
