"""What is found by folder is loaded module by module: a broken one keeps no other one back."""

from __future__ import annotations

import logging
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

log = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]
LEFT_OUT: set[str] = set()  # the modules in which something failed


def names(package: ModuleType) -> list[str]:
    """The modules of a package, dotted; those that begin with an underscore are for the others."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return [f"{package.__name__}.{name}" for name in sorted(found) if not name.startswith("_")]


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """Go on without a module in which something fails, and say so in one line."""
    try:
        yield
    except Exception as error:  # whatever a module may raise: the others have to be served
        LEFT_OUT.add(name)
        log.error("%s is left out: %s. Mend it and start again.", name, described(error, name))


def described(error: Exception, name: str) -> str:
    """What went wrong, and in which line of the module if it got that far."""
    said, at = f"{type(error).__name__}: {error}".splitlines()[0].rstrip("."), ""
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_globals.get("__name__", "").startswith(name):
            file = Path(trace.tb_frame.f_code.co_filename).relative_to(ROOT)
            at = f" ({file}, line {trace.tb_lineno})"
        trace = trace.tb_next
    return said + at
