"""The maxout unit (Goodfellow et al. 2013)."""

from typing import Any

from ..readings import nd
from ._base import Op, misconception, op


@op
class Maxout(Op):
    """y = max over k of x W[k] + b[k], with x (N, D), W (K, D, M), b (K, M) and y (N, M).

    Only the largest piece gets the gradient, the first in case of a tie.
    """

    tex = r"\max_k\left(%s\,%s_k + %s_k\right)"
    says = "The largest of the linear pieces."
    parameters = (1, 2)
    shapes = ((2, 3), (2, 3, 2), (2, 2))

    def forward(self, x: Any, W: Any, b: Any) -> Any:
        best, *others = self._pieces(x, W, b)
        for piece in others:
            best = nd.maximum(best, piece)
        return best

    def vjp(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        shares = [g * wins for wins in self._winners(x, W, b)]
        return self._back(shares, x, W)

    @misconception("maxout takes the largest piece; this adds the pieces.", "forward")
    def pieces_added(self, x: Any, W: Any, b: Any) -> Any:
        first, *others = self._pieces(x, W, b)
        return sum(others, first)

    @misconception("maxout takes the largest piece; this takes the smallest.", "forward")
    def smallest_piece(self, x: Any, W: Any, b: Any) -> Any:
        worst, *others = self._pieces(x, W, b)
        for piece in others:
            worst = -nd.maximum(-worst, -piece)
        return worst

    @misconception("only the winning piece gets a gradient; this sends it to every piece.")
    def gradient_to_every_piece(self, g: Any, y: Any, x: Any, W: Any, b: Any) -> tuple[Any, ...]:
        return self._back([g for _ in range(W.shape[0])], x, W)

    @staticmethod
    def _pieces(x: Any, W: Any, b: Any) -> list[Any]:
        return [x @ W[k] + b[k] for k in range(W.shape[0])]

    def _winners(self, x: Any, W: Any, b: Any) -> list[Any]:
        """For each piece, 1 where it is the largest, else 0."""
        pieces = self._pieces(x, W, b)
        return [
            _product(
                nd.where(piece - other, 1, 0) if j < k else nd.where(other - piece, 0, 1)
                for j, other in enumerate(pieces)
                if j != k
            )
            for k, piece in enumerate(pieces)
        ]

    @staticmethod
    def _back(shares: list[Any], x: Any, W: Any) -> tuple[Any, ...]:
        """Gradients of x, W and b, given the share of `g` (N, M) that each piece gets."""
        first, *others = [share @ W[k].T for k, share in enumerate(shares)]
        return (
            sum(others, first),
            nd.stack([x.T @ share for share in shares]),
            nd.stack([share.sum(axis=0) for share in shares]),
        )


def _product(factors: Any) -> Any:
    """The product of at least one factor."""
    first, *others = factors
    for factor in others:
        first = first * factor
    return first
