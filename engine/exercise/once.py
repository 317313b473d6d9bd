"""Does once for each exercise what follows from it alone, and forgets it with the exercise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from .exercise import Exercise

T = TypeVar("T")


def once(make: Callable[[Exercise], T]) -> Callable[[Exercise], T]:
    """Decorator for a pure function of an exercise whose result nobody changes."""
    name = f"once:{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(exercise: Exercise) -> T:
        known = exercise.__dict__  # where the class keeps its own cached properties
        if name not in known:
            known[name] = make(exercise)
        found: T = known[name]
        return found

    return kept
