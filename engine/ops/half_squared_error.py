"""Half the squared error, the loss in most textbook backpropagation examples."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class HalfSquaredError(Op):
    """½ Σ (y − t)² over all entries of y and t, both (N, K); a scalar."""

    tex = r"\tfrac{1}{2} \sum \left(%s - %s\right)^2"
    says = "The error: half the sum of squared differences."
    shapes = ((2, 2), (2, 2))

    def forward(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2).sum() / 2

    def vjp(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (y - t), g * (t - y)

    @equal_form()
    def halved_first(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2 / 2).sum()

    @misconception("the loss has a factor ½; this leaves it out.", "forward")
    def half_left_out(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2).sum()

    @misconception(
        "the differences are squared before they are added; this leaves that out.", "forward"
    )
    def square_left_out(self, y: Any, t: Any) -> Any:
        return (y - t).sum() / 2

    @misconception(
        "∂E/∂y does not include the activation's derivative; this multiplies by y(1 − y) as well."
    )
    def slope_included(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        before, other = self.vjp(g, loss, y, t)
        return before * (y * (1 - y)), other

    @misconception("∂E/∂y is y − t, output minus target; this has the sign the other way round.")
    def sign_flipped(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (t - y), g * (y - t)

    @misconception("the ½ cancels the 2 of the square: ∂E/∂y is y − t; this keeps a ½.")
    def half_kept(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (y - t) / 2, g * (t - y) / 2

    @misconception("the ½ cancels the 2 of the square: ∂E/∂y is y − t; this keeps a 2.")
    def two_kept(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return 2 * g * (y - t), 2 * g * (t - y)
