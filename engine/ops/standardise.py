"""Dividing centred entries by their standard deviation."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op
from .centre import along


@op
class Standardise(Op):
    """x̂ = c / √(v + ε), with c (N, D) and v of length 1 along the axis of the mean, or (D,).

    ε is `eps`, added before taking the root; this and the default 1e-5 are as in PyTorch.
    """

    eps: float = 1e-5

    says = "Divided by the standard deviation."

    def latex(self, *inputs: str) -> str:
        eps = np.format_float_positional(self.eps)
        return rf"\frac{{{inputs[0]}}}{{\sqrt{{{inputs[1]} + {eps}}}}}"

    def forward(self, c: Any, v: Any) -> Any:
        return c / nd.sqrt(v + self.eps)

    def vjp(self, g: Any, y: Any, c: Any, v: Any) -> tuple[Any, ...]:
        return g / nd.sqrt(v + self.eps), along(-g * y / (2 * (v + self.eps)), v.shape)

    @equal_form()
    def times_inverse_root(self, c: Any, v: Any) -> Any:
        return c * (1 / nd.sqrt(v + self.eps))

    @equal_form("vjp")
    def inverse_root_cubed(self, g: Any, y: Any, c: Any, v: Any) -> tuple[Any, ...]:
        inverse = 1 / nd.sqrt(v + self.eps)
        return g * inverse, -along(g * c, v.shape) * (inverse**3 / 2)

    @equal_form("vjp")
    def one_power(self, g: Any, y: Any, c: Any, v: Any) -> tuple[Any, ...]:
        square = v + self.eps
        power = square * nd.sqrt(square)
        return g / nd.sqrt(square), -along(g * c, v.shape) / (2 * power)

    @equal_form("vjp")
    def summed_first(self, g: Any, y: Any, c: Any, v: Any) -> tuple[Any, ...]:
        square = v + self.eps
        return g / nd.sqrt(square), -along(g * y, v.shape) / (2 * square)

    @misconception(
        "x is divided by the standard deviation; this divides by the variance.", "forward"
    )
    def root_left_out(self, c: Any, v: Any) -> Any:
        return c / (v + self.eps)

    @misconception("ε is added under the square root; this leaves it out.", "forward")
    def eps_left_out(self, c: Any, v: Any) -> Any:
        return c / nd.sqrt(v)

    @misconception("ε is added under the square root, not after it.", "forward")
    def eps_outside_root(self, c: Any, v: Any) -> Any:
        return c / (nd.sqrt(v) + self.eps)

    @misconception("the variance to divide by is the one given, not that of the batch.", "forward")
    def variance_of_batch(self, c: Any, v: Any) -> Any:
        off = c - c.sum(axis=0) / c.shape[0]
        return c / nd.sqrt((off**2).sum(axis=0) / c.shape[0] + self.eps)

    @misconception("the backward pass also divides by the standard deviation; this leaves it out.")
    def deviation_left_out(self, g: Any, y: Any, c: Any, v: Any) -> tuple[Any, ...]:
        return g + 0 * y, self.vjp(g, y, c, v)[1]

    @misconception("the derivative of 1/√v is −½ v^(−3/2); this leaves the ½ out.")
    def half_left_out(self, g: Any, y: Any, c: Any, v: Any) -> tuple[Any, ...]:
        to_c, to_v = self.vjp(g, y, c, v)
        return to_c, 2 * to_v

    @misconception(
        "1/√v falls as v grows, so its derivative is negative; this leaves the minus out."
    )
    def minus_left_out(self, g: Any, y: Any, c: Any, v: Any) -> tuple[Any, ...]:
        to_c, to_v = self.vjp(g, y, c, v)
        return to_c, -to_v

    @classmethod
    def samples(cls) -> Any:
        c = np.array([[0.7, -1.2], [0.4, 0.9], [-1.1, 0.3]])
        scale: Any = cls
        return ((scale(0.01), (c, np.array([[0.51, 0.93]]))),
                (scale(0.1), (c, np.array([[0.62], [0.78], [0.3]]))),
                (scale(), (c, np.array([0.51, 0.93]))))  # fmt: skip
