"""Losses that are sums of natural logarithms, of which people take others."""

from dataclasses import dataclass
from math import log
from typing import Any

from ._base import Op, misconception


@dataclass(frozen=True)
class NaturalLogarithm(Op):
    """An op of predictions and targets that is linear in the logarithm it takes."""

    @misconception("the logarithm is the natural one, ln; this is to the base 10.", "forward")
    def common_logarithm(self, first: Any, second: Any) -> Any:
        return self.forward(first, second) / log(10)

    @misconception("the logarithm is the natural one, ln; this is to the base 2.", "forward")
    def in_bits(self, first: Any, second: Any) -> Any:
        return self.forward(first, second) / log(2)
