"""A folder is a registry: each file in it defines one thing, named as the file.

A file is imported when its name is first asked for, so that starting costs nothing for what is
not used. Iterating goes through the whole folder in name order.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from .broken_file import ROOT, BrokenFileError, broken

T = TypeVar("T")


class UnknownNameError(KeyError):
    """No file of a registry has this name; the message says which one is like it."""

    def __str__(self) -> str:
        return str(self.args[0])


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Advice on an unknown name, to append to a sentence; "" if no known name is similar."""
    from difflib import get_close_matches  # slow to import, and seldom needed

    near = get_close_matches(name, known, 1)
    return f" Did you mean {near[0]}?" if near else ""


class Registry(Mapping[str, T], Generic[T]):
    """What the modules of a package define, by name; they `add` it when imported.

    Modules whose names begin with an underscore define nothing: they are what the others share.
    A file that cannot be loaded stops nothing else: it is not here, whoever asks for it gets a
    `BrokenFileError`, and the log says once what is wrong with it.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._found: dict[str, T] = {}
        self._broken: dict[str, str] = {}  # what is wrong with the file

    def add(self, name: str, thing: T) -> None:
        """Called by the decorator in each module."""
        self._found[name] = thing

    def __getitem__(self, name: str) -> T:
        if name not in self._found:
            if name in self._broken:
                raise BrokenFileError(self._broken[name])
            if name not in self.names:
                raise UnknownNameError(self._unknown(str(name)))
            self._load(name)
        return self._found[name]

    def _load(self, name: str) -> None:
        try:
            importlib.import_module(f"{self._package}.{name}")
            if name not in self._found:
                raise NameError(f"it must define {name!r}, named as the file")
        except Exception as error:  # a file may raise anything, and the others are fine
            self._found.pop(name, None)
            told = broken(error, self._file(name))
            self._broken[name] = str(told)
            self.names = tuple(one for one in self.names if one != name)
            raise told from error

    def get(self, name: Any, default: Any = None) -> Any:
        """As any mapping does it, but without looking for what was meant instead."""
        with suppress(BrokenFileError):
            return self[name] if name in self.names else default
        return default

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def items(self) -> ItemsView[str, T]:
        """Name and thing of each file that can be loaded."""
        return _UsableItems(self)

    def values(self) -> ValuesView[T]:
        """What each file defines that can be loaded."""
        return _UsableValues(self)

    def _usable(self) -> Iterator[tuple[str, T]]:
        for name in self.names:
            with suppress(BrokenFileError):
                yield name, self[name]

    def _file(self, name: str) -> str:
        path = f"{self._package.replace('.', '/')}/{name}"
        return f"{path}/__init__.py" if (ROOT / path).is_dir() else f"{path}.py"

    def _unknown(self, name: str) -> str:
        folder = self._package.replace(".", "/")
        return f"There is no {name!r} in {folder}/.{did_you_mean(name, self.names)}"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the modules in the folder that define something."""
        folders = importlib.import_module(self._package).__path__
        found = {module.name for module in pkgutil.iter_modules(folders)}
        inside = (each for folder in folders for each in Path(folder).glob("*/*.*"))
        found |= {each.parent.name for each in inside}  # even if it has no __init__.py yet
        return tuple(sorted(name for name in found if name[0] not in "_."))


class _UsableItems(ItemsView[str, T]):
    _mapping: Registry[T]

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return self._mapping._usable()


class _UsableValues(ValuesView[T]):
    _mapping: Registry[T]

    def __iter__(self) -> Iterator[T]:
        return (thing for _, thing in self._mapping._usable())
