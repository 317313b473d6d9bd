"""Words that say the opposite of one another, or name things that get mixed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from functools import cache

from .same_meaning import idea_of

_PAIRS = """
large : small
fast : slow
grow : shrink
more : less few fewer
many : few fewer none
plus : minus
add : subtract remove
multiply : divide
positive : negative
vanish : explode
dominate : ignore
sensitive : robust
ignore : sensitive dominate depend
train training : inference
trainset : testset
l1 : l2
batchnorm : layernorm
tanh relu softmax : sigmoid
squared : absolute
maxout : elu
forward : backward
first : last
local : global
localmin : globalmin
same : different own separate
expensive costly : cheap free
uphill steepest ascent : downhill
minimise : maximise
depend : independent
linear : nonlinear
easy : hard
keep : remove lose forget
deep : shallow wide one
one : two both
use : ignore
convex : nonconvex
help : hurt harm
open : closed
underfit : overfit
bias : variance
noisy : exact
every : part half
sparse : dense
"""


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in _PAIRS.strip().splitlines():
        one, other = ({idea_of(word) for word in side.split()} for side in line.split(":"))
        for idea in one:
            found[idea] |= other - {idea}
        for idea in other:
            found[idea] |= one - {idea}
    return {idea: frozenset(others) for idea, others in found.items()}


def opposite(ideas: Set[str], known: Set[str]) -> bool:
    """Whether some idea is the opposite of a known one, and is not known itself."""
    every = _opposites()
    return any(every.get(idea, frozenset()) & known for idea in ideas - known)


def are_apart(before: Set[str], after: Set[str]) -> bool:
    """Whether something is named before and its opposite after."""
    every = _opposites()
    return any(every.get(idea, frozenset()) & after for idea in before - after)
