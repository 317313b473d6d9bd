"""All settings of the lab, and reading them from an address, which is the whole state.

A value that cannot be read is kept as it was typed, with advice beside it, and the network trains
with the default instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from engine.answers._read_number import read_number
from engine.formula.lookalikes import unified
from engine.optimisers._base import OPTIMISERS
from engine.pictures.curve import activations
from engine.training import DATA, LOSSES, Setup

MOST_LAYERS, MOST_UNITS, MOST_POINTS, MOST_STEPS = 3, 8, 200, 400
LONGEST = 40  # characters of a value; longer ones cannot be valid
Reads = Callable[[str], Any]  # raises ValueError with advice


@dataclass(frozen=True)
class Lab:
    """A value for every setting, named as in the address."""

    data: str = "xor"
    points: int = 100
    noise: float = 0.1
    hidden: tuple[int, ...] = (4,)
    activation: str = "tanh"
    loss: str = "binary_cross_entropy"
    optimiser: str = "sgd"
    rate: float = 0.5
    batch: int = 10
    l1: float = 0.0
    l2: float = 0.0
    dropout: float = 0.0
    seed: int = 1
    steps: int = 200

    @property
    def setup(self) -> Setup:
        """The setup for the engine to train."""
        about_data = ("data", "points", "noise", "steps")
        return Setup(**{key: value for key, value in asdict(self).items() if key not in about_data})

    def address(self, step: int) -> dict[str, Any]:
        """The query parameters for this state."""
        given = {name: entry.write(getattr(self, name)) for name, entry in FIELDS.items()}
        return {**given, "step": str(step)}


@dataclass(frozen=True)
class Setting:
    """One setting: its label, how it is read, and its options."""

    label: str
    read: Reads
    options: Callable[[], Mapping[str, str]] | None = None  # value -> words
    help: str = ""
    group: str = "Network"

    @staticmethod
    def write(value: Any) -> str:
        """The value as typed text."""
        if isinstance(value, tuple):
            return ",".join(map(str, value))
        return f"{value:.10g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Asked:
    """The settings from an address, with what could not be read."""

    lab: Lab
    step: int
    typed: Mapping[str, str] = field(default_factory=dict)  # name -> text to show on the page
    troubles: Mapping[str, str] = field(default_factory=dict)


def read(args: Mapping[str, str]) -> Asked:
    """The settings in an address, with defaults for what is missing or cannot be read."""
    values: dict[str, Any] = {}
    typed, troubles = {}, {}
    for name, entry in FIELDS.items():
        usual = getattr(Lab(), name)
        text = args.get(name)
        typed[name] = entry.write(usual) if text is None else text[:LONGEST]
        if text is None:
            continue
        try:
            values[name] = entry.read(unified(text[: LONGEST + 1]).strip())
        except ValueError as error:
            troubles[name] = f"{error} Until then, we use {entry.write(usual)}."
    lab = Lab(**values)
    try:
        step = _whole(0, lab.steps)(args.get("step", "0"))
    except ValueError:
        step = 0
    return Asked(lab, step, typed, troubles)


def _whole(low: int, high: int) -> Reads:
    def reads(text: str) -> int:
        if not re.fullmatch(r"\d{1,10}", text, re.ASCII) or not low <= int(text) <= high:
            raise ValueError(f"Use a whole number from {low} to {high}.")
        return int(text)

    return reads


def _real(low: float, high: float) -> Reads:
    def reads(text: str) -> float:
        number = read_number(text)
        if not low <= number <= high:
            raise ValueError(f"Use a number from {low:g} to {high:g}.")
        return number

    return reads


def _layers(text: str) -> tuple[int, ...]:
    words = re.findall(r"[^\s,;]+", text)
    if len(words) > MOST_LAYERS or not all(
        re.fullmatch(r"\d", word, re.ASCII) and 1 <= int(word) <= MOST_UNITS for word in words
    ):
        raise ValueError(
            f"Write the units of each hidden layer, like 4 or 4,3: at most {MOST_LAYERS} layers of "
            f"1 to {MOST_UNITS} units; leave it empty for a single neuron."
        )
    return tuple(map(int, words))


def _one_of(options: Callable[[], Mapping[str, str]]) -> Reads:
    def reads(text: str) -> str:
        if text not in options():
            raise ValueError(f"Use one of {', '.join(options())}.")
        return text

    return reads


def _data() -> Mapping[str, str]:
    words = {"linear": "linearly separable", "xor": "XOR"}
    return {name: words.get(name, name) for name in DATA}


def _activations() -> Mapping[str, str]:
    return {name: name for name in activations()}


def _optimisers() -> Mapping[str, str]:
    return {name: rule.label for name, rule in OPTIMISERS.items()}


def _losses() -> Mapping[str, str]:
    words = {
        "binary_cross_entropy": "sigmoid, cross-entropy",
        "softmax_cross_entropy": "softmax, cross-entropy",
        "mse": "sigmoid, mean squared error",
    }
    return {name: words[name] for name in LOSSES}


FIELDS = {
    "data": Setting("Data", _one_of(_data), _data, group="Data"),
    "points": Setting("Points", _whole(10, MOST_POINTS), group="Data",
                    help=f"10 to {MOST_POINTS}; half as many more for testing."),
    "noise": Setting("Noise", _real(0, 0.5), group="Data", help="0 to 0.5"),
    "hidden": Setting("Hidden layers", _layers,
                    help=f"Units of each, like 4 or 4,3; up to {MOST_LAYERS} × {MOST_UNITS}."),
    "activation": Setting("Activation", _one_of(_activations), _activations),
    "loss": Setting("Output and loss", _one_of(_losses), _losses),
    "dropout": Setting("Dropout", _real(0, 0.8), help="Share of hidden units to drop, 0 to 0.8."),
    "optimiser": Setting("Optimiser", _one_of(_optimisers), _optimisers, group="Training"),
    "rate": Setting("Learning rate η", _real(0.0001, 10), group="Training", help="0.0001 to 10"),
    "batch": Setting("Batch size", _whole(0, MOST_POINTS), group="Training",
                   help="0 means all points at once."),
    "l1": Setting("L1 strength λ", _real(0, 1), group="Training", help="0 to 1"),
    "l2": Setting("L2 strength λ", _real(0, 1), group="Training", help="0 to 1"),
    "steps": Setting("Steps", _whole(10, MOST_STEPS), group="Training", help=f"10 to {MOST_STEPS}"),
    "seed": Setting("Seed", _whole(0, 2**31 - 1), group="Training",
                  help="The same seed gives the same points, weights and order."),
}  # fmt: skip
