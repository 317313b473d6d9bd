"""A word of a formula."""

from __future__ import annotations

from typing import NamedTuple


class Lexeme(NamedTuple):
    """A word of a formula; `tight` when nothing stands between it and the token before.

    The kinds are number mixed constant symbol function operator postfix open iverson close bar
    comma compare power frac end; an `iverson` bracket is one around a condition.
    """

    kind: str
    text: str
    start: int
    tight: bool
