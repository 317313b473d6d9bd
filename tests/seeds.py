"""How many seeds a law runs over: all it asks for, or the few of `make quick`."""

from __future__ import annotations

import os

MOST = int(os.environ.get("QUIZAPP_TEST_SEEDS", "1000000"))


def seeds(count: int) -> range:
    """So many seeds from 0, or as many as QUIZAPP_TEST_SEEDS allows."""
    return range(min(count, MOST))
