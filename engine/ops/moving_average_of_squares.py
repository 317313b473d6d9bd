"""RMSProp's and Adam's moving average of squared gradients."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class MovingAverageOfSquares(Op):
    """β v + (1 − β) g² with β = `beta`, for the old average v and the gradient g, of one shape.

    As in PyTorch's `Adam` (β₂ there) and `RMSprop` (α there); `letter` stands for β in LaTeX.
    """

    beta: float = 0.9
    letter: str = r"\beta_2"

    says = "The moving average of the squared gradient."
    shapes = ((2, 3), (2, 3))

    def latex(self, *inputs: str) -> str:
        v, gradient = inputs
        return rf"{self.letter}\,{v} + \left(1 - {self.letter}\right) {{{gradient}}}^2"

    def forward(self, v: Any, gradient: Any) -> Any:
        return self.beta * v + (1 - self.beta) * gradient**2

    def vjp(self, g: Any, y: Any, v: Any, gradient: Any) -> tuple[Any, ...]:
        return self.beta * g, 2 * (1 - self.beta) * gradient * g

    @equal_form()
    def moved_towards(self, v: Any, gradient: Any) -> Any:
        return v + (1 - self.beta) * (gradient**2 - v)

    @equal_form()
    def weighed_before_squared(self, v: Any, gradient: Any) -> Any:
        return self.beta * v + (1 - self.beta) * gradient * gradient

    @misconception("v averages squared gradients; this leaves the square out.", "forward")
    def square_left_out(self, v: Any, gradient: Any) -> Any:
        return self.beta * v + (1 - self.beta) * gradient

    @misconception("only the gradient is squared; this squares 1 − β as well.", "forward")
    def weight_squared(self, v: Any, gradient: Any) -> Any:
        return self.beta * v + ((1 - self.beta) * gradient) ** 2

    @misconception("β weighs the old average, 1 − β the new square; this swaps them.", "forward")
    def square_weighs_more(self, v: Any, gradient: Any) -> Any:
        return (1 - self.beta) * v + self.beta * gradient**2

    @misconception("an average weighs the new square with 1 − β; this adds all of it.", "forward")
    def square_not_weighed(self, v: Any, gradient: Any) -> Any:
        return self.beta * v + gradient**2

    @misconception("β times the old average is part of the new one; this leaves it out.", "forward")
    def squares_forgotten(self, v: Any, gradient: Any) -> Any:
        return (1 - self.beta) * gradient**2 + 0 * v
