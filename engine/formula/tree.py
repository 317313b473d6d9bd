"""The tree of a formula, and the one way it is ever walked: a fold without recursion.

A line of 500 characters can nest 250 deep (`x+x+…`); a loop with its own stack can handle that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Number:
    """A literal or a constant: its value, and the text it was written as."""

    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared symbol, spelt as its author declared it."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator (`+ - * / ^ neg`) or a function of `FUNCTIONS`, applied to its arguments."""

    name: str
    arguments: tuple[Formula, ...]


Formula: TypeAlias = Number | Symbol | Apply
Program: TypeAlias = Sequence[Formula]  # every node after its arguments


def program(formula: Formula) -> Program:
    """The nodes of `formula`, each after its arguments, left to right."""
    waiting, found = [formula], []
    while waiting:
        node = waiting.pop()
        found.append(node)
        if isinstance(node, Apply):
            waiting.extend(node.arguments)
    return found[::-1]


def fold(
    nodes: Program,
    leaf: Callable[[Number | Symbol], T],
    apply: Callable[[str, list[T]], T],
) -> T:
    """Replace every leaf and every application from the bottom up; the value of the root."""
    stack: list[T] = []
    for node in nodes:
        if isinstance(node, Apply):
            first = len(stack) - len(node.arguments)
            stack[first:] = [apply(node.name, stack[first:])]
        else:
            stack.append(leaf(node))
    return stack[0]


def rounded_e(formula: Formula) -> str:
    """The base of a power that was typed as 2.718 or so, "" where there is none."""
    for node in program(formula):
        if isinstance(node, Apply) and node.name == "^" and isinstance(node.arguments[0], Number):
            typed = node.arguments[0].text
            if len(typed) > len("2.7") and f"{math.e:.{len(typed) - 2}f}" == typed:
                return typed
    return ""
