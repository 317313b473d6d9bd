"""The outputs of attention heads, concatenated."""

from typing import Any

from ..readings import nd
from ._base import Op, misconception, op


@op
class JoinedHeads(Op):
    """The outputs of H heads, each (N, d), side by side as (N, H d), as `torch.cat` with `dim=1`.

    Each head gets its own columns of the gradient.
    """

    says = "The outputs of the heads side by side, the first head's first."
    shapes = ((2, 2), (2, 2))

    def latex(self, *inputs: str) -> str:
        return r"\left[" + r",\; ".join(inputs) + r"\right]"

    def forward(self, *heads: Any) -> Any:
        return _laid(heads, [_block(index, head) for index, head in enumerate(heads)])

    def vjp(self, g: Any, y: Any, *heads: Any) -> tuple[Any, ...]:
        return tuple(g[_block(index, head)] for index, head in enumerate(heads))

    @misconception("the heads are put side by side; this averages them.", "forward")
    def averaged(self, *heads: Any) -> Any:
        mean = sum(heads[1:], heads[0]) / len(heads)
        return self.forward(*(mean for _ in heads))

    @misconception("the heads are put side by side; this adds them up.", "forward")
    def added(self, *heads: Any) -> Any:
        total = sum(heads[1:], heads[0])
        return self.forward(*(total for _ in heads))

    @misconception(
        "the whole of one head comes first; this takes one entry of each in turn, as a reshape "
        "without a transpose does.",
        "forward",
    )
    def interleaved(self, *heads: Any) -> Any:
        every = [(slice(None), slice(index, None, len(heads))) for index in range(len(heads))]
        return _laid(heads, every)

    @misconception("each head gets its own columns of the gradient; this takes the first for all.")
    def first_columns_for_all(self, g: Any, y: Any, *heads: Any) -> tuple[Any, ...]:
        return tuple(g[_block(0, head)] for head in heads)


def _block(index: int, head: Any) -> tuple[slice, slice]:
    """The columns of the head at `index`."""
    width = head.shape[1]
    return slice(None), slice(index * width, (index + 1) * width)


def _laid(heads: Any, places: list[tuple[slice, slice]]) -> Any:
    """The heads at these `places` in one array."""
    rows, width = heads[0].shape
    first, *others = (
        nd.place(head, (rows, width * len(heads)), place)
        for head, place in zip(heads, places, strict=True)
    )
    return sum(others, first)
