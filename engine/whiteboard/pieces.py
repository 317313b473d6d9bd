"""A formula in pieces: its factors, its terms, its symbols; put back with some of them marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..formula import Apply, Formula, Number, Symbol
from ..formula.tree import program


def factors(formula: Formula, inverse: bool = False) -> Iterator[tuple[Formula, bool]]:
    """The factors of a product, and whether each divides; signs are left out."""
    if isinstance(formula, Apply) and formula.name in ("*", "/"):
        left, right = formula.arguments
        yield from factors(left, inverse)
        yield from factors(right, inverse ^ (formula.name == "/"))
    elif isinstance(formula, Apply) and formula.name == "neg":
        yield from factors(formula.arguments[0], inverse)
    else:
        yield formula, inverse


def product(parts: Sequence[tuple[Formula, bool]]) -> Formula:
    """The product of factors; a single one stays the same."""
    (first, divides), *rest = parts
    formula = Apply("/", (Number("1", 1.0), first)) if divides else first
    for part, below in rest:
        formula = Apply("/" if below else "*", (formula, part))
    return formula


def terms(formula: Formula, sign: int = 1) -> Iterator[tuple[Formula, int]]:
    """The terms of a sum with their signs."""
    if isinstance(formula, Apply) and formula.name in ("+", "-"):
        left, right = formula.arguments
        yield from terms(left, sign)
        yield from terms(right, sign if formula.name == "+" else -sign)
    elif isinstance(formula, Apply) and formula.name == "neg":
        yield from terms(formula.arguments[0], -sign)
    else:
        yield formula, sign


def symbols(formula: Formula) -> Iterator[Symbol]:
    """Every symbol, as many times as it occurs."""
    if isinstance(formula, Symbol):
        yield formula
    elif isinstance(formula, Apply):
        for argument in formula.arguments:
            yield from symbols(argument)


def has_decimals(formula: Formula) -> bool:
    """Whether the formula has decimals in it, as an exercise's numbers do."""
    return any(isinstance(node, Number) and "." in node.text for node in program(formula))


def replaced(formula: Formula, new: Callable[[Formula], Formula | None]) -> Formula:
    """The formula with each part replaced by what `new` returns for it, if anything."""
    other = new(formula)
    if other is not None:
        return other
    if isinstance(formula, (Symbol, Number)):
        return formula
    return Apply(formula.name, tuple(replaced(each, new) for each in formula.arguments))


def swapped(formula: Formula, old: Formula, new: Formula) -> Formula:
    """The formula with this very part replaced."""
    return replaced(formula, lambda part: new if part is old else None)


def marked(formula: Formula, chosen: Sequence[Formula], latex: Callable[[Formula], str]) -> Formula:
    """The formula with these very parts in boxes."""

    def box(part: Formula) -> Formula | None:
        if any(part is each for each in chosen):
            return Symbol(rf"\boxed{{{latex(part)}}}")
        return None

    return replaced(formula, box)
