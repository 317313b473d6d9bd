"""The pages, found by folder: each module defines `pages`, the blueprint of one thing.

Files that begin with an underscore define no pages.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from flask import Blueprint


def found() -> Iterator[Blueprint]:
    """The blueprint of every module in this folder, in the order of their names."""
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            yield import_module(f"{__name__}.{module.name}").pages
