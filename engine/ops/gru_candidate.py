"""The candidate state of a GRU cell."""

from typing import Any

from ..readings import nd
from ._base import Op, misconception, op


@op
class GruCandidate(Op):
    """n = tanh(x W + b + r (h U + c)): x (N, D), reset gate r and old state h (N, H), n (N, H).

    As in PyTorch's `GRUCell`, the reset gate scales the state's whole term, including its bias c.
    Weights W (D, H), U (H, H), biases b, c (H,).
    """

    says = "The reset gate decides how much of the old state's term is used."
    bounds = (-1.0, 1.0)
    parameters = (1, 2, 5, 6)
    shapes = ((2, 2), (2, 2), (2,), (2, 2), (2, 2), (2, 2), (2,))

    def latex(self, *inputs: str) -> str:
        x, W, b, r, h, U, c = inputs
        inside = rf"{x}\,{W} + {b} + {r} \odot \left({h}\,{U} + {c}\right)"
        return rf"\tanh\left({inside}\right)"

    def forward(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(x @ W + b + r * (h @ U + c))

    def vjp(
        self, g: Any, n: Any, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any
    ) -> tuple[Any, ...]:
        d = g * (1 - n**2)
        term = d * r
        return (
            d @ W.T, x.T @ d, d.sum(axis=0), d * (h @ U + c), term @ U.T, h.T @ term,
            term.sum(axis=0),
        )  # fmt: skip

    @misconception("the reset gate scales the old state's term; this leaves it out.", "forward")
    def reset_left_out(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(x @ W + b + (0 * r + 1) * (h @ U + c))

    @misconception(
        "here r scales the state's bias as well; this resets the state before its weight.",
        "forward",
    )
    def reset_before_weight(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(x @ W + b + (r * h) @ U + c)

    @misconception("r scales the state's term only; this scales the input's too.", "forward")
    def input_reset_too(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(r * (x @ W + b + h @ U + c))

    @misconception("tanh is not the sigmoid; this uses σ for the candidate.", "forward")
    def sigmoid_instead(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return 1 / (1 + nd.exp(-(x @ W + b + r * (h @ U + c))))

    @misconception("the candidate's sum has a bias b; this leaves it out.", "forward")
    def bias_left_out(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(x @ W + r * (h @ U + c))

    @misconception("the candidate's bias b is added; this subtracts it.", "forward", rare=True)
    def bias_subtracted(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(x @ W - b + r * (h @ U + c))

    @misconception(
        "the old state's term has a bias c too; this leaves it out.", "forward", rare=True
    )
    def state_bias_left_out(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(x @ W + b + r * (h @ U))

    @misconception(
        "the old state's term is part of the sum; this leaves it out.", "forward", rare=True
    )
    def state_left_out(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return nd.tanh(x @ W + b + 0 * r)

    @misconception("the candidate goes through tanh; this leaves that out.", "forward")
    def tanh_left_out(self, x: Any, W: Any, b: Any, r: Any, h: Any, U: Any, c: Any) -> Any:
        return x @ W + b + r * (h @ U + c)
