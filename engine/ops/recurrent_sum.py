"""The pre-activation of a recurrent layer, from the input and the previous state."""

from typing import Any

from ._base import Op, misconception, op


@op
class RecurrentSum(Op):
    """z = x W + h U + b: x (N, D), old state h (N, H), W (D, H), U (H, H), b (H,), z (N, H).

    The cell of Elman (1990); b is the sum of the two biases in PyTorch's `RNNCell`.
    """

    tex = r"%s\,%s + %s\,%s + %s"
    says = "The input times its weight, plus the old state times its own, plus the bias."
    back = (
        "Add up the upstream gradients of the units it feeds, each times its weight.",
        "The gradient of a weight is the input that it multiplies, times the upstream gradient.",
        "The gradient goes back through the recurrent weights to the previous state.",
        "The gradient of a recurrent weight is the old state times the upstream gradient.",
        "The bias is only added, so it passes the upstream gradient on unchanged.",
    )
    parameters = (1, 3, 4)
    shapes = ((2, 2), (2, 2), (2, 2), (2, 2), (2,))

    def forward(self, x: Any, W: Any, h: Any, U: Any, b: Any) -> Any:
        return x @ W + h @ U + b

    def vjp(self, g: Any, z: Any, x: Any, W: Any, h: Any, U: Any, b: Any) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, g @ U.T, h.T @ g, g.sum(axis=0)

    @misconception("the old state contributes as well as the input; this leaves it out.", "forward")
    def state_forgotten(self, x: Any, W: Any, h: Any, U: Any, b: Any) -> Any:
        return x @ W + b

    @misconception("the bias is part of the sum too; this leaves it out.", "forward")
    def bias_left_out(self, x: Any, W: Any, h: Any, U: Any, b: Any) -> Any:
        return x @ W + h @ U

    @misconception("the bias is added; this subtracts it.", "forward", rare=True)
    def bias_subtracted(self, x: Any, W: Any, h: Any, U: Any, b: Any) -> Any:
        return x @ W + h @ U - b

    @misconception("w weighs the input and u the state; this swaps the weights.", "forward")
    def weights_swapped(self, x: Any, W: Any, h: Any, U: Any, b: Any) -> Any:
        return x @ U + h @ W + b if W.shape == U.shape else x @ W + h @ U + b

    @misconception("a step back in time goes through u; this leaves the weight out.")
    def recurrent_weight_left_out(
        self, g: Any, z: Any, x: Any, W: Any, h: Any, U: Any, b: Any
    ) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, g @ (0 * U.T + 1), h.T @ g, g.sum(axis=0)

    @misconception("a step back in time goes through u; this goes through the input's weight w.")
    def back_through_input_weight(
        self, g: Any, z: Any, x: Any, W: Any, h: Any, U: Any, b: Any
    ) -> tuple[Any, ...]:
        way = W if W.shape == U.shape else U
        return g @ W.T, x.T @ g, g @ way.T, h.T @ g, g.sum(axis=0)

    @misconception("the old state depends on the weights too; this treats it as a constant.")
    def state_taken_as_constant(
        self, g: Any, z: Any, x: Any, W: Any, h: Any, U: Any, b: Any
    ) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, 0 * (g @ U.T), h.T @ g, g.sum(axis=0)

    @misconception("∂z/∂u is the old state; this leaves the state out.")
    def state_left_out(
        self, g: Any, z: Any, x: Any, W: Any, h: Any, U: Any, b: Any
    ) -> tuple[Any, ...]:
        return g @ W.T, x.T @ g, g @ U.T, (0 * h.T + 1) @ g, g.sum(axis=0)

    @misconception("∂z/∂w is the input; this leaves the input out.")
    def input_left_out(
        self, g: Any, z: Any, x: Any, W: Any, h: Any, U: Any, b: Any
    ) -> tuple[Any, ...]:
        return g @ W.T, (0 * x.T + 1) @ g, g @ U.T, h.T @ g, g.sum(axis=0)
