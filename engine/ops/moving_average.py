"""Adam's first moment: a moving average of gradients."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class MovingAverage(Op):
    """β m + (1 − β) g with β = `beta`, for the old average m and the gradient g, of one shape.

    The first moment in PyTorch's `Adam`, with β₁ for β.
    """

    beta: float = 0.9

    tex = r"\beta_1\,%s + \left(1 - \beta_1\right) %s"
    says = "The moving average of the gradient."
    shapes = ((2, 3), (2, 3))

    def forward(self, m: Any, gradient: Any) -> Any:
        return self.beta * m + (1 - self.beta) * gradient

    def vjp(self, g: Any, y: Any, m: Any, gradient: Any) -> tuple[Any, ...]:
        return self.beta * g, (1 - self.beta) * g

    @equal_form()
    def moved_towards(self, m: Any, gradient: Any) -> Any:
        return m + (1 - self.beta) * (gradient - m)

    @misconception("β weighs the old average, 1 − β what is new; this swaps them.", "forward")
    def weights_swapped(self, m: Any, gradient: Any) -> Any:
        return (1 - self.beta) * m + self.beta * gradient

    @misconception("an average weighs the new gradient with 1 − β; this adds all of it.", "forward")
    def gradient_not_weighed(self, m: Any, gradient: Any) -> Any:
        return self.beta * m + gradient

    @misconception("β times the old average is part of the new one; this leaves it out.", "forward")
    def average_forgotten(self, m: Any, gradient: Any) -> Any:
        return (1 - self.beta) * gradient + 0 * m
