"""A folder is a registry: each file in it defines one thing, named as the file.

A file is imported when its name is first asked for, so that starting costs nothing for what is
not used. Iterating goes through the whole folder in name order.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Advice on an unknown name, to append to a sentence; "" if no known name is similar."""
    from difflib import get_close_matches  # slow to import, and seldom needed

    near = get_close_matches(name, known, 1)
    return f" Did you mean {near[0]}?" if near else ""


class Registry(Mapping[str, T], Generic[T]):
    """What the modules of a package define, by name; they `add` it when imported.

    Modules whose names begin with an underscore define nothing: they are what the others share.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._found: dict[str, T] = {}
        self._told: set[str] = set()

    def add(self, name: str, thing: T) -> None:
        """Called by the decorator in each module."""
        self._found[name] = thing

    def __getitem__(self, name: str) -> T:
        if name not in self._found:
            if name not in self.names:
                raise KeyError(self._unknown(str(name)))
            importlib.import_module(f"{self._package}.{name}")
            if name not in self._found:
                raise KeyError(f"{self._file(name)} must define {name!r}, named as the file.")
        return self._found[name]

    def get(self, name: Any, default: Any = None) -> Any:
        """As any mapping does it, but without looking for what was meant instead."""
        return self[name] if name in self.names else default

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def usable(self) -> Iterator[tuple[str, T]]:
        """Name and thing of each file that can be loaded; the log says what is wrong with others.

        For what shows a whole folder to people. Whoever asks for one thing by its name gets the
        error itself.
        """
        for name in self.names:
            try:
                yield name, self[name]
            except Exception as error:  # a file may raise anything, and the others are fine
                if name not in self._told:
                    self._told.add(name)
                    what = f"{type(error).__name__}: {error}"
                    log.error("%s is left out: %s", self._file(name), what)

    def _file(self, name: str) -> str:
        return f"{self._package.replace('.', '/')}/{name}.py"

    def _unknown(self, name: str) -> str:
        folder = self._package.replace(".", "/")
        return f"There is no {name!r} in {folder}/.{did_you_mean(name, self.names)}"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the modules in the folder that define something."""
        folders = importlib.import_module(self._package).__path__
        found = (module.name for module in pkgutil.iter_modules(folders))
        return tuple(sorted(name for name in found if not name.startswith("_")))
