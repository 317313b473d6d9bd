"""The output (hidden state) of an LSTM cell."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Bend, Op, equal_form, misconception, op

OWN = "the output gate scales what the cell shows;"


@op
class LstmOutput(Op):
    """h = o tanh(c) on each entry: output gate o, cell state c, all (N, H), as in `LSTMCell`."""

    tex = r"%s \odot \tanh\left(%s\right)"
    says = "The squashed state, scaled by the output gate."
    bounds = (-1.0, 1.0)
    misreads = tuple(
        Bend(f"{gate}_gate_instead", "forward", f"{OWN} this takes the {gate} gate.", reads)
        for gate, reads in (("input", "input gate"), ("forget", "forget gate"))
    )

    def forward(self, o: Any, c: Any) -> Any:
        return o * nd.tanh(c)

    def vjp(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        return g * nd.tanh(c), g * o * (1 - nd.tanh(c) ** 2)

    @equal_form("vjp")
    def two_factors(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        squashed = nd.tanh(c)
        return g * squashed, g * o * ((1 - squashed) * (1 + squashed))

    @equal_form("vjp")
    def multiplied_out(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        squashed = nd.tanh(c)
        return g * squashed, g * o - g * o * squashed**2

    @equal_form("vjp")
    def slope_first(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        squashed = nd.tanh(c)
        return g * squashed, g * (o * (1 - squashed**2))

    @misconception("the state goes through tanh on its way out; this leaves that out.", "forward")
    def tanh_left_out(self, o: Any, c: Any) -> Any:
        return o * c

    @misconception("the output gate scales what the cell shows; this leaves it out.", "forward")
    def gate_left_out(self, o: Any, c: Any) -> Any:
        return 0 * o + nd.tanh(c)

    @misconception("the path into the cell has the factor 1 − tanh²(c); this leaves it out.")
    def tanh_slope_left_out(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        return g * nd.tanh(c), g * o

    @misconception("1 − tanh²(c) takes tanh of the cell state; this takes the state itself.")
    def slope_at_state(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        return g * nd.tanh(c), g * o * (1 - c**2)

    @misconception("the path into the cell goes through the output gate; this leaves it out.")
    def gate_left_out_backward(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        return g * nd.tanh(c), g * (1 - nd.tanh(c) ** 2)

    @misconception("∂h/∂o is tanh(c); this takes the state itself.")
    def state_for_tanh(self, g: Any, y: Any, o: Any, c: Any) -> tuple[Any, ...]:
        return g * c, g * o * (1 - nd.tanh(c) ** 2)

    @classmethod
    def samples(cls) -> Any:
        gates = np.array([[0.63, 0.21], [0.87, 0.45]])  # a gate is a sigmoid: between 0 and 1
        return ((cls(), (gates, np.array([[0.55, -1.2], [1.65, -0.35]]))),)
