"""How many seeds a law runs over: few in `make quick`, as many as it asks for when told so."""

from __future__ import annotations

import os

USUAL = 10
MOST = int(os.environ.get("QUIZAPP_TEST_SEEDS", USUAL))
QUICK = MOST < USUAL


def seeds(count: int) -> range:
    """So many seeds from 0, or as many as QUIZAPP_TEST_SEEDS allows."""
    return range(min(count, MOST))
