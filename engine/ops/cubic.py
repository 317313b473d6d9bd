"""A cubic, to check gradients on."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class Cubic(Op):
    """a u³ + b u at u = w ± h, a = `cube`, b = `slope`, the sign is `side`; w, h of one shape."""

    cube: float = 0.5
    slope: float = 2.0
    side: int = 1

    says = "The function, a small step away from the point."
    shapes = ((2, 3), (2, 3))

    def latex(self, *inputs: str) -> str:
        w, h = inputs
        return rf"f\left({w} {'+' if self.side > 0 else '-'} {h}\right)"

    def forward(self, w: Any, h: Any) -> Any:
        return self._at(self._beside(w, h))

    def vjp(self, g: Any, y: Any, w: Any, h: Any) -> tuple[Any, ...]:
        slope = 3 * self.cube * self._beside(w, h) ** 2 + self.slope
        return g * slope, self.side * g * slope

    @equal_form()
    def factored(self, w: Any, h: Any) -> Any:
        u = self._beside(w, h)
        return u * (self.cube * u**2 + self.slope)

    @equal_form()
    def coefficient_first(self, w: Any, h: Any) -> Any:
        u = self._beside(w, h)
        return self.cube * u * u**2 + self.slope * u

    @misconception(
        "f is evaluated a step away from the point; this takes it at the point itself.", "forward"
    )
    def not_moved(self, w: Any, h: Any) -> Any:
        return self._at(w) + 0 * h

    @misconception("f(w + h) is not f(w) + h: the point moves, not the value.", "forward")
    def value_moved(self, w: Any, h: Any) -> Any:
        return self._beside(self._at(w), h)

    def _beside(self, w: Any, h: Any) -> Any:
        return w + h if self.side > 0 else w - h

    def _at(self, u: Any) -> Any:
        return self.cube * u**3 + self.slope * u
