"""While tests are collected nothing may be built, so that a broken op fails only its own laws."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from engine.exercise import variant

TOO_EARLY = "An exercise is built while tests are collected: build it in a test or a fixture."
guarded: list[str] = []  # what was collected with nothing being built


@contextmanager
def building_nothing(what: str) -> Iterator[None]:
    """Refuses to build any exercise meanwhile."""

    def refuse(*_: Any) -> None:
        raise AssertionError(TOO_EARLY)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variant, "_drawn", refuse)
        yield
    guarded.append(what)
