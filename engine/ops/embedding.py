"""An embedding layer: rows of a table, looked up by token."""

from typing import Any

import numpy as np

from ._base import Op, misconception, op


@op
class Embedding(Op):
    """y_i = row `tokens[i]` (counted from 0) of a table (V, D); y (T, D).

    PyTorch's `embedding`. A row's gradient is the sum over the positions where it was looked up.
    """

    tokens: tuple[int, ...] = (2, 0, 2)

    says = "The row of the table that belongs to the token."
    parameters = (0,)
    shapes = ((4, 2),)

    def latex(self, *inputs: str) -> str:
        rows = ", ".join(str(token + 1) for token in self.tokens)
        return rf"\text{{rows }} {rows} \text{{ of }} {inputs[0]}"

    def forward(self, table: Any) -> Any:
        return table[list(self.tokens)]

    def vjp(self, g: Any, y: Any, table: Any) -> tuple[Any, ...]:
        return (self._uses(table).T @ g,)

    @misconception("the rows are counted from 1 here; this takes the row after.", "forward")
    def next_row(self, table: Any) -> Any:
        return table[[(token + 1) % table.shape[0] for token in self.tokens]]

    @misconception("a row looked up twice gets the sum of both gradients; this keeps the last.")
    def last_use_only(self, g: Any, y: Any, table: Any) -> tuple[Any, ...]:
        uses = self._uses(table)
        later = np.cumsum(uses[::-1], axis=0)[::-1]
        return ((uses * (later == 1)).T @ g,)

    @misconception("a row looked up twice gets the sum of both gradients; this averages them.")
    def uses_averaged(self, g: Any, y: Any, table: Any) -> tuple[Any, ...]:
        uses = self._uses(table)
        return (uses.T @ g / np.maximum(uses.sum(axis=0), 1)[:, None],)

    @misconception("only the rows looked up get a gradient; this gives every row all of it.")
    def every_row(self, g: Any, y: Any, table: Any) -> tuple[Any, ...]:
        return ((0 * self._uses(table) + 1).T @ g,)

    def _uses(self, table: Any) -> np.ndarray:
        """1 where a position (row) looks up a token (column), else 0; (T, V)."""
        return np.eye(table.shape[0], dtype=int)[list(self.tokens)]
