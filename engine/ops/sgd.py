"""A plain step of gradient descent."""

from typing import Any

from ._base import Op, misconception, op


@op
class Sgd(Op):
    """w − η g, for the learning rate η = `lr`; weight w and gradient g of one shape."""

    lr: float = 0.1

    tex = r"%s - \eta\,%s"
    says = "Gradient descent: the old weight minus the learning rate times the gradient."
    shapes = ((2, 3), (2, 3))

    def forward(self, w: Any, gradient: Any) -> Any:
        return w - self.lr * gradient

    def vjp(self, g: Any, y: Any, w: Any, gradient: Any) -> tuple[Any, ...]:
        return g, -self.lr * g

    @misconception("descent goes against the gradient; this adds the step.", "forward")
    def gradient_added(self, w: Any, gradient: Any) -> Any:
        return w + self.lr * gradient

    @misconception("the gradient is scaled by the learning rate; this leaves it out.", "forward")
    def rate_left_out(self, w: Any, gradient: Any) -> Any:
        return w - gradient

    @misconception("the step is subtracted from the old weight; this is the step alone.", "forward")
    def step_alone(self, w: Any, gradient: Any) -> Any:
        return -self.lr * gradient + 0 * w
