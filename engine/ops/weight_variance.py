"""The variance of initial weights that keeps the size of the signals."""

from typing import Any

import numpy as np

from ._base import Op, equal_form, misconception, op


@op
class WeightVariance(Op):
    """Glorot's 2 / (n_in + n_out) or, with `he`, He's 2 / n_in for ReLU; fans n_in, n_out (1, 1).

    PyTorch's `xavier_normal_` with gain 1, and `kaiming_normal_` with fan_in and ReLU.
    """

    he: int = 0

    says = "The variance that keeps signals at about the same size from layer to layer."

    def latex(self, *inputs: str) -> str:
        n_in, n_out = inputs
        if self.he:
            return rf"\operatorname{{Var}}_{{\text{{He}}}}\left({n_in}, {n_out}\right)"
        return rf"\operatorname{{Var}}_{{\text{{Glorot}}}}\left({n_in}, {n_out}\right)"

    def forward(self, n_in: Any, n_out: Any) -> Any:
        return 2 / n_in + 0 * n_out if self.he else 2 / (n_in + n_out)

    def vjp(self, g: Any, y: Any, n_in: Any, n_out: Any) -> tuple[Any, ...]:
        if self.he:
            return -2 * g / n_in**2, 0 * n_out
        both = -2 * g / (n_in + n_out) ** 2
        return both, both

    @equal_form()
    def one_over_mean(self, n_in: Any, n_out: Any) -> Any:
        return 1 / (n_in / 2) + 0 * n_out if self.he else 1 / ((n_in + n_out) / 2)

    @misconception("the numerator is 2; this takes 1.", "forward")
    def one_over(self, n_in: Any, n_out: Any) -> Any:
        return 1 / n_in + 0 * n_out if self.he else 1 / (n_in + n_out)

    @misconception(
        "Glorot averages both fans and He uses only the inputs; this is the other one.", "forward"
    )
    def other_scheme(self, n_in: Any, n_out: Any) -> Any:
        return 2 / (n_in + n_out) if self.he else 2 / n_in + 0 * n_out

    @misconception("the variance does not depend on the number of outputs alone.", "forward")
    def outputs_only(self, n_in: Any, n_out: Any) -> Any:
        return 2 / n_out + 0 * n_in

    @misconception(
        "the 6 belongs to the limit of a uniform distribution, not to the variance.", "forward"
    )
    def six_over(self, n_in: Any, n_out: Any) -> Any:
        return 6 / n_in + 0 * n_out if self.he else 6 / (n_in + n_out)

    @classmethod
    def samples(cls) -> Any:
        fans = (np.array([[12.0]]), np.array([[7.0]]))
        schemes: Any = ((0,), (1,))
        return tuple((cls(*scheme), fans) for scheme in schemes)
