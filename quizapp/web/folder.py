"""Loading pages and endpoints by folder: a broken module does not stop the others."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from engine.broken_file import broken

LEFT_OUT: set[str] = set()  # modules that failed


def names(package: ModuleType) -> list[str]:
    """The dotted names of a package's modules, except helpers (leading underscore)."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return [f"{package.__name__}.{name}" for name in sorted(found) if not name.startswith("_")]


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """If something fails in a module, log which file is to blame, and go on without the module."""
    try:
        yield
    except Exception as error:  # anything: the other modules still have to be served
        LEFT_OUT.add(name)
        broken(error, f"{name.replace('.', '/')}.py")
