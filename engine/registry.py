"""A folder is a registry: each file in it defines one thing, named as the file.

A file is imported when its name is first asked for, so that starting costs nothing for what is
not used. Iterating goes through the whole folder in name order.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """What the modules of a package define, by name; they `add` it when imported.

    Modules whose names begin with an underscore define nothing: they are what the others share.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._found: dict[str, T] = {}

    def add(self, name: str, thing: T) -> None:
        """Called by the decorator in each module."""
        self._found[name] = thing

    def __getitem__(self, name: str) -> T:
        if name not in self._found:
            if name not in self.names:
                raise KeyError(name)
            importlib.import_module(f"{self._package}.{name}")
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the modules in the folder that define something."""
        folders = importlib.import_module(self._package).__path__
        found = (module.name for module in pkgutil.iter_modules(folders))
        return tuple(sorted(name for name in found if not name.startswith("_")))
