"""Commands that may be typed instead of an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NoReturn


class BackError(Exception):
    """The learner goes back to the blank before."""


class SkipError(Exception):
    """The learner skips the question."""


class GiveUpError(Exception):
    """The learner wants to see the solution."""


Commands = Mapping[str, Callable[[], None]]


def obeyed(line: str, commands: Commands, symbols: Collection[str] = ()) -> bool:
    """Run the line if it is a command, `q` or `:q`; return whether it was.

    Only `:q` is one if q may be an answer, because it is among the `symbols`.
    """
    word = line.strip().lower()
    command = commands.get(word.removeprefix(":"))
    if command is None or word in symbols:
        return False
    command()
    return True


def listed(words: Mapping[str, str], taken: Collection[str] = ()) -> str:
    """What each command does, in a line; those whose letter may be an answer have their colon."""
    return " · ".join(f"{':' * (key in taken)}{key} {does}" for key, does in words.items())


def back() -> NoReturn:
    """The command `b`."""
    raise BackError


def give_up() -> NoReturn:
    """The command `s` of a drill."""
    raise GiveUpError


def skip() -> NoReturn:
    """The command that skips a question."""
    raise SkipError
