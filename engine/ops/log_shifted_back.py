"""The last step of log-sum-exp: the maximum is added back outside the logarithm."""

from math import log
from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, misconception, op
from .subtract_max import largest, winners


@op
class LogShiftedBack(Op):
    """ln s + max z, for sums s (N, 1) of shifted exponentials and logits z (N, C); (N, 1)."""

    tex = r"\ln %s + \max %s"
    says = "The logarithm of the sum, plus the largest logit again."

    def forward(self, s: Any, z: Any) -> Any:
        return nd.log(s) + largest(z)

    def vjp(self, g: Any, y: Any, s: Any, z: Any) -> tuple[Any, ...]:
        return g / s, g * winners(z)

    @misconception("ln Σ e^z = max + ln Σ e^(z − max): the largest logit has to be added back.",
                   "forward")  # fmt: skip
    def maximum_not_added(self, s: Any, z: Any) -> Any:
        return nd.log(s) + 0 * largest(z)

    @misconception("the factor e^max comes out of the logarithm as a sum; this multiplies.",
                   "forward")  # fmt: skip
    def multiplied_by_maximum(self, s: Any, z: Any) -> Any:
        return nd.log(s) * largest(z)

    @misconception("the largest logit was subtracted, so add it back; this subtracts it again.",
                   "forward")  # fmt: skip
    def subtracted_again(self, s: Any, z: Any) -> Any:
        return nd.log(s) - largest(z)

    @misconception("the logarithm is the natural one, ln; this is to the base 10.", "forward")
    def common_logarithm(self, s: Any, z: Any) -> Any:
        return nd.log(s) / log(10) + largest(z)

    @misconception("the sum goes through a logarithm first; this leaves it out.", "forward")
    def logarithm_left_out(self, s: Any, z: Any) -> Any:
        return s + largest(z)

    @classmethod
    def samples(cls) -> Any:
        z = np.array([[0.725, -1.235, 0.31], [-0.315, 1.905, 0.845]])
        return ((cls(), (np.array([[1.745], [1.455]]), z)),)
