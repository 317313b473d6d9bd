"""Softmax and cross-entropy in one step, as in PyTorch's `cross_entropy`."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from ..readings import nd
from ._base import equal_form, misconception, op
from ._logarithm import NaturalLogarithm
from ._targets import cross_entropy
from .softmax import Softmax


@op
class CrossEntropy(NaturalLogarithm):
    """−Σ t log softmax(z) over the classes, mean over rows; logits z and one-hot t (N, C).

    The gradient w.r.t. z is (p − t)/N with p = softmax(z), because each row of t sums to 1.
    """

    tex = r"\operatorname{CE}\left(%s, %s\right)"
    means_over = (0,)
    says = "The cross-entropy: minus the log-probabilities, weighted by the targets, added up."
    shapes = ((2, 3), (2, 3))
    softmax: ClassVar[Softmax] = Softmax()

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        z, t = symbols
        return cross_entropy(rf"\operatorname{{softmax}}({z})", t, inputs[1])

    def forward(self, z: Any, t: Any) -> Any:
        z = nd.shift(z)
        return (t * (nd.log(nd.exp(z).sum(axis=-1, keepdims=True)) - z)).sum() / z.shape[0]

    def vjp(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        p = self.softmax.forward(z)
        return g * (p - t) / z.shape[0], g * (-nd.log(p)) / z.shape[0]

    @equal_form()
    def of_probability(self, z: Any, t: Any) -> Any:
        return -(t * nd.log(self.softmax.forward(z))).sum() / z.shape[0]

    @equal_form("vjp")
    def share_first(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        p = self.softmax.forward(z)
        return g * ((p - t) / z.shape[0]), g * (-nd.log(p) / z.shape[0])

    @misconception(
        "cross-entropy is −log p of the true class; this leaves out the minus.", "forward"
    )
    def minus_left_out(self, z: Any, t: Any) -> Any:
        return -self.forward(z, t)

    @misconception(
        "the logits go through softmax first; this takes the true class's logit.", "forward"
    )
    def softmax_left_out(self, z: Any, t: Any) -> Any:
        return -(t * z).sum() / z.shape[0]

    @misconception("∂E/∂z is p − t, probability minus target; this has the sign flipped.")
    def sign_flipped(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        right, other = self.vjp(g, loss, z, t)
        return -right, other

    @misconception("∂E/∂z is p − t; this multiplies by the derivative p(1 − p) once more.")
    def softmax_slope_twice(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        p = self.softmax.forward(z)
        return g * (p - t) * p * (1 - p) / z.shape[0], g * (-nd.log(p)) / z.shape[0]

    @misconception("∂E/∂z is p − t for every class; this leaves the target out.")
    def target_left_out(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        p = self.softmax.forward(z)
        return g * p / z.shape[0], g * (-nd.log(p)) / z.shape[0]

    @classmethod
    def samples(cls) -> Any:
        z = np.array([[0.7, -1.2, 0.4], [-0.3, 0.9, 1.6]])
        return ((cls(), (z, np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]))),)
