"""How likely a point is made, from what speaks for and against it.

The weights are those of logistic regressions on answers labelled by hand, one for each way in which
a point may read. `benchmarks/confidence_weights.py` fits them, and says how often they are right
about questions that they were not fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

ABSENT = 0.99  # confidence that something of which there is no trace is not said
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "said": {
        "1": 0.26,
        "apart": 0.12,
        "asked": -0.26,
        "borne": 1.4,
        "clear denied": -0.17,
        "clear opposite": -2.87,
        "clear swapped": 0.11,
        "clear taken back": -1.05,
        "compares": -0.35,
        "denied": -0.04,
        "denying": 0.09,
        "few": 0.12,
        "hangs": -0.5,
        "loose": -0.1,
        "mismatched": 0.04,
        "more borne": 0.93,
        "opposed": -1.05,
        "opposite": -0.26,
        "others made": 3.79,
        "others turned": -2.15,
        "swapped": -1.39,
        "taken back": -0.33,
        "turned round": -0.34,
        "typos": 0.44,
        "unclear": 0.71,
        "ways": -0.03,
    },
    "contradicted": {
        "1": -1.34,
        "clear denied": -0.92,
        "clear opposite": -1.16,
        "clear swapped": -0.64,
        "denied": -0.54,
        "denying": -1.18,
        "opposite": -0.63,
        "others made": 2.31,
        "others turned": -1.26,
        "swapped": -0.03,
    },
    "open": {
        "1": -2.74,
        "denying": -0.09,
        "is absent": -2.19,
        "is maybe": -0.55,
        "is partly": 0.13,
        "is some of a list": -0.13,
        "others made": 1.16,
        "others turned": -0.49,
        "share": 1.22,
    },
}


def chance(kind: str, clues: Mapping[str, float]) -> float:
    """How likely it is that a point of which a text reads so is made."""
    weights = WEIGHTS.get(kind, WEIGHTS["open"])
    total = weights["1"] + weights.get(f"is {kind}", 0.0)
    total += sum(weights.get(name, 0.0) * value for name, value in clues.items())
    return 1 / (1 + math.exp(-total))
