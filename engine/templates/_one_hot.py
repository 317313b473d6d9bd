"""The one-hot target of a classifier, and two classes worth asking about."""

import numpy as np

from ..draw import Draw


def one_hot(draw: Draw, classes: int) -> tuple[np.ndarray, int, int]:
    """A target (1, C), its true class, and the class after that one as an example of the others."""
    true = draw.integer(0, classes - 1)
    target = np.zeros((1, classes))
    target[0, true] = 1
    return target, true, (true + 1) % classes
