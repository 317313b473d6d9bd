"""The velocity of momentum: a decaying sum of gradients."""

from typing import Any

from ._base import Op, misconception, op


@op
class Velocity(Op):
    """μ v + g with μ = `momentum`, for the old velocity v and the gradient g, of one shape.

    As in PyTorch's `SGD` with dampening 0, where the learning rate enters with the weight's step;
    `lr` only serves the wrong rule that has it here. Applied again to the new velocity, it gives
    the direction of Nesterov's method.
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

    @misconception(
        "μ times the old velocity is part of the new one; this is the gradient alone.", "forward"
    )
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
        "in this convention, the learning rate scales the step; this puts it into the velocity.",
        "forward",
    )
    def rate_in_velocity(self, v: Any, gradient: Any) -> Any:
        return self.momentum * v + self.lr * gradient
