"""The objective of regularised training: the error plus the penalty."""

from typing import Any

from ._base import Op, misconception, op


@op
class PenalisedLoss(Op):
    """E + R, the error plus the penalty on the weights, of one shape (usually scalars)."""

    tex = r"%s + %s"
    says = "The loss to minimise: the error plus the penalty."
    shapes = ((2, 2), (2, 2))

    def forward(self, error: Any, penalty: Any) -> Any:
        return error + penalty

    def vjp(self, g: Any, y: Any, error: Any, penalty: Any) -> tuple[Any, ...]:
        return g + 0 * error, g + 0 * penalty

    @misconception("the penalty is added, to punish large weights; this subtracts it.", "forward")
    def penalty_subtracted(self, error: Any, penalty: Any) -> Any:
        return error - penalty

    @misconception("the penalty depends on the weights and has a gradient; this leaves it out.")
    def penalty_left_out_going_back(
        self, g: Any, y: Any, error: Any, penalty: Any
    ) -> tuple[Any, ...]:
        return g + 0 * error, 0 * penalty

    @misconception("the penalty adds its gradient to that of the error; this subtracts it.")
    def penalty_gradient_subtracted(
        self, g: Any, y: Any, error: Any, penalty: Any
    ) -> tuple[Any, ...]:
        return g + 0 * error, -g + 0 * penalty

    @misconception(
        "the penalty's gradient is added to that of the error; this is the penalty's alone."
    )
    def error_left_out_going_back(
        self, g: Any, y: Any, error: Any, penalty: Any
    ) -> tuple[Any, ...]:
        return 0 * error, g + 0 * penalty
