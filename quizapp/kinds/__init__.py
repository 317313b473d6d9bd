"""What a question type looks like at every door: a folder a kind, found by its name."""

from ._base import KINDS, Kind, kind_of

__all__ = ["KINDS", "Kind", "kind_of"]
