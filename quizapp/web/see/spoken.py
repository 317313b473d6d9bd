"""How people call what the engine has short names for."""

from __future__ import annotations

_SPOKEN = {
    "relu": "ReLU",
    "leaky_relu": "Leaky ReLU",
    "elu": "ELU",
    "gelu": "GELU",
    "gelu_tanh": "GELU by tanh",
    "silu": "SiLU",
    "hardswish": "Hard-swish",
    "tanh": "tanh",
}


def spoken(name: str) -> str:
    """The name in words; a new one in its own, with a capital."""
    return _SPOKEN.get(name, name.replace("_", " ").capitalize())
