"""Sigmoid and binary cross-entropy in one step, which avoids overflow and has a simple gradient."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class BinaryCrossEntropyWithLogits(Op):
    """mean(ln(1 + e^z) − t z) over all entries of logits z and targets t in 0..1, both (N, K).

    PyTorch's function of that name. ∂E/∂z = (σ(z) − t) / count, because the derivatives of the
    sigmoid and the logarithm cancel.
    """

    tex = r"\ln\left(1 + e^{%s}\right) - %s\,%s"
    means_over = (0, 1)
    says = "The error: the cross-entropy of σ(z) and the target, straight from the logit."
    shapes = ((2, 2), (2, 2))

    def latex(self, *inputs: str) -> str:
        z, t = inputs
        return self.tex % (z, t, z)

    def formula(self, z: Any, t: Any) -> Any:
        return (nd.log(1 + nd.exp(z)) - t * z).sum() / z.size

    def forward(self, z: Any, t: Any) -> Any:
        softplus = nd.where(z, z + nd.log(1 + nd.exp(-z)), nd.log(1 + nd.exp(z)))
        return (softplus - t * z).sum() / z.size

    def vjp(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        return g * (1 / (1 + nd.exp(-z)) - t) / z.size, -g * z / z.size

    @equal_form()
    def from_probability(self, z: Any, t: Any) -> Any:
        y = 1 / (1 + nd.exp(-z))
        return -(t * nd.log(y) + (1 - t) * nd.log(1 - y)).sum() / z.size

    @equal_form()
    def one_logarithm(self, z: Any, t: Any) -> Any:
        return ((nd.log(1 + nd.exp(z)) - t * z) / z.size).sum()

    @equal_form("vjp")
    def share_of_exponential(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        share = 1 / (1 + 1 / nd.exp(z))
        return g * ((share - t) / z.size), -g * (z / z.size)

    @misconception("the target multiplies the logit, − t z; this leaves the term out.", "forward")
    def target_term_left_out(self, z: Any, t: Any) -> Any:
        return self.forward(z, 0 * t)

    @misconception("the loss has − t z; this has the sign the other way round.", "forward")
    def target_term_added(self, z: Any, t: Any) -> Any:
        return self.forward(z, -t)

    @misconception(
        "z is a logit, not a probability: σ comes before it is compared with the target."
    )
    def sigmoid_left_out(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        return g * (z - t) / z.size, -g * z / z.size

    @misconception("∂E/∂z is σ(z) − t; this has the sign the other way round.")
    def sign_flipped(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        return g * (t - 1 / (1 + nd.exp(-z))) / z.size, -g * z / z.size

    @misconception("∂E/∂z is σ(z) − t: the sigmoid's derivative has cancelled; this keeps it.")
    def slope_kept(self, g: Any, loss: Any, z: Any, t: Any) -> tuple[Any, ...]:
        y = 1 / (1 + nd.exp(-z))
        return g * (y - t) * (y * (1 - y)) / z.size, -g * z / z.size

    @classmethod
    def samples(cls) -> Any:
        z = np.array([[0.725, -1.235], [-0.315, 1.905]])
        return ((cls(), (z, np.array([[0.0, 1.0], [1.0, 0.0]]))),)
