"""Cross-entropy from probabilities, for derivations that show the softmax as its own step."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..readings import nd
from ._base import equal_form, misconception, op
from ._logarithm import NaturalLogarithm
from ._targets import averaged, cross_entropy, one_hot

ENTROPY = "The entropy: minus each probability times its own logarithm, added up"


@op
class CategoricalCrossEntropy(NaturalLogarithm):
    """−Σ t ln p over the classes, mean over rows; probabilities p and targets t, both (N, C).

    `cross_entropy` takes logits instead, and PyTorch's `nll_loss` takes ln p. The gradient of the
    logits before a softmax is p − t if each row of t sums to 1.
    """

    tex = r"-\sum %s \ln %s"
    means_over = (0,)
    says = "The cross-entropy: minus the log-probabilities, weighted by the targets, added up."
    shapes = ((2, 3), (2, 3))
    cancels = {"softmax": "probability_error"}

    def latex(self, *inputs: str) -> str:
        return self.tex % inputs[::-1]

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        p, t = inputs
        if np.array_equal(p, t) and not one_hot(t):
            return averaged(ENTROPY, len(p))
        return cross_entropy(symbols[0], symbols[1], t)

    def forward(self, p: Any, t: Any) -> Any:
        return -(t * nd.log(p)).sum() / p.shape[0]

    def vjp(self, g: Any, loss: Any, p: Any, t: Any) -> tuple[Any, ...]:
        return -(g * t / p) / p.shape[0], -g * nd.log(p) / p.shape[0]

    @equal_form()
    def divided_first(self, p: Any, t: Any) -> Any:
        return -(t * nd.log(p) / p.shape[0]).sum()

    @equal_form()
    def of_inverse(self, p: Any, t: Any) -> Any:
        return (t * nd.log(1 / p)).sum() / p.shape[0]

    @misconception(
        "cross-entropy is −ln p of the true class; this leaves out the minus.", "forward"
    )
    def minus_left_out(self, p: Any, t: Any) -> Any:
        return (t * nd.log(p)).sum() / p.shape[0]

    @misconception(
        "only the true class counts: −Σ t ln p; this adds −ln p of all the classes.", "forward"
    )
    def every_class_counted(self, p: Any, t: Any) -> Any:
        return -nd.log(p).sum() / p.shape[0] + 0 * t.sum()

    @misconception("cross-entropy takes a logarithm: −ln p; this is 1 − p.", "forward")
    def logarithm_left_out(self, p: Any, t: Any) -> Any:
        return (t * (1 - p)).sum() / p.shape[0]

    @misconception("cross-entropy is −ln p, not the squared error of the probabilities.", "forward")
    def squared_error_instead(self, p: Any, t: Any) -> Any:
        return ((p - t) ** 2).sum() / p.shape[0]

    @misconception("∂E/∂p is −t/p, for the loss is −t ln p; this has the sign the other way round.")
    def sign_flipped(self, g: Any, loss: Any, p: Any, t: Any) -> tuple[Any, ...]:
        return g * t / p / p.shape[0], -g * nd.log(p) / p.shape[0]

    @classmethod
    def samples(cls) -> Any:
        p = np.array([[0.225, 0.335, 0.44], [0.615, 0.155, 0.23]])
        return ((cls(), (p, np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]))),)
