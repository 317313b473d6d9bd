"""The step of Adagrad, RMSProp and Adam, which gives each weight its own learning rate."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Bend, Op, equal_form, misconception, op

CORRECTED = "the step takes both moments after bias correction;"


@op
class AdaptiveStep(Op):
    """w − η m / (√v + ε), η = `lr` and ε = `eps`; w, direction m and squares v > 0 of one shape.

    As in PyTorch's `Adam`, `RMSprop` and `Adagrad`, ε is added after taking the root.
    """

    lr: float = 0.1
    eps: float = 1e-8

    tex = r"%s - \eta\,\frac{%s}{\sqrt{%s} + \varepsilon}"
    says = "The step: the direction over the root of the squares, times the learning rate."
    misreads = tuple(
        Bend(f"{name}_uncorrected", "forward", f"{CORRECTED} this takes {how}.", reads, name != "m")
        for name, how, reads in (
            ("m", "m as it was", "raw direction"),
            ("v", "v as it was", "raw squares"),
            ("both", "both as they were", "raw both"),
        )
    )

    def forward(self, w: Any, m: Any, v: Any) -> Any:
        return w - self.lr * (m / (nd.sqrt(v) + self.eps))

    def vjp(self, g: Any, y: Any, w: Any, m: Any, v: Any) -> tuple[Any, ...]:
        root = nd.sqrt(v)
        scale = root + self.eps
        return g, -self.lr * g / scale, self.lr * g * m / (2 * root * scale**2)

    @equal_form()
    def rate_over_root(self, w: Any, m: Any, v: Any) -> Any:
        return w - self.lr / (nd.sqrt(v) + self.eps) * m

    @equal_form()
    def rate_times_direction(self, w: Any, m: Any, v: Any) -> Any:
        return w - self.lr * m / (nd.sqrt(v) + self.eps)

    @equal_form()
    def times_inverse_root(self, w: Any, m: Any, v: Any) -> Any:
        return w - self.lr * (m * (1 / (nd.sqrt(v) + self.eps)))

    @misconception("the step divides by √v; this divides by v itself.", "forward")
    def root_left_out(self, w: Any, m: Any, v: Any) -> Any:
        return w - self.lr * (m / (v + self.eps))

    @misconception("the step divides by √v; this leaves the division out.", "forward")
    def division_left_out(self, w: Any, m: Any, v: Any) -> Any:
        return w - self.lr * m + 0 * v

    @misconception("the step divides by √v; this multiplies by it.", "forward")
    def multiplied_by_root(self, w: Any, m: Any, v: Any) -> Any:
        return w - self.lr * (m * nd.sqrt(v))

    @misconception("descent goes against the gradient; this adds the step.", "forward")
    def step_added(self, w: Any, m: Any, v: Any) -> Any:
        return w + self.lr * (m / (nd.sqrt(v) + self.eps))

    @misconception("the step is scaled by the learning rate; this leaves it out.", "forward")
    def adaptive_rate_left_out(self, w: Any, m: Any, v: Any) -> Any:
        return w - m / (nd.sqrt(v) + self.eps)

    @classmethod
    def samples(cls) -> Any:
        w, m = np.array([[0.7, -1.2], [0.4, 1.6]]), np.array([[-0.31, 0.9], [1.12, -0.58]])
        return ((cls(), (w, m, np.array([[0.52, 1.7], [0.23, 2.44]]))),)
