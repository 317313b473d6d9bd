"""The pre-activation of a dense layer: each unit's weighted sum plus its bias."""

from typing import Any

import numpy as np

from ._base import UPDATED_WEIGHTS, Op, equal_form, misconception, next_one, op


@op
class Affine(Op):
    """y = x W + b, with x (N, D), W (D, M), b (M,) and y (N, M)."""

    tex = r"%s\,%s + %s"
    says = "The weighted sum of the inputs, plus the bias."
    back = (
        "Add up the upstream gradients of the units it feeds, each times its weight.",
        "The gradient of a weight is the input that it multiplies, times the upstream gradient.",
        "The bias is only added, so it passes the upstream gradient on unchanged.",
    )
    parameters = (1, 2)
    misreads = (UPDATED_WEIGHTS,)
    shapes = ((2, 2), (2, 2), (2,))

    def forward(self, x: Any, W: Any, b: Any) -> Any:
        return x @ W + b

    @equal_form()
    def bias_first(self, x: Any, W: Any, b: Any) -> Any:
        return sum(products(x, W), b)

    @equal_form()
    def last_input_first(self, x: Any, W: Any, b: Any) -> Any:
        return sum(products(x, W)[::-1]) + b

    def vjp(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, g.sum(axis=0)

    @misconception("the bias is added to the weighted sum; this leaves it out.", "forward")
    def bias_left_out(self, x: Any, W: Any, b: Any) -> Any:
        return x @ W

    @misconception("the bias is added; this subtracts it.", "forward")
    def bias_subtracted(self, x: Any, W: Any, b: Any) -> Any:
        return x @ W - b

    @misconception("∂z/∂w is the input that the weight multiplies; this leaves the input out.")
    def input_left_out(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, 0 * x.T @ g + g.sum(axis=0), g.sum(axis=0)

    @misconception("∂z/∂x is the weight; this leaves the weight out.")
    def weight_left_out(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ (0 * W.T + 1), x.T @ g, g.sum(axis=0)

    @misconception("every unit that x feeds sends a gradient back; this takes only the first one.")
    def one_path_only(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g[:, :1] @ W.T[:1], x.T @ g, g.sum(axis=0)

    @misconception("w_ij leads from input i to unit j, a column of W; this takes rows.", "forward")
    def weights_transposed(self, x: Any, W: Any, b: Any) -> Any:
        return x @ transposed(W) + b

    @misconception("the backward pass uses W transposed; this uses W as it is.")
    def weights_not_transposed(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ transposed(W.T), x.T @ g, g.sum(axis=0)

    @misconception("∂E/∂w_ij is input i times the gradient of unit j; this has them swapped.")
    def gradient_transposed(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, transposed(x.T @ g), g.sum(axis=0)

    @misconception("∂E/∂w_ij has input i, where it starts; this takes another input.", rare=True)
    def other_input(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, next_one(x).T @ g, g.sum(axis=0)

    @misconception(
        "∂E/∂w_ij has the gradient of unit j, where it ends; this takes another unit's.", rare=True
    )
    def other_unit(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, x.T @ next_one(g), g.sum(axis=0)

    @misconception(
        "∂E/∂x_i goes through the weights of input i; this takes another input's.", rare=True
    )
    def other_weight(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ next_one(W.T), x.T @ g, g.sum(axis=0)

    @misconception("∂z/∂b is 1; this multiplies by the first input as if b were its weight.")
    def bias_gradient_with_first_input(
        self, g: Any, y: Any, x: Any, W: Any, b: Any
    ) -> tuple[Any, ...]:
        first = x[:, :1] if x.shape[1] > 1 else 1  # of one input, the rule below says it
        return g @ W.T, x.T @ g, (first * g).sum(axis=0)

    @misconception("∂z/∂b is 1; this multiplies by the sum of the inputs as if b were a weight.")
    def bias_gradient_with_input(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, (x.sum(axis=-1, keepdims=True) * g).sum(axis=0)

    @classmethod
    def samples(cls) -> Any:
        ((rule, (x, W, b)),) = super().samples()
        wider = np.hstack([W, W[:, :1] + 1])
        return (rule, (x, W, b)), (rule, (x, wider, np.append(b, 0.5)))


def products(x: Any, W: Any) -> list[Any]:
    """What each input adds to the weighted sums, to be added up one by one."""
    return [x[:, k : k + 1] * W[k : k + 1] for k in range(W.shape[0])]


def transposed(W: Any) -> Any:
    """A square matrix transposed; any other, whose shape would give the mistake away, as it is."""
    return W.T if W.shape[0] == W.shape[1] else W
