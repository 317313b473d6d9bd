"""A template is a function `(draw, **params) -> Exercise` that draws one kind of exercise.

A file in `engine/templates/` adds a template; `TEMPLATES` maps its name to it.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..errors import BadQuestion
from ..exercise.exercise import Exercise
from ..registry import Registry, did_you_mean

Ask = Literal["few", "all"]  # an interview's few blanks, or the full drill: every step
ASK, FEW, ALL = "ask", "few", "all"  # that parameter of a template; it changes no number

Draws = Callable[..., Exercise]
Params = Mapping[str, Any]

TEMPLATES: Registry[Template] = Registry("engine.templates")


@dataclass(frozen=True)
class Template:
    """A template: its name, its levels, and its parameters with defaults and choices."""

    name: str
    draw: Draws
    defaults: Params
    choices: Mapping[str, tuple[Any, ...]]
    summary: str
    levels: Mapping[int, Params]  # parameters for 1 warm-up, 2 interview, 3 hard
    by_hand: bool  # takes no calculator

    @property
    def has_drill(self) -> bool:
        """Whether there is more to ask than an interviewer would."""
        return ASK in self.choices

    def complete(self, params: Params) -> dict[str, Any]:
        """`params` with defaults filled in; `BadQuestion` if one is unknown or not a choice."""
        for name, value in params.items():
            if name not in self.defaults:
                hint = did_you_mean(name, self.defaults)
                raise BadQuestion(
                    f"{self.name} has no parameter {name!r}.{hint} "
                    f"It has {', '.join(self.defaults)}.",
                    ("params", name),
                )
            if not any(value == choice and type(value) is type(choice)
                       for choice in self.choices[name]):  # fmt: skip
                options = ", ".join(map(repr, self.choices[name]))
                raise BadQuestion(
                    f"{name} cannot be {value!r} in {self.name}. Use one of {options}.",
                    ("params", name),
                )
        return {**self.defaults, **params}


def template(*, warm_up: Params, hard: Params, by_hand: bool = False) -> Callable[[Draws], Draws]:
    """Decorator: register a template, whose parameters must each have a `Literal` annotation.

    `warm_up` and `hard` are the parameters of levels 1 and 3; the defaults are level 2. `by_hand`
    is for those that take no calculator at any level.
    """

    def register(function: Draws) -> Draws:
        keywords = list(inspect.signature(function).parameters.values())[1:]
        hints = typing.get_type_hints(function)
        found = Template(
            name=function.__name__,
            draw=function,
            defaults={keyword.name: keyword.default for keyword in keywords},
            choices={keyword.name: typing.get_args(hints[keyword.name]) for keyword in keywords},
            summary=(inspect.getdoc(function) or "").partition("\n")[0],
            levels={1: warm_up, 2: {}, 3: hard},
            by_hand=by_hand,
        )
        for params in found.levels.values():
            found.complete(params)
        TEMPLATES.add(found.name, found)
        return function

    return register
