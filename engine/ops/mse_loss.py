"""The mean squared error."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class MseLoss(Op):
    """The mean of (y − t)² over all entries of y and t, both (N, K); a scalar."""

    tex = r"\operatorname{mean}\left[\left(%s - %s\right)^2\right]"
    means_over = (0, 1)
    says = "The error: the mean of the squared differences."
    shapes = ((2, 2), (2, 2))

    def forward(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2).sum() / y.size

    def vjp(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return 2 * g * (y - t) / y.size, 2 * g * (t - y) / y.size

    @equal_form()
    def divided_first(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2 / y.size).sum()

    @equal_form()
    def times_share(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2).sum() * nd.worked_out(1 / y.size, y)

    @equal_form("vjp")
    def share_first(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return 2 * g * ((y - t) / y.size), 2 * g * ((t - y) / y.size)

    @equal_form("vjp")
    def factor_first(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        factor = g * nd.worked_out(2 / y.size, g)
        return factor * (y - t), factor * (t - y)

    @misconception(
        "the mean divides by the number of entries; this adds without dividing.", "forward"
    )
    def mean_left_out(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2).sum()

    @misconception("the mean squared error has no factor ½; this adds one.", "forward")
    def half_added(self, y: Any, t: Any) -> Any:
        return ((y - t) ** 2).sum() / (2 * y.size)

    @misconception(
        "∂E/∂y does not include the activation's derivative; this multiplies by y(1 − y) as well."
    )
    def slope_included(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        before, other = self.vjp(g, loss, y, t)
        return before * (y * (1 - y)), other

    @misconception("∂E/∂y has y − t, output minus target; this has the sign the other way round.")
    def sign_flipped(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return 2 * g * (t - y) / y.size, 2 * g * (y - t) / y.size

    @misconception("the square brings down a factor 2; this leaves it out.")
    def two_left_out(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return g * (y - t) / y.size, g * (t - y) / y.size

    @misconception("the mean divides the gradient by the number of entries; this does not.")
    def gradient_not_averaged(self, g: Any, loss: Any, y: Any, t: Any) -> tuple[Any, ...]:
        return 2 * g * (y - t), 2 * g * (t - y)
