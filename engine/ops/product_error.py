"""The signed error of a two-layer linear network."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class ProductError(Op):
    """e = w₂ w₁ x − t, all (1, 1): the output of two linear units in a row, minus the target."""

    tex = r"%s\,%s\,%s - %s"
    says = "The output of the network minus its target."
    parameters = (0, 1)
    shapes = ((1, 1), (1, 1), (1, 1), (1, 1))

    def forward(self, w2: Any, w1: Any, x: Any, t: Any) -> Any:
        return w2 * (w1 * x) - t

    def vjp(self, g: Any, y: Any, w2: Any, w1: Any, x: Any, t: Any) -> tuple[Any, ...]:
        return g * w1 * x, g * w2 * x, g * w2 * w1, -g

    @equal_form()
    def weights_first(self, w2: Any, w1: Any, x: Any, t: Any) -> Any:
        return w2 * w1 * x - t

    @misconception("the error is output minus target; this has the sign flipped.", "forward")
    def target_less_output(self, w2: Any, w1: Any, x: Any, t: Any) -> Any:
        return t - w2 * (w1 * x)

    @misconception("the layers multiply their weights; this adds them.", "forward")
    def weights_added(self, w2: Any, w1: Any, x: Any, t: Any) -> Any:
        return (w2 + w1) * x - t
