"""An exercise drawn from a template: its blanks are answered as their own kinds are."""

from __future__ import annotations

from .._base import Kind, kind


@kind
class Drawn(Kind):
    """An exercise; its seconds are per blank, as each blank builds on the one before."""

    name = "Exercise"
    seconds = 30.0
    computes = True
