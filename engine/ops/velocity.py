"""The memory of momentum: a decaying sum of gradients."""

from typing import Any

from ._base import Op, misconception, op


@op
class Velocity(Op):
    """μ v + g with μ = `momentum`: old velocity v and gradient g of any one shape.

    As PyTorch's `SGD` with dampening 0: the whole gradient is added, and the learning rate comes
    in with the step of the weight. `lr` is no part of the rule; it tells the other convention.
    Applied once more, to the new velocity, it is the direction of Nesterov's method there.
    """

    momentum: float = 0.9
    lr: float = 0.1

    tex = r"\mu\,%s + %s"
    says = "The velocity decayed by μ, plus the gradient."
    shapes = ((2, 3), (2, 3))

    def forward(self, v: Any, gradient: Any) -> Any:
        return self.momentum * v + gradient

    def vjp(self, g: Any, y: Any, v: Any, gradient: Any) -> tuple[Any, ...]:
        return self.momentum * g, g

    @misconception("μ times the old velocity belongs in; this is the gradient alone.", "forward")
    def velocity_forgotten(self, v: Any, gradient: Any) -> Any:
        return gradient + 0 * v

    @misconception("the old velocity is multiplied by μ; this keeps all of it.", "forward")
    def decay_left_out(self, v: Any, gradient: Any) -> Any:
        return v + gradient

    @misconception(
        "momentum adds the whole gradient; (1 − μ) g belongs to a moving average.", "forward"
    )
    def averaged(self, v: Any, gradient: Any) -> Any:
        return self.momentum * v + (1 - self.momentum) * gradient

    @misconception("μ decays the old velocity; this decays the gradient instead.", "forward")
    def gradient_decayed(self, v: Any, gradient: Any) -> Any:
        return v + self.momentum * gradient

    @misconception(
        "in this convention the velocity collects + g, and the step subtracts it.", "forward"
    )
    def gradient_subtracted(self, v: Any, gradient: Any) -> Any:
        return self.momentum * v - gradient

    @misconception(
        "in this convention the learning rate scales the step; this puts it into the velocity.",
        "forward",
    )
    def rate_in_velocity(self, v: Any, gradient: Any) -> Any:
        return self.momentum * v + self.lr * gradient
