"""The last step of a stable softmax: each exponential over their sum."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class ExpShare(Op):
    """e^d / s, for shifted logits d (N, C) and the sum s (N, 1) of their exponentials; (N, C)."""

    tex = r"\frac{e^{%s}}{%s}"
    says = "Each exponential as a share of the sum of all of them."

    def forward(self, d: Any, s: Any) -> Any:
        return nd.exp(d) / s

    def vjp(self, g: Any, y: Any, d: Any, s: Any) -> tuple[Any, ...]:
        return g * y, -(g * y).sum(axis=-1, keepdims=True) / s

    @equal_form()
    def times_inverse(self, d: Any, s: Any) -> Any:
        return nd.exp(d) * (1 / s)

    @equal_form()
    def one_exponential(self, d: Any, s: Any) -> Any:
        return nd.exp(d - nd.log(s))

    @misconception("a probability is the share in the sum; this leaves the sum out.", "forward")
    def not_normalised(self, d: Any, s: Any) -> Any:
        return nd.exp(d) + 0 * s

    @misconception("the share is that of the exponential, not of the logit itself.", "forward")
    def exponential_left_out(self, d: Any, s: Any) -> Any:
        return d / s

    @classmethod
    def samples(cls) -> Any:
        d = np.array([[-0.725, 0.0, -1.31], [-0.315, -1.905, 0.0]])
        return ((cls(), (d, np.array([[1.745], [1.885]]))),)
