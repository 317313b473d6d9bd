"""Loading pages and endpoints by folder: a broken module does not stop the others."""

from __future__ import annotations

import logging
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

log = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]
LEFT_OUT: set[str] = set()  # modules that failed


def names(package: ModuleType) -> list[str]:
    """The dotted names of a package's modules, except helpers (leading underscore)."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return [f"{package.__name__}.{name}" for name in sorted(found) if not name.startswith("_")]


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """If something fails in a module, log it in one line and go on without the module."""
    try:
        yield
    except Exception as error:  # anything: the other modules still have to be served
        LEFT_OUT.add(name)
        log.error("%s is left out: %s. Fix it and restart.", name, described(error, name))


def described(error: Exception, name: str) -> str:
    """What went wrong, and in which line of the module if one is to blame."""
    said, at = f"{type(error).__name__}: {error}".splitlines()[0].rstrip("."), ""
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_globals.get("__name__", "").startswith(name):
            file = Path(trace.tb_frame.f_code.co_filename).relative_to(ROOT)
            at = f" ({file}, line {trace.tb_lineno})"
        trace = trace.tb_next
    return said + at
