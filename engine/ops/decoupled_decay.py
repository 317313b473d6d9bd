"""AdamW's weight decay, separate from the gradient (Loshchilov and Hutter 2019)."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class DecoupledDecay(Op):
    """w (1 − η λ), η = `lr` and λ = `weight_decay`, applied before the step as in PyTorch."""

    lr: float = 0.1
    weight_decay: float = 0.1

    tex = r"%s \left(1 - \eta \lambda\right)"
    says = "The decay shrinks the weight itself, whatever the gradient."
    shapes = ((2, 3),)

    def forward(self, w: Any) -> Any:
        return w * (1 - self.lr * self.weight_decay)

    def vjp(self, g: Any, y: Any, w: Any) -> tuple[Any, ...]:
        return (g * (1 - self.lr * self.weight_decay),)

    @equal_form()
    def decay_subtracted_from_weight(self, w: Any) -> Any:
        return w - self.lr * self.weight_decay * w

    @misconception("the decay is scaled by the learning rate too; this leaves it out.", "forward")
    def rate_not_in_decay(self, w: Any) -> Any:
        return w * (1 - self.weight_decay)

    @misconception("decay shrinks the weight; this lets it grow.", "forward")
    def weight_grows(self, w: Any) -> Any:
        return w * (1 + self.lr * self.weight_decay)

    @misconception("the weight shrinks by the factor 1 − ηλ; this subtracts ηλ.", "forward")
    def decay_subtracted(self, w: Any) -> Any:
        return w - self.lr * self.weight_decay

    @misconception("AdamW decays the weight before the step; this leaves it as it is.", "forward")
    def decay_left_out_of_weight(self, w: Any) -> Any:
        return w + 0
