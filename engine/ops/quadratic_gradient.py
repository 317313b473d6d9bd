"""The gradient of a parabola, the simplest error surface."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class QuadraticGradient(Op):
    """E′(w) = a (w − c) for E = ½ a (w − c)², with a = `curvature`; w, c of one shape.

    Gradient descent converges with a learning rate below 2/a, and diverges above it.
    """

    curvature: float = 2.0

    tex = r"a \left(%s - %s\right)"
    says = "The gradient of the error: the curvature times the distance from the minimum."
    shapes = ((2, 3), (2, 3))

    def forward(self, w: Any, c: Any) -> Any:
        return self.curvature * (w - c)

    def vjp(self, g: Any, y: Any, w: Any, c: Any) -> tuple[Any, ...]:
        return self.curvature * g, -self.curvature * g

    @equal_form()
    def multiplied_out(self, w: Any, c: Any) -> Any:
        return self.curvature * w - self.curvature * c

    @misconception("the ½ cancels the 2 of the square: E′ = a (w − c); this keeps a 2.", "forward")
    def two_kept(self, w: Any, c: Any) -> Any:
        return 2 * self.curvature * (w - c)

    @misconception("E′ = a (w − c); this keeps the ½ of the error.", "forward")
    def half_kept(self, w: Any, c: Any) -> Any:
        return self.curvature * (w - c) / 2

    @misconception("the slope is measured from the minimum c; this leaves c out.", "forward")
    def minimum_left_out(self, w: Any, c: Any) -> Any:
        return self.curvature * w + 0 * c

    @misconception("the slope is a (w − c); this leaves the curvature out.", "forward")
    def curvature_left_out(self, w: Any, c: Any) -> Any:
        return w - c

    @misconception("the distance is w minus the minimum; this has the sign flipped.", "forward")
    def minimum_less_weight(self, w: Any, c: Any) -> Any:
        return self.curvature * (c - w)
