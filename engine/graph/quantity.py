"""What can be asked about a graph: a value, a gradient or an updated weight, at one index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

GREEK = frozenset({"alpha", "beta", "gamma", "delta", "epsilon", "eta", "lambda", "mu", "sigma"})
ACCENTS = {"_hat": r"\hat", "_bar": r"\bar", "_tilde": r"\tilde"}
PREFIX = {"value": "", "grad": "grad.", "updated": "updated."}


@dataclass(frozen=True)
class Quantity:
    """One entry of an array of a program; `index` is full, with any batch axis in it."""

    kind: str  # value, grad or updated
    node: str
    index: tuple[int, ...] = ()
    batch_dropped: bool = False

    @cached_property
    def array(self) -> str:
        """The name of the array in the program."""
        return PREFIX[self.kind] + self.node

    @property
    def shown(self) -> tuple[int, ...]:
        """The index as people see it: without a batch axis of 1."""
        return self.index[1:] if self.batch_dropped else self.index

    @cached_property
    def name(self) -> str:
        """The part name: `value.h[0]`, `grad.W1[0,1]`, `value.E`."""
        where = f"[{','.join(map(str, self.shown))}]" if self.shown else ""
        return f"{self.kind}.{self.node}{where}"


@lru_cache(maxsize=4096)  # a derivation asks for the same few again and again
def entries(array: str, shape: tuple[int, ...], parameter: bool) -> tuple[Quantity, ...]:
    """Every quantity of an array of the program, in row order."""
    kind, node = split(array)
    dropped = not parameter and len(shape) > 1 and shape[0] == 1
    return tuple(
        Quantity(kind, node, tuple(map(int, index)), dropped) for index in np.ndindex(*shape)
    )


def split(array: str) -> tuple[str, str]:
    """`grad.W1` → ("grad", "W1"); a bare name is a value."""
    kind, dot, node = array.partition(".")
    return (kind, node) if dot else ("value", array)


@lru_cache(maxsize=4096)
def symbol(node: str, index: tuple[int, ...] = (), shape: tuple[int, ...] = ()) -> str:
    """LaTeX of an entry, one-based: `W1`, (0, 1) → w^{(1)}_{12}; of the whole array without index.

    A Greek name becomes its letter, `m_hat` gets its hat, `w_new` its word. An axis of length 1
    says nothing and is left out.
    """
    letters, accent, mark, digits = re.fullmatch(  # type: ignore[union-attr]
        r"([A-Za-z]+)(_hat|_bar|_tilde)?(_[a-z]+)?(\d*)", node
    ).groups()
    letters = rf"\{letters}" if letters in GREEK else letters
    layer = f"^{{({digits})}}" if digits else ""
    if accent:
        letters = rf"{ACCENTS[accent]}{{{letters}}}"
    word = rf"\text{{{mark[1:]}}}" if mark else ""
    if not index:
        return letters + layer + (f"_{{{word}}}" if word else "")
    letters = letters.lower() if len(index) > 1 and letters.isupper() else letters
    kept = [i + 1 for i, length in zip(index, shape, strict=True) if length > 1]
    comma = "," if any(length > 9 for length in shape) else ""
    below = ",".join(filter(None, [word, comma.join(map(str, kept))]))
    return letters + layer + (f"_{{{below}}}" if below else "")


def label(quantity: Quantity, shape: tuple[int, ...], loss: str = "E") -> str:
    """LaTeX of a quantity; `shape` is that of its array, batch axis included."""
    shown = shape[1:] if quantity.batch_dropped else shape
    name = symbol(quantity.node, quantity.shown, shown)
    if quantity.kind == "grad":
        return rf"\frac{{\partial {loss}}}{{\partial {name}}}"
    return rf"{name}(\text{{new}})" if quantity.kind == "updated" else name
