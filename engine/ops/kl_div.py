"""The Kullback–Leibler divergence of two distributions (Kullback and Leibler 1951)."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..readings import nd
from ._base import equal_form, misconception, op
from ._logarithm import NaturalLogarithm


@op
class KlDiv(NaturalLogarithm):
    """Σ p ln(p/q) over the classes, mean over rows: distributions p and q, both (N, C).

    PyTorch's `kl_div(ln q, p, reduction="batchmean")`, which takes the second one first, as ln q.
    """

    tex = r"\sum %s \ln \frac{%s}{%s}"
    means_over = (0,)
    says = "The KL divergence: the logarithm of the ratio, averaged under the first distribution."
    shapes = ((2, 3), (2, 3))

    def latex(self, *inputs: str) -> str:
        p, q = inputs
        return self.tex % (p, p, q)

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        p, q = symbols
        return (
            f"The KL divergence of ${p}$ from ${q}$: the logarithm of their ratio, averaged "
            f"under ${p}$."
        )

    def forward(self, p: Any, q: Any) -> Any:
        return (p * nd.log(p / q)).sum() / p.shape[0]

    def vjp(self, g: Any, y: Any, p: Any, q: Any) -> tuple[Any, ...]:
        return g * (nd.log(p / q) + 1) / p.shape[0], -(g * p / q) / p.shape[0]

    @equal_form()
    def logarithms_apart(self, p: Any, q: Any) -> Any:
        return (p * (nd.log(p) - nd.log(q))).sum() / p.shape[0]

    @equal_form()
    def cross_entropy_less_entropy(self, p: Any, q: Any) -> Any:
        return ((p * nd.log(p)).sum() - (p * nd.log(q)).sum()) / p.shape[0]

    @equal_form("vjp")
    def logarithms_apart_going_back(self, g: Any, y: Any, p: Any, q: Any) -> tuple[Any, ...]:
        return g * (nd.log(p) - nd.log(q) + 1) / p.shape[0], -(g * (p / q)) / p.shape[0]

    @misconception("the first distribution is weight and numerator; this has the two swapped.",
                   "forward")  # fmt: skip
    def swapped(self, p: Any, q: Any) -> Any:
        return self.forward(q, p)

    @misconception("the ratio is p over q, weighted by p; this has q over p.", "forward")
    def ratio_upside_down(self, p: Any, q: Any) -> Any:
        return -self.forward(p, q)

    @misconception("each logarithm is weighted by p; this adds them without weights.", "forward")
    def weights_left_out(self, p: Any, q: Any) -> Any:
        return nd.log(p / q).sum() / p.shape[0]

    @misconception("the divergence is Σ p ln p − Σ p ln q; −Σ p ln q alone is the cross-entropy.",
                   "forward")  # fmt: skip
    def cross_entropy_instead(self, p: Any, q: Any) -> Any:
        return -(p * nd.log(q)).sum() / p.shape[0]

    @classmethod
    def samples(cls) -> Any:
        p = np.array([[0.225, 0.335, 0.44], [0.615, 0.155, 0.23]])
        return ((cls(), (p, np.array([[0.5, 0.125, 0.375], [0.2, 0.45, 0.35]]))),)
