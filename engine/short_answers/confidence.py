"""How likely a point is made, from what speaks for and against it.

The weights are those of logistic regressions on answers labelled by hand, one for each way in which
a point may read. `benchmarks/confidence_weights.py` fits them, and says how often they are right
about questions that they were not fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

MODESTY = 0.85  # people whom no fit has read write in ways that it is less sure about
ABSENT = 0.99  # confidence that something of which there is no trace is not said
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "said": {
        "1": 0.27,
        "apart": -0.21,
        "asked": -0.53,
        "borne": 1.63,
        "clear denied": -0.11,
        "clear opposite": -4.02,
        "clear swapped": 0.23,
        "clear taken back": -1.83,
        "compares": -0.64,
        "denied": -0.16,
        "denying": 0.7,
        "few": 0.28,
        "hangs": -0.62,
        "left over": 1.35,
        "loose": -0.25,
        "mismatched": -0.49,
        "model words": 0.05,
        "more borne": 0.91,
        "opposed": -0.71,
        "opposite": -0.84,
        "others made": 3.78,
        "others turned": -2.81,
        "overclaims": 0.91,
        "swapped": -1.97,
        "taken back": -0.43,
        "turned round": -0.59,
        "typos": 0.82,
        "unclear": 1.29,
        "ways": -0.01,
    },
    "contradicted": {
        "1": -1.41,
        "clear denied": -0.98,
        "clear opposite": -0.66,
        "clear swapped": -0.87,
        "denied": -1.29,
        "denying": -1.46,
        "left over": 0.64,
        "opposite": -0.95,
        "others made": 4.24,
        "others turned": -1.46,
        "swapped": -0.19,
    },
    "open": {
        "1": -3.39,
        "denying": -0.11,
        "is absent": -2.2,
        "is maybe": -0.79,
        "is partly": -0.23,
        "is some of a list": -0.17,
        "left over": 0.31,
        "model words": -0.11,
        "others made": 1.49,
        "others turned": -0.64,
        "own words": 1.32,
        "share": 1.93,
    },
}


def chance(kind: str, clues: Mapping[str, float]) -> float:
    """How likely it is that a point of which a text reads so is made."""
    weights = WEIGHTS.get(kind, WEIGHTS["open"])
    total = weights["1"] + weights.get(f"is {kind}", 0.0)
    total += sum(weights.get(name, 0.0) * value for name, value in clues.items())
    return 1 / (1 + math.exp(-MODESTY * total))
