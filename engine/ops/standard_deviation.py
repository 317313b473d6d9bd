"""The standard deviation, from the variance."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, misconception, op


@op
class StandardDeviation(Op):
    """√v on each entry, for a variance v > 0."""

    tex = r"\sqrt{%s}"
    says = "The standard deviation is the square root of the variance."

    def forward(self, v: Any) -> Any:
        return nd.sqrt(v)

    def vjp(self, g: Any, y: Any, v: Any) -> tuple[Any, ...]:
        return (g / (2 * y),)

    @misconception(
        "the standard deviation is the square root of the variance; this halves it.", "forward"
    )
    def halved(self, v: Any) -> Any:
        return v / 2

    @misconception(
        "the standard deviation is the square root of the variance, not its square.", "forward"
    )
    def squared(self, v: Any) -> Any:
        return v**2

    @classmethod
    def samples(cls) -> Any:
        return ((cls(), (np.array([[0.25, 0.081]]),)),)
