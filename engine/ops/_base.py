"""An op is one operation: its forward rule, its backward rule, and common wrong versions of both.

A file in `engine/ops/` adds an op; `OPS` maps its name to its class. An op's parameters are the
fields of its frozen dataclass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import prod
from random import Random
from typing import Any, ClassVar

import numpy as np

from ..registry import Registry
from . import _signature

# Subclasses of Op; Any, because each has its own parameters.
OPS: Registry[type[Any]] = Registry("engine.ops")


@dataclass(frozen=True)
class Bend:
    """A wrong rule: its method's name, the correct rule it replaces, and a remark.

    With `reads` it is the correct rule, given what belongs to another place of the program: which,
    `engine.graph.misread` finds. A `rare` one is told where a number shows it, but isn't worth
    refusing a draw that would mix it up with another.
    """

    name: str
    replaces: str  # "forward" or "vjp"
    remark: str
    reads: str = ""
    rare: bool = False


OWN = "the derivative of an activation belongs to its own layer or step;"
OTHER_LAYERS = (
    Bend("slope_of_layer_above", "vjp", f"{OWN} this takes that of the next one.", "layer above"),
    Bend("slope_of_layer_below", "vjp", f"{OWN} this takes that of the one before.", "layer below"),
)
OTHER_UNIT = Bend(
    "slope_of_other_unit",
    "vjp",
    "the derivative of an activation belongs to its own unit; this takes that of another one.",
    rare=True,
)
UPDATED_WEIGHTS = Bend(
    "updated_weights",
    "vjp",
    "the error goes back through the weights that led forward; this uses the updated ones.",
    "updated weights",
)


def misconception(
    remark: str, replaces: str = "vjp", *, rare: bool = False
) -> Callable[[Callable], Callable]:
    """Mark a method as a wrong rule that people use; `remark` says in a sentence what is wrong."""

    def mark(rule: Callable) -> Callable:
        rule.bend = Bend(rule.__name__, replaces, remark, rare=rare)  # type: ignore[attr-defined]
        return rule

    return mark


def next_one(x: Any) -> Any:
    """Each entry along the last axis in the place of the one before it, the first one last."""
    return x[..., [*range(1, x.shape[-1]), 0]] if x.shape else x


def equal_form(replaces: str = "forward", *, without: str = "") -> Callable[[Callable], Callable]:
    """Mark a method as another way to compute a rule that is just as right.

    The bounds on honest rounding are those around all forms. One that does `without` the output of
    an op before, and takes the inputs of that, may lose so many digits that only marking allows it.
    """

    def mark(rule: Callable) -> Callable:
        if without:
            rule.without = without  # type: ignore[attr-defined]
        else:
            rule.equals = replaces  # type: ignore[attr-defined]
        return rule

    return mark


@dataclass(frozen=True)
class Op:
    """Base of all ops: pure rules, for any shape, from plain operators and `engine.readings.nd`."""

    name: ClassVar[str]
    tex: ClassVar[str] = ""  # LaTeX of the forward rule, with one %s for each input
    means_over: ClassVar[tuple[int, ...]] = ()  # axes of the targets, where the output is a mean
    says: ClassVar[str] = ""  # what the forward rule does, in a sentence
    back: ClassVar[tuple[str, ...]] = ()  # what the gradient of each input is, in a sentence each
    pointwise: ClassVar[bool] = False  # acts on each entry of one array
    label: ClassVar[str] = ""  # as people write it, where that is not its name: ReLU
    what_if: ClassVar[str] = ""  # an activation in "What if it were …?"; without it, none asks so
    loses_half: ClassVar[bool] = False  # of what comes in, as ReLU does: weights begin as He's
    sympy_slope: ClassVar[bool] = True  # its derivative is also shown as SymPy writes it
    parameters: ClassVar[tuple[int, ...]] = ()  # positions of inputs without a batch axis
    bounds: ClassVar[tuple[float, float] | None] = None  # open range of the output, if bounded
    shapes: ClassVar[tuple[tuple[int, ...], ...]] = ()  # of the inputs that `samples` makes
    cancels: ClassVar[Mapping[str, str]] = {}  # op before -> op for the gradient of both
    misreads: ClassVar[tuple[Bend, ...]] = ()  # wrong rules that read another place's arrays
    bends: ClassVar[dict[str, Bend]] = {}
    forms: ClassVar[dict[str, tuple[str, ...]]] = {}  # rule -> methods that compute the same
    detours: ClassVar[dict[str, str]] = {}  # op before -> the method that does without its output

    def forward(self, *inputs: Any) -> Any:
        """The output for these inputs."""
        raise NotImplementedError

    def vjp(self, g: Any, y: Any, /, *inputs: Any) -> tuple[Any, ...]:
        """Gradient of the loss w.r.t. each input, given the gradient `g` w.r.t. the output `y`."""
        raise NotImplementedError

    def formula(self, *inputs: Any) -> Any:
        """The forward rule for exact readings: `forward`, unless that is stabilised for floats."""
        return self.forward(*inputs)

    def slope_of_other_unit(self, g: Any, y: Any, x: Any) -> tuple[Any, ...]:
        """A wrong rule of those that act on each entry: the derivative at the one next to it."""
        return self.vjp(g, next_one(y), next_one(x))

    @classmethod
    def samples(cls) -> tuple[tuple[Op, tuple[np.ndarray, ...]], ...]:
        """Pairs of an op and inputs for it, for the tests to run on."""
        chance = Random(cls.name)
        return (
            (
                cls(),
                tuple(
                    np.array(
                        [chance.randint(-180, 180) / 100 + 0.005 for _ in range(prod(shape))]
                    ).reshape(shape)
                    for shape in cls.shapes
                ),
            ),
        )

    def params(self) -> dict[str, Any]:
        """The parameters by name, ready for JSON."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def latex(self, *inputs: str) -> str:
        """The forward rule in LaTeX, given the LaTeX of each input."""
        return self.tex % inputs

    def caption(self, symbols: Sequence[str], inputs: Sequence[Any]) -> str:
        """What the forward rule does to these inputs, given also the LaTeX of each of them."""
        return self.says


def op(cls: type[Op]) -> type[Op]:
    """Class decorator: register an op in `OPS` under its snake_case name, with its wrong rules."""
    cls = dressed(cls)
    OPS.add(cls.name, cls)
    return cls


def dressed(cls: type[Op]) -> type[Op]:
    """Class decorator: an op with its name, wrong rules and equal forms, which nobody looks up."""
    cls = dataclass(frozen=True)(cls)
    cls.name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
    rules = [getattr(cls, attribute) for attribute in dir(cls)]
    own = [rule.bend for rule in rules if hasattr(rule, "bend")]
    misreads = (*cls.misreads, *((*OTHER_LAYERS, OTHER_UNIT) if cls.pointwise else ()))
    cls.bends = {bend.name: bend for bend in (*own, *misreads)}
    equal = [rule for rule in rules if hasattr(rule, "equals")]
    cls.forms = {
        of: tuple(rule.__name__ for rule in equal if rule.equals == of)
        for of in dict.fromkeys(rule.equals for rule in equal)
    }
    cls.detours = {rule.without: rule.__name__ for rule in rules if hasattr(rule, "without")}
    _signature.check(cls)
    return cls
