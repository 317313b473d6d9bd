"""The norm of all gradients together."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class GlobalNorm(Op):
    """√(Σ a² + Σ b²) over all entries of two gradients a (N, D) and b (N, K), as (1, 1).

    As in PyTorch's `clip_grad_norm_`, all gradients are treated as one long vector.
    """

    tex = r"\left\lVert \left(%s, %s\right) \right\rVert"
    says = "The norm of all gradients as one long vector: the root of the sum of squares."
    shapes = ((1, 3), (1, 2))

    def forward(self, a: Any, b: Any) -> Any:
        return nd.sqrt(self._squares(a) + self._squares(b))

    def vjp(self, g: Any, y: Any, a: Any, b: Any) -> tuple[Any, ...]:
        return g * a / y, g * b / y

    @equal_form()
    def norm_of_norms(self, a: Any, b: Any) -> Any:
        return nd.sqrt(nd.sqrt(self._squares(a)) ** 2 + nd.sqrt(self._squares(b)) ** 2)

    @misconception(
        "the norm is the root of the sum of squares; this leaves out the root.", "forward"
    )
    def norm_squared(self, a: Any, b: Any) -> Any:
        return self._squares(a) + self._squares(b)

    @misconception("the norm squares each entry first; this adds up the sizes (L1).", "forward")
    def sizes_added(self, a: Any, b: Any) -> Any:
        return self._sizes(a) + self._sizes(b)

    @misconception(
        "the norm is over all gradients together; this leaves the second out.", "forward"
    )
    def first_tensor_only(self, a: Any, b: Any) -> Any:
        return nd.sqrt(self._squares(a)) + 0 * self._squares(b)

    @misconception("the squares of all gradients share one root; this adds two norms.", "forward")
    def norms_added(self, a: Any, b: Any) -> Any:
        return nd.sqrt(self._squares(a)) + nd.sqrt(self._squares(b))

    @staticmethod
    def _squares(x: Any) -> Any:
        """The sum of the squares of all entries, (1, 1)."""
        return (x**2).sum(axis=-1, keepdims=True).sum(axis=0, keepdims=True)

    @staticmethod
    def _sizes(x: Any) -> Any:
        return nd.size(x).sum(axis=-1, keepdims=True).sum(axis=0, keepdims=True)
