"""The pre-activation of a dense layer: each unit's weighted sum plus its bias."""

from typing import Any

from ._base import Op, misconception, op


@op
class Affine(Op):
    """y = x W + b, with x (N, D), W (D, M), b (M,) and y (N, M)."""

    tex = r"%s\,%s + %s"
    says = "The weighted sum of the inputs (sum of products, SOP), plus the bias."
    back = (
        "A unit collects the upstream gradient of each unit it feeds, times the weight on the way.",
        "The gradient of a weight is the input that it multiplies, times the upstream gradient.",
        "The bias is only added, so it passes the upstream gradient on unchanged.",
    )
    parameters = (1, 2)
    shapes = ((2, 3), (3, 2), (2,))

    def forward(self, x: Any, W: Any, b: Any) -> Any:
        return x @ W + b

    def vjp(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, g.sum(axis=0)

    @misconception("the bias is added to the weighted sum; this leaves it out.", "forward")
    def bias_left_out(self, x: Any, W: Any, b: Any) -> Any:
        return x @ W

    @misconception("the bias is added, not subtracted.", "forward")
    def bias_subtracted(self, x: Any, W: Any, b: Any) -> Any:
        return x @ W - b

    @misconception("∂z/∂w is the input that the weight multiplies; this leaves the input out.")
    def input_left_out(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, 0 * x.T @ g + g.sum(axis=0), g.sum(axis=0)

    @misconception("∂z/∂x is the weight on the way back; this leaves the weight out.")
    def weight_left_out(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ (0 * W.T + 1), x.T @ g, g.sum(axis=0)

    @misconception("∂z/∂b is 1; this multiplies by the sum of the inputs as if b were a weight.")
    def bias_gradient_with_input(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, (x.sum(axis=-1, keepdims=True) * g).sum(axis=0)
