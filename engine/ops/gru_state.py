"""The new state of a GRU cell: a mix of the old state and the candidate."""

from typing import Any

from ._base import Op, equal_form, misconception, op


@op
class GruState(Op):
    """h = (1 − z) n + z h_old on each entry: update gate z, candidate n, old state (N, H).

    z = 1 keeps the old state, as in PyTorch's `GRUCell` and Cho et al. (2014); other texts swap
    z and 1 − z.
    """

    says = "A mixture: z of the old state and 1 − z of the candidate."
    shapes = ((2, 2), (2, 2), (2, 2))

    def latex(self, *inputs: str) -> str:
        z, n, h = inputs
        return rf"\left(1 - {z}\right) \odot {n} + {z} \odot {h}"

    def forward(self, z: Any, n: Any, h: Any) -> Any:
        return (1 - z) * n + z * h

    def vjp(self, g: Any, y: Any, z: Any, n: Any, h: Any) -> tuple[Any, ...]:
        return g * (h - n), g * (1 - z), g * z

    @equal_form()
    def moved_from_candidate(self, z: Any, n: Any, h: Any) -> Any:
        return n + z * (h - n)

    @equal_form("vjp")
    def products_first(self, g: Any, y: Any, z: Any, n: Any, h: Any) -> tuple[Any, ...]:
        return g * h - g * n, g - g * z, g * z

    @misconception("here z is the share of the old state; this swaps z and 1 − z.", "forward")
    def shares_swapped(self, z: Any, n: Any, h: Any) -> Any:
        return z * n + (1 - z) * h

    @misconception("the candidate gets the share 1 − z; this adds all of it.", "forward")
    def candidate_whole(self, z: Any, n: Any, h: Any) -> Any:
        return n + z * h

    @misconception("the old state keeps its share z; this leaves it out.", "forward")
    def old_state_left_out(self, z: Any, n: Any, h: Any) -> Any:
        return (1 - z) * n + 0 * h
