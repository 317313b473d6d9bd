"""The gradient of the logits under softmax and cross-entropy: probability minus target."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ._base import Op, equal_form, misconception, op


@op
class ProbabilityError(Op):
    """g (p − t)/N: the gradient of the logits under softmax and mean cross-entropy over N rows.

    Probabilities p and targets t (N, C), each row of t summing to 1; g is the scalar gradient of
    the loss. Like PyTorch's `cross_entropy`, it takes one step, because −t/p would lose digits.
    """

    says = "The softmax and the logarithm cancel, leaving the probability minus the target."
    shapes = ((1,), (2, 3), (2, 3))

    def latex(self, *inputs: str) -> str:
        g, p, t = inputs
        return rf"{g} \left({p} - {t}\right)"

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        e, p, t = symbols
        return (
            rf"Softmax and logarithm cancel: $\partial {e} / \partial {p}_k = -\frac{{{t}_k}}"
            rf"{{{p}_k}}$, the derivative of ${p}_k$ with respect to logit $i$ is "
            rf"${p}_k\left([k = i] - {p}_i\right)$, and over all classes "
            rf"$\sum_k -\frac{{{t}_k}}{{{p}_k}}\,{p}_k\left([k = i] - {p}_i\right) "
            rf"= {p}_i \sum_k {t}_k - {t}_i = {p}_i - {t}_i$, because the targets add up to 1."
        )

    def forward(self, g: Any, p: Any, t: Any) -> Any:
        return g * (p - t) / p.shape[0]

    def vjp(self, g: Any, y: Any, loss: Any, p: Any, t: Any) -> tuple[Any, ...]:
        back = g * loss / p.shape[0]
        return (g * (p - t)).sum().reshape(1) / p.shape[0], back, -back

    @equal_form()
    def share_first(self, g: Any, p: Any, t: Any) -> Any:
        return g * ((p - t) / p.shape[0])

    @equal_form()
    def through_both(self, g: Any, p: Any, t: Any) -> Any:
        first = -(g * t / p) / p.shape[0]
        return p * (first - (first * p).sum(axis=-1, keepdims=True))

    @misconception(
        "∂E/∂z is p − t, probability minus target; this has the sign flipped.", "forward"
    )
    def sign_flipped(self, g: Any, p: Any, t: Any) -> Any:
        return self.forward(g, t, p)

    @misconception("∂E/∂z is p − t for every class; this leaves the target out.", "forward")
    def target_left_out(self, g: Any, p: Any, t: Any) -> Any:
        return g * p / p.shape[0]

    @misconception(
        "in p − t the softmax's derivative has cancelled; this multiplies by p(1 − p) again.",
        "forward",
    )
    def slope_twice(self, g: Any, p: Any, t: Any) -> Any:
        return self.forward(g, p, t) * (p * (1 - p))

    @misconception("this is ∂E/∂p = −t/p; the softmax's derivative is left out.", "forward")
    def softmax_left_out(self, g: Any, p: Any, t: Any) -> Any:
        return self.forward(g, 0 * p, t) / p

    @misconception(
        "every score moves every probability; this counts only each class's own path.", "forward"
    )
    def own_path_only(self, g: Any, p: Any, t: Any) -> Any:
        return self.forward(g, 0 * p, t) * (1 - p)

    @classmethod
    def samples(cls) -> Any:
        p = np.array([[0.225, 0.335, 0.44], [0.615, 0.155, 0.23]])
        return ((cls(), (np.array([0.7]), p, np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]))),)
