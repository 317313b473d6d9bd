"""A dense layer's weighted sum, without bias."""

from typing import Any

import numpy as np

from ._base import UPDATED_WEIGHTS, Op, misconception, op
from .affine import transposed


@op
class Linear(Op):
    """y = x W, with x (N, D), W (D, M) and y (N, M): `affine` without its bias."""

    tex = r"%s\,%s"
    says = "The sum of products of inputs and weights."
    back = (
        "Add up the upstream gradients of the units it feeds, each times its weight.",
        "The gradient of a weight is the input that it multiplies, times the upstream gradient.",
    )
    parameters = (1,)
    misreads = (UPDATED_WEIGHTS,)
    shapes = ((2, 2), (2, 2))

    def forward(self, x: Any, W: Any) -> Any:
        return x @ W

    def vjp(self, g: Any, y: Any, x: Any, W: Any) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g

    @misconception("∂z/∂w is the input that the weight multiplies; this leaves the input out.")
    def input_left_out(self, g: Any, y: Any, x: Any, W: Any) -> tuple[Any, ...]:
        return g @ W.T, (0 * x.T + 1) @ g

    @misconception("∂z/∂x is the weight; this leaves the weight out.")
    def weight_left_out(self, g: Any, y: Any, x: Any, W: Any) -> tuple[Any, ...]:
        return g @ (0 * W.T + 1), x.T @ g

    @misconception("the backward pass uses W transposed; this uses W as it is.")
    def weights_not_transposed(self, g: Any, y: Any, x: Any, W: Any) -> tuple[Any, ...]:
        return g @ transposed(W.T), x.T @ g

    @classmethod
    def samples(cls) -> Any:
        ((rule, (x, W)),) = super().samples()
        return (rule, (x, W)), (rule, (x, np.hstack([W, W[:, :1] + 1])))
