"""A problem of a question file: where it is, what it is, and what to do about it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import BadQuestion

from .decoding import Garbled, decode, read_bytes
from .lines import Where, line_of


@dataclass(frozen=True)
class Problem:
    """One problem; `line` is None if it concerns no single line, `where` if it concerns no key."""

    path: str
    line: int | None
    what: str
    advice: str = ""
    where: Where | None = field(default=None, compare=False)  # told once of each line

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.what} {self.advice}".rstrip()

    def as_dict(self) -> dict[str, str | int | None]:
        return {"path": self.path, "line": self.line, "what": self.what, "advice": self.advice}


def at_key(path: str, text: str, where: Where, what: str, advice: str = "") -> Problem:
    """A problem at a key of a valid TOML text."""
    return Problem(path, line_of(text, where), what, advice, where)


def garbled(path: str, error: Garbled) -> Problem:
    """The problem of a file that could not be decoded."""
    return Problem(path, error.line, error.what, error.advice)


def from_error(path: str, text: str, error: BadQuestion | tomllib.TOMLDecodeError) -> Problem:
    """The problem of a text that raised an error when it was parsed."""
    if isinstance(error, BadQuestion):
        return at_key(path, text, error.where, str(error))
    what, _, place = str(error).partition(" (at ")
    found = re.match(r"line (\d+), column (\d+)", place)
    line = int(found[1]) if found else text.count("\n") + 1
    column = f" at column {found[2]}" if found else ""
    what = f"This is not TOML: {what[:1].lower()}{what[1:]}{column}."
    return Problem(path, line, what, _toml_advice(what))


def read_toml(path: Path) -> tuple[dict[str, Any], str, Problem | None]:
    """What stands in a TOML file, its text, and why it can't be read if it can't."""
    text = ""
    try:
        text = decode(read_bytes(path))
        return tomllib.loads(text), text, None
    except Garbled as error:
        return {}, text, garbled(str(path), error)
    except tomllib.TOMLDecodeError as error:
        return {}, text, from_error(str(path), text, error)


def _toml_advice(what: str) -> str:
    if "escape" in what.lower() or "backslash" in what.lower():
        return "Put text with backslashes between ''' and '''."
    return "Check that quotes and brackets are closed, and that text is between ''' and '''."
