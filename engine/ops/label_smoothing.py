"""Label smoothing: targets a little short of certainty (Szegedy et al. 2016)."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class LabelSmoothing(Op):
    """(1 − ε) t + ε/C: one-hot targets t (N, C) mixed with the uniform distribution.

    As in PyTorch's `cross_entropy`, the true class gets 1 − ε + ε/C.
    """

    epsilon: float = 0.1

    says = "The target times 1 − ε, plus an equal share of ε for each class."
    shapes = ((2, 3),)

    def latex(self, *inputs: str) -> str:
        return rf"(1 - {self.epsilon:g})\,{inputs[0]} + \frac{{{self.epsilon:g}}}{{C}}"

    @property
    def rest(self) -> float:
        return nd.tidy(1 - self.epsilon)

    def forward(self, t: Any) -> Any:
        return self.rest * t + self._share(t)

    def vjp(self, g: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return (g * self.rest,)

    @equal_form()
    def one_less_the_others(self, t: Any) -> Any:
        lost = self.epsilon - self._share(t)
        return t * (1 - lost) + (1 - t) * self._share(t)

    def _share(self, t: Any) -> Any:
        """ε/C, divided as an array so that interval readings allow for rounding it."""
        return self.epsilon / (t.shape[-1] + 0 * t)

    @misconception("every class gets a share ε/C, even the true one; this gives it to the others.",
                   "forward")  # fmt: skip
    def true_class_left_out(self, t: Any) -> Any:
        return self.rest * t + (1 - t) * self._share(t)

    @misconception("ε is shared among all C classes; this shares it among the C − 1 others.",
                   "forward")  # fmt: skip
    def shared_among_others(self, t: Any) -> Any:
        return self.rest * t + (1 - t) * self.epsilon / (t.shape[-1] - 1)

    @misconception("the target is shrunk by 1 − ε first, so that all add up to 1.", "forward")
    def target_not_shrunk(self, t: Any) -> Any:
        return t + self._share(t)

    @misconception("ε is divided among the C classes; this adds all of it to each.", "forward")
    def not_divided(self, t: Any) -> Any:
        return self.rest * t + self.epsilon

    @classmethod
    def samples(cls) -> Any:
        return ((cls(), (np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]),)),)
