"""Two formulas are equal when they have equal values at fixed points inside the domain.

The points have both signs where the domain has, and no long tail of digits, so that one of them
can be shown to a learner. They are the same for everybody, at any time.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .activations import function_of
from .functions import CALLS
from .tree import Formula, Number, Program, Symbol, fold, program

Domain = Mapping[str, tuple[float, float]]

POINTS, ENOUGH = 40, 12
RELATIVE = 1e-9
# What cancelling may leave behind, per size of the key's own intermediate values: a response
# that adds and subtracts 1e20 does not widen what is accepted.
CANCELLED = 1e-13


@dataclass(frozen=True)
class Probe:
    """A point at which two formulas were compared, and their values (NaN: none there)."""

    point: Mapping[str, float]
    key: float
    other: float


def value(formula: Formula, point: Mapping[str, float]) -> float:
    """The value at a point, NaN where there is none (a pole, an overflow, a root of −1)."""
    return next(values(formula, (point,)))


def values(formula: Formula, places: Iterable[Mapping[str, float]]) -> Iterator[float]:
    """The values at these points, each computed when it is asked for."""
    nodes = program(formula)
    return (_value(nodes, point, []) for point in places)


def probe(key: Formula, other: Formula, domain: Domain) -> tuple[int, Probe | None]:
    """How many points could be used, and the first at which the formulas differ.

    `domain` has an interval for every symbol. A point where neither has a value is skipped;
    where only one has, they differ.
    """
    left, right, usable = program(key), program(other), 0
    for point in points(tuple((name, *bounds) for name, bounds in domain.items())):
        sizes: list[float] = []
        found = Probe(point, _value(left, point, sizes), _value(right, point, []))
        if math.isnan(found.key) and math.isnan(found.other):
            continue
        usable += 1
        if not math.isclose(
            found.key, found.other, rel_tol=RELATIVE, abs_tol=CANCELLED * max([1.0, *sizes])
        ):
            return usable, found
    return usable, None


def equal(key: Formula, other: Formula, domain: Domain) -> bool:
    """Whether both agree at every usable point, and there are enough of those."""
    usable, difference = probe(key, other, domain)
    return difference is None and usable >= ENOUGH


def has_value(formula: Formula, domain: Domain) -> bool:
    """Whether there is a value at any of the points."""
    nodes = program(formula)
    every = points(tuple((name, *bounds) for name, bounds in domain.items()))
    return any(not math.isnan(_value(nodes, point, [])) for point in every)


@lru_cache(maxsize=256)
def points(domain: tuple[tuple[str, float, float], ...]) -> tuple[Mapping[str, float], ...]:
    """Points inside the domain, three digits each, away from 0 where 0 is inside."""
    chance = random.Random("points of a formula")
    return tuple(
        {name: _draw(chance, low, high) for name, low, high in domain} for _ in range(POINTS)
    )


def _draw(chance: random.Random, low: float, high: float) -> float:
    drawn = low + (high - low) * chance.random()
    if low < 0 < high and abs(drawn) < (high - low) / 40:
        drawn = math.copysign((high - low) / 40 * (1 + chance.random()), drawn)
    return min(max(float(f"{drawn:.3g}"), low), high)


def _value(nodes: Program, point: Mapping[str, float], sizes: list[float]) -> float:
    def leaf(node: Number | Symbol) -> float:
        return node.value if isinstance(node, Number) else point[node.name]

    def apply(name: str, arguments: list[float]) -> float:
        result = (CALLS.get(name) or function_of(name).call)(*arguments)
        sizes.append(abs(result))
        return result

    try:
        result = fold(nodes, leaf, apply)
    except (ArithmeticError, ValueError):
        return math.nan
    return result if math.isfinite(result) else math.nan
