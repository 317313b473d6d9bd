"""A mistake in the answers of a template, kept so that what was marked by it can be marked again.

Dropping a file named after the template into `engine/errata/` declares one: the template as it was,
and what learners are told. It draws what the template draws; only the answers differ, and an option
keeps its place, so that what was answered then still means the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..registry import Registry
from ..templates._base import Draws

ERRATA: Registry[Erratum] = Registry("engine.errata")


@dataclass(frozen=True)
class Erratum:
    """A former version of the template with this name, and what was wrong with it (Markdown)."""

    name: str
    draw: Draws
    reason: str


def erratum(reason: str) -> Callable[[Draws], Draws]:
    """Decorator: the function draws what the template of its name drew."""

    def register(function: Draws) -> Draws:
        ERRATA.add(function.__name__, Erratum(function.__name__, function, reason))
        return function

    return register
