"""Which banks an installation serves: folders of question files, each with a name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from quizapp.storage import resources
from quizapp.storage.configured import value_of
from quizapp.storage.declared import BANKS

SHIPPED = "quizapp"  # the bank that comes with the program
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NoBank(ValueError):
    """A setting or an option that names no bank, with advice."""


def banks() -> dict[str, Path]:
    """The folders of the banks by name, in the order of QUIZAPP_BANKS; by default quizapp's own."""
    return dict(map(_one, value_of(BANKS))) or {SHIPPED: resources.questions()}


def checked_banks(said: Iterable[str] = ()) -> dict[str, Path]:
    """The banks in `NAME=DIR`, `DIR` or `quizapp`, by default the settings'; raises `NoBank`."""
    found: dict[str, Path] = {}
    for one in said or value_of(BANKS):
        name, folder = _one(one)
        if not folder.is_dir():
            raise NoBank(f"There is no folder {folder}. Name a folder that holds a skills.toml.")
        if not _NAME.fullmatch(name):
            raise NoBank(f"{name!r} can't name a bank. Use lower-case letters, digits and hyphens.")
        if name in found:
            raise NoBank(f"Two banks are called {name!r}. Name one of them: --bank NAME={folder}")
        found[name] = folder
    return found or banks()


def write_banks(found: dict[str, Path]) -> str:
    """The value of QUIZAPP_BANKS for these banks."""
    return os.pathsep.join(f"{name}={folder}" for name, folder in found.items())


def bank_of(folder: Path) -> str:
    """The name of the bank in a folder: from the settings, or else the folder's own name."""
    place = folder.resolve()
    known = {SHIPPED: resources.questions()} | banks()
    named = (name for name, other in known.items() if other.resolve() == place)
    return next(named, "") or _own_name(place)


def _one(said: str) -> tuple[str, Path]:
    if said == SHIPPED:
        return SHIPPED, resources.questions()
    name, equals, rest = said.partition("=")
    folder = Path(rest if equals else said).expanduser().absolute()
    return (name if equals else _own_name(folder)), folder


def _own_name(folder: Path) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")[:60] or "bank"
    return f"{name}-bank" if name == SHIPPED else name
