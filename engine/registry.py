"""A folder is a registry: importing a package imports every module in it, in name order."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def import_folder(package: ModuleType) -> None:
    """Import every module of `package`, so that their decorators register what they define."""
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        importlib.import_module(f"{package.__name__}.{module.name}")
