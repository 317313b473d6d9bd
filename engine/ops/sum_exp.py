"""The sum of exponentials inside log-sum-exp."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, misconception, op


@op
class SumExp(Op):
    """Σ e^d over each row of d (N, C), as (N, 1)."""

    tex = r"\sum e^{%s}"
    says = "The sum of the exponentials; that of the largest logit is e⁰ = 1."

    def forward(self, d: Any) -> Any:
        return nd.exp(d).sum(axis=-1, keepdims=True)

    def vjp(self, g: Any, y: Any, d: Any) -> tuple[Any, ...]:
        return (g * nd.exp(d),)

    @misconception("the largest logit becomes d = 0, and its e⁰ = 1 counts too.", "forward")
    def one_left_out(self, d: Any) -> Any:
        return nd.exp(d).sum(axis=-1, keepdims=True) - 1

    @misconception("exponentials are added; this is the exponential of the sum.", "forward")
    def exponential_of_the_sum(self, d: Any) -> Any:
        return nd.exp(d.sum(axis=-1, keepdims=True))

    @classmethod
    def samples(cls) -> Any:
        return ((cls(), (np.array([[-0.725, 0.0, -1.31], [-0.315, -1.905, 0.0]]),)),)
