"""Names for reading, for what has short names in the engine."""

from __future__ import annotations

from engine.ops._base import OPS
from engine.optimisers._base import OPTIMISERS

_SPOKEN = {
    "batch": "Batch",
    "mini_batch": "Mini-batch",
    "stochastic": "Stochastic (SGD)",
    "bowl": "A bowl: linear neuron",
    "valleys": "Two valleys: tanh network",
    "plateau": "Plateaus: sigmoid neuron",
}
_SHORT = frozenset({"mlp", "cnn", "rnn", "bptt", "lstm", "gru", "svrg", "kl", "xor"})


def spoken(name: str) -> str:
    """The name for people to read; by default its words, with a capital letter."""
    words = [word.upper() if word in _SHORT else word for word in name.split("_")]
    text = " ".join(words)
    if name in OPTIMISERS:
        return OPTIMISERS[name].label
    if name in OPS and OPS[name].label:
        return str(OPS[name].label)
    return _SPOKEN.get(name, text[:1].upper() + text[1:])
