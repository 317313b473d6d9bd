"""What a cross-entropy is in words, which depends on whether its targets are one-hot."""

from __future__ import annotations

from typing import Any

import numpy as np

TRUE_CLASS = "The cross-entropy: minus the logarithm of the probability of the true class"


def one_hot(t: Any) -> bool:
    """Whether each row of targets (N, C) has a single 1 and is 0 otherwise."""
    return binary(t) and bool(np.all(np.asarray(t).sum(axis=-1) == 1))


def binary(t: Any) -> bool:
    """Whether every target is 0 or 1."""
    return bool(np.isin(np.asarray(t), (0, 1)).all())


def cross_entropy(p: str, t: str, targets: Any) -> str:
    """The sentence about the cross-entropy of probabilities `p` and targets `t`, both in LaTeX."""
    weighted = f"The cross-entropy: minus each logarithm of ${p}$, weighted by ${t}$, added up"
    return averaged(TRUE_CLASS if one_hot(targets) else weighted, len(targets))


def averaged(sentence: str, count: int) -> str:
    """The sentence, saying also that it is about a mean where there are several."""
    return f"{sentence}, averaged." if count > 1 else f"{sentence}."
