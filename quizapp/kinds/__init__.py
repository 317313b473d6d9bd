"""What a question type looks like at every door: a folder a kind, found by its name."""

from ._base import KINDS, Kind, is_written, kind_of

__all__ = ["KINDS", "Kind", "is_written", "kind_of"]
