"""Words that say the same in this subject; the first of each group stands for all."""

from __future__ import annotations

from functools import cache

from .word_stems import stem

_GROUPS = """
gradient derivative differential slope gradiant
loss error objective
every each all any entire whole
compute calculate find obtain determine evaluate derive give yield produce
example sample observation instance datapoint pattern
unit neuron node neurone cell
network net nn model
output prediction predicted
fast quick rapid quicker faster speed
slow crawl sluggish slower slowly ages
small tiny little low
near close
large big huge high enormous great gigantic massive vast absurd
grow increase rise enlarge raise bigger larger creep climb
shrink decrease reduce fall diminish smaller lessen weaker fade
zero 0 nil null
one 1 single
two 2 twice double both
update change adjust modify alter tweak touch nudge
backward back reverse backwards rearward
start begin initial initially first
last final end
average mean
train learn
activation squashing
nonlinear
use apply employ utilise
keep preserve retain maintain store save cache remember hold hang
pass propagate flow travel go move
layer stage
need require must necessary
many several lots numerous plenty multiple
random randomly
add sum plus addition summed
multiply product scaled multiplied
subtract minus negative
divide quotient division
square squared
important matters relevant relevance
share same shared tied reuse reused common identical alike
equal equals
shift move translate translation offset shifted
place position location where
together combine combined joint
noisy noise noisier
expensive costly cost price
cheap inexpensive cheaper
fail break wrong bad
help improve better benefit
avoid prevent stop counter
independent independently regardless irrespective
local nearby neighbouring neighbourhood neighbor
allow let enable permit
normalise standardise
magnitude size length
explode blow
vanish disappear
sequence series
lie sit resides located
oscillate oscillation zigzag wobble shake bounce swing jump
maximum max biggest largest strongest greatest
linear affine
memorise memorize heart
difference mismatch gap discrepancy
target desired truth label
blind unaware ignorant
examine inspect look
divergent diverge
guarantee promise ensure assure warrant
measure quantify
hardly barely scarcely
neighbour surrounding
""".strip().splitlines()

_PHRASES = {  # several words that are one idea
    "cost function": "loss", "cost functions": "loss",
    "learning rate": "rate", "step size": "rate", "learning factor": "rate", "eta": "rate",
    "lr": "rate", "non linear": "nonlinear", "square root": "sqrt",
    "non linearity": "nonlinear",
    "non linearities": "nonlinear", "non convex": "nonconvex",
    "non convexity": "nonconvex", "mini batch": "minibatch", "mini batches": "minibatch",
    "test time": "inference", "testing": "inference", "prediction time": "inference",
    "at test": "inference", "testing time": "inference", "deployment": "inference",
    "training set": "trainset", "training data": "trainset", "validation set": "validset",
    "validation data": "validset", "held out": "validset", "test set": "testset",
    "back propagation": "backprop", "backpropagation": "backprop",
    "backward propagation": "backprop", "bptt": "backprop",
    "back prop": "backprop", "backward pass": "backprop", "forward pass": "forwardpass",
    "forward propagation": "forwardpass", "feed forward": "forwardpass",
    "feedforward": "forwardpass", "gradient descent": "descent", "over fitting": "overfit",
    "over fit": "overfit", "over fits": "overfit", "pre activation": "preactivation",
    "weighted sum": "wsum", "sum of products": "wsum", "dot product": "wsum",
    "skip connection": "skip", "skip connections": "skip", "residual connection": "skip",
    "params": "parameter", "residual connections": "skip", "shortcut": "skip",
    "hyper parameter": "hyperparameter",
    "hyper parameters": "hyperparameter", "error signal": "delta", "error signals": "delta",
    "element wise": "elementwise", "with respect to": "wrt", "w r t": "wrt", "at least": "least",
    "starting point": "start", "as well": "too", "each other": "other", "local minimum": "localmin",
    "local minima": "localmin", "local minimums": "localmin", "local optimum": "localmin",
    "local optima": "localmin", "global minimum": "globalmin", "global minima": "globalmin",
    "global optimum": "globalmin", "global optima": "globalmin", "global best": "globalmin",
    "work out": "compute", "works out": "compute", "worked out": "compute",
    "saddle point": "saddle", "saddle points": "saddle", "hidden layer": "hidden",
    "hidden layers": "hidden", "batch norm": "batchnorm", "batch normalisation": "batchnorm",
    "batchnormalization": "batchnorm", "bn": "batchnorm", "layer norm": "layernorm",
    "layer normalisation": "layernorm", "ln norm": "layernorm", "l 1": "l1", "l 2": "l2",
    "one way": "oneway", "one direction": "oneway",
    "single direction": "oneway", "unidirectional": "oneway", "lasso": "l1", "ridge": "l2",
    "power 2": "squared", "power two": "squared", "cross entropy": "crossentropy",
}  # fmt: skip


def root_of(word: str) -> str:
    """The stem of a word, of an adverb as of its adjective."""
    return stem(word[:-2] if len(word) > 5 and word.endswith("ly") else word)


@cache
def canonical() -> dict[str, str]:
    """Stem -> the stem that stands for its group."""
    found: dict[str, str] = {}
    for line in _GROUPS:
        head, *rest = map(root_of, line.split())
        for each in (head, *rest):
            found.setdefault(each, head)
    return found


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Stems in a row -> the one idea that they are."""
    known = canonical()
    return {
        tuple(map(root_of, many.split())): known.get(root_of(one), root_of(one))
        for many, one in _PHRASES.items()
    }


def idea_of(word: str) -> str:
    """The idea that a single word stands for."""
    root = root_of(word)
    return phrases().get((root,), canonical().get(root, root))


@cache
def common_ideas() -> frozenset[str]:
    """Ideas that come up in many an answer, and say little alone."""
    return frozenset(canonical().values())


@cache
def common_words() -> frozenset[str]:
    """Every word of these lists."""
    return frozenset(word for line in (*_GROUPS, *_PHRASES) for word in line.split())
