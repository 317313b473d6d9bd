"""A formula as it is written on paper: with symbols, with numbers put in, and its value.

Ops read with object arrays of `Written` scalars give the lines of a derivation, and which
symbols each entry uses. Nothing is simplified, only what no one would write is left out: factors
of 1, terms of 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .decimals import fixed
from .digits import shortest

SUM, SIGN, PRODUCT, POWER, ATOM = range(5)  # how tightly a formula holds together


@dataclass(frozen=True, eq=False)
class Written:
    """`symbols` and `numbers` are LaTeX; `uses` are the names of the quantities in it."""

    symbols: str
    numbers: str
    value: float
    rank: int = ATOM
    uses: tuple[str, ...] = ()
    negative: bool = False  # the number starts with a minus sign

    def __neg__(self) -> Written:
        inner = _bracket(self, PRODUCT)
        return Written(
            "-" + inner.symbols, "-" + inner.numbers, -self.value, SIGN, self.uses, negative=True
        )

    def __pow__(self, exponent: int) -> Written:
        base = _bracket(self, ATOM)
        if self.rank == ATOM and "^" in self.symbols:  # TeX refuses a second superscript
            base = replace(base, symbols=rf"\left({self.symbols}\right)")
        power = f"^{{{exponent}}}"
        return Written(
            f"{base.symbols}{power}", f"{base.numbers}{power}", self.value**exponent, POWER,
            self.uses,
        )  # fmt: skip

    def constant(self, value: float, symbols: str) -> Written:
        """A number that has to be worked out separately: how it is written, and its value."""
        rank = SUM if " " in symbols else POWER
        return Written(symbols, number(value, 12), value, rank)


def named(name: str, symbols: str, value: float, digits: int) -> Written:
    """The symbol of a quantity with its value, shown to at most that many significant digits."""
    numbers = shortest(value, digits)
    return Written(symbols, numbers, value, ATOM, (name,), negative=numbers.startswith("-"))


def number(value: float, decimals: int) -> str:
    """A number to at most that many decimals, without trailing zeros or a minus zero."""
    text = fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def exp(x: Written) -> Written:
    return _put("e^{%s}", x, math.exp(x.value), POWER)


def log(x: Written) -> Written:
    return _put(r"\ln\left(%s\right)", x, math.log(x.value))


def sqrt(x: Written) -> Written:
    return _put(r"\sqrt{%s}", x, math.sqrt(x.value))


def tanh(x: Written) -> Written:
    return _put(r"\tanh\left(%s\right)", x, math.tanh(x.value))


def erf(x: Written) -> Written:
    return _put(r"\operatorname{erf}\left(%s\right)", x, math.erf(x.value))


def pi_like(x: Written) -> Written:
    return Written(r"\pi", r"\pi", math.pi)


def normal_below(x: Written) -> Written:
    return _put(r"\Phi\left(%s\right)", x, (1 + math.erf(x.value / math.sqrt(2))) / 2)


def normal_density(x: Written) -> Written:
    density = math.exp(-(x.value**2) / 2) / math.sqrt(2 * math.pi)
    return _put(r"\varphi\left(%s\right)", x, density)


def maximum(x: Any, y: Any) -> Written:
    x, y = _written(x), _written(y)
    if y.symbols == (-x).symbols:
        return _put(r"\left|%s\right|", x, abs(x.value))
    opening, closing = r"\max\left(", r"\right)"
    nested = [each.rank == ATOM and each.symbols.startswith(opening) for each in (x, y)]

    def write(*texts: str) -> str:  # max(max(a, b), max(c, d)) is max(a, b, c, d)
        inside = (
            text.removeprefix(opening).removesuffix(closing) if of_maxima else text
            for text, of_maxima in zip(texts, nested, strict=True)
        )
        return f"{opening}{', '.join(inside)}{closing}"

    return _join(x, y, write, max(x.value, y.value), ATOM)


def step(x: Written) -> Written:
    """The bracket that is 1 where its condition holds."""
    return _put(r"\left[%s > 0\right]", x, 1.0 if x.value > 0 else 0.0)


def where(x: Written, above: Any, below: Any) -> Written:
    """On paper one writes the branch that holds."""
    return _written(above) if x.value > 0 else _written(below)


def _written(x: Any) -> Written:
    """A bare number as a formula."""
    if isinstance(x, Written):
        return x
    text = number(float(x), 12)
    return Written(text, text, float(x), ATOM, negative=text.startswith("-"))


def _bare(x: Written, value: float) -> bool:
    """Whether `x` is a plain constant of that value, which would not be written."""
    return not x.uses and x.value == value


def _bracket(x: Written, rank: int) -> Written:
    """`x` in brackets where it holds less tightly than `rank`, a minus sign counting as loose."""
    loose = x.rank < rank or x.negative
    bare = x.negative and not x.uses  # a negative constant is its own symbol
    symbols = rf"\left({x.symbols}\right)" if x.rank < rank or bare else x.symbols
    numbers = rf"\left({x.numbers}\right)" if loose else x.numbers
    return Written(symbols, numbers, x.value, ATOM, x.uses)


def _put(template: str, x: Written, value: float, rank: int = ATOM) -> Written:
    return Written(template % x.symbols, template % x.numbers, value, rank, x.uses)


def _join(
    a: Written, b: Written, write: Callable[[str, str], str], value: float, rank: int
) -> Written:
    uses = tuple(dict.fromkeys((*a.uses, *b.uses)))
    return Written(write(a.symbols, b.symbols), write(a.numbers, b.numbers), value, rank, uses)


def _sum(a: Written, b: Written, sign: str) -> Written:
    value = a.value + b.value if sign == "+" else a.value - b.value
    if _bare(b, 0):
        return a
    if _bare(a, 0):
        return b if sign == "+" else -b
    right = _bracket(b, PRODUCT if sign == "-" or b.rank == SIGN else SUM)
    result = _join(a, right, lambda x, y: f"{x} {sign} {y}", value, SUM)
    return Written(result.symbols, result.numbers, value, SUM, result.uses, a.negative)


def _product(a: Written, b: Written) -> Written:
    value = a.value * b.value
    if _bare(a, 1) or _bare(b, 0):
        return b
    if _bare(b, 1) or _bare(a, 0):
        return a
    left, right = _bracket(a, PRODUCT), _bracket(b, PRODUCT)
    return _join(left, right, lambda x, y: rf"{x} \cdot {y}", value, PRODUCT)


def _quotient(a: Written, b: Written) -> Written:
    if _bare(b, 1):
        return a
    return _join(a, b, lambda x, y: rf"\frac{{{x}}}{{{y}}}", a.value / b.value, ATOM)


def _operator(rule: Callable[[Written, Written], Written], turned: bool = False) -> Any:
    """A binary operator; arrays are left to NumPy, which comes back entry by entry."""

    def method(self: Written, other: Any) -> Any:
        if isinstance(other, np.ndarray):
            return NotImplemented
        return rule(_written(other), self) if turned else rule(self, _written(other))

    return method


for _name, _rule in {
    "add": lambda a, b: _sum(a, b, "+"),
    "sub": lambda a, b: _sum(a, b, "-"),
    "mul": _product,
    "truediv": _quotient,
}.items():
    setattr(Written, f"__{_name}__", _operator(_rule))
    setattr(Written, f"__r{_name}__", _operator(_rule, turned=True))
