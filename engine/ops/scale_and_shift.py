"""The learned scale and shift of a normalisation layer, one for each feature."""

from typing import Any

from ._base import Op, misconception, op


@op
class ScaleAndShift(Op):
    """y = γ x̂ + β, with x̂ (N, D) and γ, β (D,), the `weight` and `bias` of PyTorch's norms."""

    says = "Scaled by γ and shifted by β, which the layer learns."
    parameters = (1, 2)
    shapes = ((3, 2), (2,), (2,))

    def latex(self, *inputs: str) -> str:
        x, scale, shift = inputs
        return rf"{scale} \odot {x} + {shift}"

    def forward(self, x: Any, scale: Any, shift: Any) -> Any:
        return scale * x + shift

    def vjp(self, g: Any, y: Any, x: Any, scale: Any, shift: Any) -> tuple[Any, ...]:
        return g * scale, (g * x).sum(axis=0), g.sum(axis=0)

    @misconception("first scaled, then shifted: γ x̂ + β, not γ (x̂ + β).", "forward")
    def shifted_first(self, x: Any, scale: Any, shift: Any) -> Any:
        return scale * (x + shift)

    @misconception("γ is the factor and β the offset; this swaps them.", "forward")
    def swapped(self, x: Any, scale: Any, shift: Any) -> Any:
        return shift * x + scale

    @misconception("γ is a factor in the backward pass too; this leaves it out.")
    def scale_left_out(self, g: Any, y: Any, x: Any, scale: Any, shift: Any) -> tuple[Any, ...]:
        return g + 0 * y, (g * x).sum(axis=0), g.sum(axis=0)

    @misconception("∂y/∂γ is x̂, what γ multiplies; this uses the output y.")
    def output_for_input(self, g: Any, y: Any, x: Any, scale: Any, shift: Any) -> tuple[Any, ...]:
        return g * scale, (g * y).sum(axis=0), g.sum(axis=0)

    @misconception("γ and β serve the whole batch: their gradients are sums, not means.")
    def averaged(self, g: Any, y: Any, x: Any, scale: Any, shift: Any) -> tuple[Any, ...]:
        to_x, to_scale, to_shift = self.vjp(g, y, x, scale, shift)
        return to_x, to_scale / g.shape[0], to_shift / g.shape[0]
