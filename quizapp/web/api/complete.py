"""Checks that a declared endpoint is complete and clashes with no other, when it is declared."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .endpoint import Endpoint


def check(declared: Endpoint, others: Iterable[Endpoint]) -> None:
    """Raise an error with advice if something is missing, or taken already by one of the others."""
    if not declared.summary:
        raise ValueError(f"{declared.name} needs a docstring: its first line is the summary")
    _check_arguments(declared)
    models = {model.__name__: model for model in (declared.body, declared.answer) if model}
    for one in others:
        for model in filter(None, (one.body, one.answer)):
            if models.get(model.__name__, model) is not model:
                raise ValueError(f"{one.name} has a {model.__name__} too; rename one of the models")
        if one.name == declared.name:
            raise ValueError(f"{one.path} has a view called {one.name} too; rename one of them")
        if (one.method, one.rule) == (declared.method, declared.rule):
            raise ValueError(f"{one.name} answers {one.method} {one.path} already; choose another")


def _check_arguments(declared: Endpoint) -> None:
    """Raise TypeError with advice if the view does not take what it will be given."""
    sent = [name for name in ("query", "body") if getattr(declared, name)]
    given = ["learner", *declared.parameters, *sent]
    try:
        inspect.signature(declared.view).bind(**dict.fromkeys(given))
    except TypeError:
        wanted = f"def {declared.name}({', '.join(given)})"
        raise TypeError(f"it is called with what it declares: write {wanted}") from None
