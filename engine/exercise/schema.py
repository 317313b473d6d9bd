"""From the plain values of a question file to frozen dataclasses, guided by their annotations.

The fields of a question type are its schema: nothing is declared twice. pydantic reads the same
classes where every error is wanted at once; this is for serving, where one suffices.
"""

from __future__ import annotations

import math
import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ..errors import BadQuestion

T = TypeVar("T")
Where = tuple[str | int, ...]

_NAMES = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}


def make(cls: type[T], table: Any, where: Where = ()) -> T:
    """An instance of the dataclass `cls` from a table; `BadQuestion` says where it does not fit."""
    if not isinstance(table, Mapping):
        raise BadQuestion(f"A table of keys is wanted here, not {_name(table)}.", where)
    hints, wanted = _schema(cast(Hashable, cls))
    for key in table:
        if key not in wanted:
            near = get_close_matches(str(key), wanted, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(wanted)}."
            raise BadQuestion(f"Unknown key {str(key)!r}; {hint}", (*where, str(key)))
    for key, needed in wanted.items():
        if needed and key not in table:
            raise BadQuestion(f"{key} is missing.", (*where, key))
    return cls(**{key: convert(hints[key], table[key], (*where, key)) for key in table})


def convert(hint: Any, value: Any, where: Where) -> Any:
    """`value` as the annotation `hint` wants it."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return value
    if origin in (Union, types.UnionType):
        return convert(next(kind for kind in inner if kind is not type(None)), value, where)
    if origin is tuple:
        return _tuple(inner, value, where)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise BadQuestion(f"A table is wanted here, not {_name(value)}.", where)
        return {key: convert(inner[1], entry, (*where, key)) for key, entry in value.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        return make(hint, value, where)
    if hint is float and type(value) is int and abs(value) < 10**15:
        value = float(value)
    if type(value) is not hint or (hint is float and not math.isfinite(value)):
        raise BadQuestion(f"{_NAMES[hint].capitalize()} is wanted here.", where)
    return value


def _tuple(inner: tuple[Any, ...], value: Any, where: Where) -> tuple[Any, ...]:
    """A list as a tuple: of any length (`X, ...`), or with one entry per annotation."""
    if not isinstance(value, list | tuple):
        raise BadQuestion(f"A list is wanted here, not {_name(value)}.", where)
    kinds = inner[:1] * len(value) if inner[-1] is ... else inner
    if len(kinds) != len(value):
        raise BadQuestion(f"A list of {len(kinds)} is wanted here.", where)
    return tuple(
        convert(kind, entry, (*where, index))
        for index, (kind, entry) in enumerate(zip(kinds, value, strict=True))
    )


def _name(value: Any) -> str:
    """What a value of a question file is called."""
    return _NAMES.get(type(value), "a list" if isinstance(value, list) else "something else")


@cache
def _schema(cls: Any) -> tuple[dict[str, Any], dict[str, bool]]:
    """The annotations of a dataclass, and its keys with whether each is needed."""
    wanted = {
        field.name: field.default is MISSING and field.default_factory is MISSING
        for field in fields(cls)
        if field.init
    }
    return get_type_hints(cls), wanted
