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
_LOOSER = """
input : output
before : after
above : below
steep : flat
close : far distant
good : bad
common : rare
often : rarely seldom
early : late
earlier : later
past : future
new : old
difference : sum
constant : variable varying random
random : fixed deterministic
up : down
start : last
wide : narrow
long : short brief
zero : one huge large
against opposite : along same
most : least
inside : outside
row : column
hidden : visible
minimum : maximum
min : maximum
strengthen : weaken
strong : weak
simple : complex
converge : diverge
smooth : rough
discrete : continuous
include : exclude
punish : reward
faster : slower
dendrite : axon
one : several
layer unit : batch
weight : activation
every : some
between : within
query : key value
random : zero
example : batch
left : right
encoder : decoder
generator : discriminator
parameter : activation
neighbour : distant
fewer : most
"""  # these count only where the other isn't named beside them: "from the input to the output"
_PREFIXES = ("un", "in", "im", "non", "dis", "ir")  # bounded, unbounded


@cache
def _opposites(pairs: str = _PAIRS) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in pairs.strip().splitlines():
        one, other = ({idea_of(word) for word in side.split()} for side in line.split(":"))
        for idea in one:
            found[idea] |= other - {idea}
        for idea in other:
            found[idea] |= one - {idea}
    return {idea: frozenset(others) for idea, others in found.items()}


def opposite(ideas: Set[str], known: Set[str]) -> bool:
    """Whether some idea is the opposite of a known one, and is not known itself."""
    every, looser, missing = _opposites(), _opposites(_LOOSER), known - ideas
    return any(
        every.get(idea, frozenset()) & known
        or looser.get(idea, frozenset()) & missing
        or _is_prefixed(idea, missing)
        for idea in ideas - known
    )


def _is_prefixed(idea: str, known: Set[str]) -> bool:
    """Whether a word is a known one with an "un" before it, or without one."""
    shorter = any(idea.startswith(each) and idea.removeprefix(each) in known for each in _PREFIXES)
    return shorter or any(each + idea in known for each in _PREFIXES)


def are_apart(before: Set[str], after: Set[str]) -> bool:
    """Whether something is named before and its opposite after."""
    every = _opposites()
    return any(every.get(idea, frozenset()) & after for idea in before - after)
