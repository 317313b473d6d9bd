"""The proximal step of the L1 penalty, which makes weights exactly 0."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, misconception, op


@op
class SoftThreshold(Op):
    """sign(v) max(|v| − ηλ, 0) on each entry of v, any shape; η is `lr`, λ is `strength`.

    PyTorch's `softshrink` with `lambd` = ηλ. Derivative 1 where |v| > ηλ, else 0.
    """

    lr: float = 0.2
    strength: float = 0.5

    says = "Each weight moves towards 0 by ηλ, but not past 0."

    def latex(self, *inputs: str) -> str:
        v = inputs[0]
        return rf"\operatorname{{sign}}({v}) \max\left(\left|{v}\right| - \eta\lambda, 0\right)"

    @property
    def threshold(self) -> float:
        return nd.tidy(self.lr * self.strength)

    def forward(self, v: Any) -> Any:
        return self._shrunk(v, self.threshold)

    def vjp(self, g: Any, y: Any, v: Any) -> tuple[Any, ...]:
        return (g * self._survives(v, 1, 1, 0),)

    @staticmethod
    def _shrunk(v: Any, by: float) -> Any:
        return nd.where(v, nd.maximum(v - by, 0), -nd.maximum(-v - by, 0))

    def _survives(self, v: Any, above: Any, below: Any, between: Any) -> Any:
        """`above` where v > ηλ, `below` where v < −ηλ, else `between`."""
        return nd.where(v - self.threshold, above, nd.where(-v - self.threshold, below, between))

    @misconception(
        "what survives is shrunk by ηλ as well; keeping it as it is would be hard thresholding.",
        "forward",
    )
    def hard_threshold(self, v: Any) -> Any:
        return self._survives(v, v, v, 0 * v)

    @misconception("the threshold is ηλ, the step times the penalty; this uses λ.", "forward")
    def rate_left_out(self, v: Any) -> Any:
        return self._shrunk(v, self.strength)

    @misconception("L1 pulls towards 0: a negative weight goes up; this subtracts ηλ from all.",
                   "forward")  # fmt: skip
    def always_subtracted(self, v: Any) -> Any:
        return v - self.threshold

    @misconception("L1 pulls towards 0; this pushes away from it.", "forward")
    def pushed_away(self, v: Any) -> Any:
        return nd.where(v, v + self.threshold, v - self.threshold)

    @misconception("dividing by 1 + ηλ is the proximal step of L2, which shrinks in proportion.",
                   "forward")  # fmt: skip
    def shrunk_in_proportion(self, v: Any) -> Any:
        return v / (1 + self.threshold)

    @classmethod
    def samples(cls) -> Any:
        v = np.array([[0.725, -1.235, 0.055], [-0.315, -0.035, 0.845]])
        return ((cls(), (v,)),)
