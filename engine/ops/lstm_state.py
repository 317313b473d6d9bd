"""The cell state of an LSTM: what it keeps and what it adds."""

from typing import Any

from ._base import Op, misconception, op


@op
class LstmState(Op):
    """c = f c_old + i g on each entry: forget gate, old state, input gate, candidate (N, H).

    Names as in PyTorch's `LSTMCell`.
    """

    tex = r"%s \odot %s + %s \odot %s"
    says = "The old state scaled by the forget gate, plus the candidate scaled by the input gate."
    shapes = ((2, 2),) * 4

    def forward(self, f: Any, c: Any, i: Any, n: Any) -> Any:
        return f * c + i * n

    def vjp(self, g: Any, y: Any, f: Any, c: Any, i: Any, n: Any) -> tuple[Any, ...]:
        return g * c, g * f, g * n, g * i

    @misconception("f scales the old state and i the candidate; this swaps the gates.", "forward")
    def gates_swapped(self, f: Any, c: Any, i: Any, n: Any) -> Any:
        return i * c + f * n

    @misconception("a forget gate of 1 keeps the state; this keeps 1 − f of it.", "forward")
    def forgets_by_f(self, f: Any, c: Any, i: Any, n: Any) -> Any:
        return (1 - f) * c + i * n

    @misconception(
        "the old state, scaled by f, is part of the new one; this leaves it out.", "forward"
    )
    def old_state_left_out(self, f: Any, c: Any, i: Any, n: Any) -> Any:
        return 0 * c + i * n

    @misconception("the candidate is scaled by the input gate; this lets in all of it.", "forward")
    def input_gate_left_out(self, f: Any, c: Any, i: Any, n: Any) -> Any:
        return f * c + n

    @misconception("∂c/∂c_old is the forget gate; this hands the gradient on whole.")
    def forget_gate_left_out(
        self, g: Any, y: Any, f: Any, c: Any, i: Any, n: Any
    ) -> tuple[Any, ...]:
        return g * c, g + 0 * f, g * n, g * i

    @misconception("∂c/∂c_old is f and ∂c/∂n is i; this swaps the gates.")
    def gates_swapped_backward(
        self, g: Any, y: Any, f: Any, c: Any, i: Any, n: Any
    ) -> tuple[Any, ...]:
        return g * c, g * i, g * n, g * f

    @misconception(
        "the derivative of a product w.r.t. one factor is the other factor; this takes its own."
    )
    def own_factor(self, g: Any, y: Any, f: Any, c: Any, i: Any, n: Any) -> tuple[Any, ...]:
        return g * f, g * c, g * i, g * n
