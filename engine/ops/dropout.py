"""Inverted dropout with a given mask (Srivastava et al. 2014)."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class Dropout(Op):
    """y = m x / (1 − p): x (N, D), mask m (N, D) of 1 (kept) and 0 (dropped), drop rate p.

    PyTorch's `dropout` in training, with the same meaning of `p`. The expected value of y is x,
    so there is nothing to do at test time.
    """

    p: float = 0.5

    says = "Kept units are divided by the probability of being kept; dropped ones are 0."
    shapes = ((2, 3), (2, 3))

    def latex(self, *inputs: str) -> str:
        return rf"\frac{{{inputs[1]} \odot {inputs[0]}}}{{1 - {self.p:g}}}"

    @property
    def keep(self) -> float:
        return nd.tidy(1 - self.p)

    def forward(self, x: Any, m: Any) -> Any:
        return x * m / self.keep

    def vjp(self, g: Any, y: Any, x: Any, m: Any) -> tuple[Any, ...]:
        return g * m / self.keep, g * x / self.keep

    @equal_form()
    def times_inverse(self, x: Any, m: Any) -> Any:
        return x * m * nd.worked_out(1 / self.keep, x)

    @equal_form("vjp")
    def times_inverse_going_back(self, g: Any, y: Any, x: Any, m: Any) -> tuple[Any, ...]:
        scale = nd.worked_out(1 / self.keep, g)
        return g * m * scale, g * x * scale

    @misconception("inverted dropout divides what is kept by 1 − p; this leaves it out.", "forward")
    def scale_left_out(self, x: Any, m: Any) -> Any:
        return x * m

    @misconception(
        "multiplying by 1 − p is what the original dropout does at test time; inverted dropout "
        "divides by it in training.",
        "forward",
    )
    def multiplied_by_keep(self, x: Any, m: Any) -> Any:
        return x * m * self.keep

    @misconception("divide by the probability of being kept, 1 − p, not by the drop rate p.",
                   "forward")  # fmt: skip
    def divided_by_drop_rate(self, x: Any, m: Any) -> Any:
        return x * m / self.p

    @misconception("a mask of 1 means kept; this drops those units and keeps the others.",
                   "forward")  # fmt: skip
    def mask_inverted(self, x: Any, m: Any) -> Any:
        return x * (1 - m) / self.keep

    @misconception("the gradient passes the same mask as the value did; this leaves it out.")
    def mask_left_out_going_back(self, g: Any, y: Any, x: Any, m: Any) -> tuple[Any, ...]:
        return g / self.keep + 0 * m, g * x / self.keep

    @misconception("∂y/∂x is m/(1 − p): the scale is in the gradient too; this leaves it out.")
    def scale_left_out_going_back(self, g: Any, y: Any, x: Any, m: Any) -> tuple[Any, ...]:
        return g * m, g * x / self.keep

    @misconception("∂y/∂x is m/(1 − p), a constant; this multiplies by the output as well.")
    def output_for_slope(self, g: Any, y: Any, x: Any, m: Any) -> tuple[Any, ...]:
        return g * y, g * x / self.keep

    @classmethod
    def samples(cls) -> Any:
        x = np.array([[0.725, -1.235, 0.31], [-0.315, 1.905, 0.845]])
        m = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
        return ((cls(p=0.2), (x, m)),)  # type: ignore[call-arg]
