"""Checks that an op's rules take the right arguments, as soon as the op is defined."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import Any

PLACEHOLDER = re.compile(r"%(.?)", re.DOTALL)


def inputs_of(cls: type[Any]) -> tuple[str, ...] | None:
    """The names of an op's inputs, or None if it takes any number of them."""
    return _taken(cls.forward, 1)


# What every op has of its own, and how it is given: one of the names before the colon.
OWN = {
    ("forward",): "write forward(self, x), its rule.",
    ("vjp",): "write vjp({rule}), the gradient for each input.",
    ("tex", "latex"): r"give tex, its rule in LaTeX, one %s for each input: tex = r'\tanh %s'.",
    ("shapes", "samples"): "give shapes, the shape of each input to test it on, as in ((2, 3),).",
    ("says", "caption"): "give says, what it does in a sentence for the learner.",
}


def check(cls: type[Any]) -> None:
    """Raise TypeError with advice if the op lacks something, or a rule does not fit its inputs."""
    inputs = inputs_of(cls)
    for names, advice in OWN.items():
        if not any(name in vars(base) for base in cls.__mro__[:-2] for name in names):  # Op, object
            rule = ", ".join(("self", "g", "y", *(inputs or ("*inputs",))))
            raise TypeError(f"{_where(cls)}: {advice.replace('{rule}', rule)}")
    if inputs is None:
        return
    backward_forms = cls.forms.get("vjp", ())
    wrong = [name for name, bend in cls.bends.items() if not bend.reads]
    for name in ("vjp", *wrong, *cls.forms.get("forward", ()), *backward_forms):
        bend = cls.bends.get(name)
        backward = name in ("vjp", *backward_forms) or (bend and bend.replaces == "vjp")
        taken = _taken(getattr(cls, name), 3 if backward else 1)
        if taken is not None and len(taken) != len(inputs):
            wanted = ", ".join(("self", *(("g", "y") if backward else ()), *inputs))
            raise TypeError(
                f"{_where(cls)}: forward takes {_listed(inputs)}, so write {name}({wanted})."
            )
    if cls.tex and not any("latex" in vars(base) for base in cls.__mro__[:-2]):  # Op, object
        _check_tex(cls, inputs)


def _check_tex(cls: type[Any], inputs: tuple[str, ...]) -> None:
    found = PLACEHOLDER.findall(cls.tex)
    if set(found) - {"s", "%"}:
        raise TypeError(f"{_where(cls)}: in tex, write %s for an input and %% for a percent sign.")
    if (count := found.count("s")) != len(inputs):
        raise TypeError(
            f"{_where(cls)}: tex has {count} %s, but forward takes {_listed(inputs)}. Write one %s "
            "for each input, in their order; to show one twice, override latex, as silu.py does."
        )


def check_call(node: str, op: Any, inputs: tuple[str, ...]) -> None:
    """Raise ValueError with advice if a node does not give its op the inputs that it takes."""
    if isinstance(op, type):
        name = getattr(op, "name", op.__name__)
        raise ValueError(f"Node {node!r} needs an op, not its class: write OPS[{name!r}]().")
    wanted = inputs_of(type(op))
    if wanted is not None and len(wanted) != len(inputs):
        raise ValueError(
            f"Node {node!r}: {op.name} takes {_listed(wanted)}, but got {len(inputs)}: "
            f"{', '.join(inputs) or 'none'}."
        )


@cache
def _taken(rule: Any, skipped: int) -> tuple[str, ...] | None:
    kinds = list(inspect.signature(rule).parameters.values())
    if any(one.kind is one.VAR_POSITIONAL for one in kinds):
        return None
    return tuple(one.name for one in kinds if one.kind is not one.KEYWORD_ONLY)[skipped:]


def _where(cls: type[Any]) -> str:
    return f"{cls.__name__} in {'/'.join(cls.__module__.split('.')[-2:])}.py"


def _listed(names: tuple[str, ...]) -> str:
    return f"{len(names)} input{'s' if len(names) != 1 else ''} ({', '.join(names)})"
