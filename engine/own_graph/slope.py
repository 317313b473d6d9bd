"""The derivative of a formula in one variable, by the rules that everybody learns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..formula import Apply, Formula, Number, Symbol
from ..formula.tree import fold, program

ZERO, ONE, TWO = Number("0", 0.0), Number("1", 1.0), Number("2", 2.0)
Pair = tuple[Formula, Formula]  # a formula and its derivative


def slope_of(formula: Formula) -> Formula:
    """The derivative; every name is the variable."""

    def leaf(node: Number | Symbol) -> Pair:
        return node, ONE if isinstance(node, Symbol) else ZERO

    def apply(name: str, pairs: list[Pair]) -> Pair:
        return Apply(name, tuple(one for one, _ in pairs)), RULES[name](*pairs)

    return fold(program(formula), leaf, apply)[1]


def _of_product(left: Pair, right: Pair) -> Formula:
    (u, du), (v, dv) = left, right
    return _plus(_times(du, v), _times(u, dv))


def _of_quotient(above: Pair, below: Pair) -> Formula:
    (u, du), (v, dv) = above, below
    if dv == ZERO:
        return _over(du, v)
    rooted = isinstance(v, Apply) and v.name == "sqrt"
    squared = v.arguments[0] if isinstance(v, Apply) and rooted else Apply("^", (v, TWO))
    return _over(_minus(_times(du, v), _times(u, dv)), squared)


def _of_power(base: Pair, exponent: Pair) -> Formula:
    (u, du), (n, dn) = base, exponent
    if isinstance(u, Number):  # e to the power of something
        return _times(Apply("^", (u, n)), dn)
    fewer = _minus(n, ONE)
    if isinstance(n, Apply) and n.name == "neg" and isinstance(n.arguments[0], Number):
        more = n.arguments[0].value + 1
        fewer = Apply("neg", (Number(f"{more:g}", more),))
    return _times(_times(n, _power(u, fewer)), du)


def _chain(outer: Callable[[Formula], Formula]) -> Callable[[Pair], Formula]:
    return lambda inner: _times(outer(inner[0]), inner[1])


def _of_larger(left: Pair, right: Pair) -> Formula:
    """Of max(u, v): that of u where u is above v, else that of v."""
    (u, du), (v, dv) = left, right
    above = Apply("step", (_minus(u, v),))
    return _plus(_times(above, du), _times(_minus(ONE, above), dv))


def _call(name: str, u: Formula) -> Formula:
    return Apply(name, (u,))


def _of_sigmoid(u: Formula) -> Formula:
    return _times(_call("sigmoid", u), _minus(ONE, _call("sigmoid", u)))


RULES: Mapping[str, Callable[..., Formula]] = {
    "+": lambda a, b: _plus(a[1], b[1]),
    "-": lambda a, b: _minus(a[1], b[1]),
    "neg": lambda a: _negative(a[1]),
    "*": _of_product,
    "/": _of_quotient,
    "^": _of_power,
    "exp": _chain(lambda u: _call("exp", u)),
    "ln": _chain(lambda u: _over(ONE, u)),
    "sqrt": _chain(lambda u: _over(ONE, _times(TWO, _call("sqrt", u)))),
    "tanh": _chain(lambda u: _minus(ONE, Apply("^", (_call("tanh", u), TWO)))),
    "sigmoid": _chain(_of_sigmoid),
    "relu": _chain(lambda u: _call("step", u)),
    "step": _chain(lambda u: ZERO),
    "abs": _chain(lambda u: _minus(_times(TWO, _call("step", u)), ONE)),
    "max": _of_larger,
}


def _plus(a: Formula, b: Formula) -> Formula:
    if ZERO in (a, b):
        return b if a == ZERO else a
    return Apply("+", (a, b))


def _minus(a: Formula, b: Formula) -> Formula:
    if isinstance(a, Number) and isinstance(b, Number):
        difference = a.value - b.value
        size = Number(f"{abs(difference):g}", abs(difference))
        return size if difference >= 0 else Apply("neg", (size,))
    if b == ZERO:
        return a
    return _negative(b) if a == ZERO else Apply("-", (a, b))


def _negative(a: Formula) -> Formula:
    if a == ZERO:
        return a
    return a.arguments[0] if isinstance(a, Apply) and a.name == "neg" else Apply("neg", (a,))


def _times(a: Formula, b: Formula) -> Formula:
    if ZERO in (a, b):
        return ZERO
    if ONE in (a, b):
        return b if a == ONE else a
    if isinstance(b, Apply) and b.name == "/" and b.arguments[0] == ONE:
        return _over(a, b.arguments[1])
    if isinstance(a, Apply) and a.name == "/" and a.arguments[0] == ONE:
        return _over(b, a.arguments[1])
    return Apply("*", (b, a) if isinstance(b, Number) else (a, b))


def _over(a: Formula, b: Formula) -> Formula:
    if a == ZERO or b == ONE:
        return a
    if isinstance(a, Apply) and a.name == "*" and isinstance(b, Apply) and b.name == "*":
        for mine in a.arguments:  # 2z / (2√u) is z / √u
            if mine in b.arguments and isinstance(mine, Number):
                (p,) = [one for one in a.arguments if one is not mine] or [ONE]
                (q,) = [one for one in b.arguments if one != mine] or [ONE]
                return _over(p, q)
    return Apply("/", (a, b))


def _power(base: Formula, exponent: Formula) -> Formula:
    return base if exponent == ONE else Apply("^", (base, exponent))
