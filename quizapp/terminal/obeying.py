"""Commands that may be typed instead of an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

Commands = Mapping[str, Callable[[], None]]


def obeyed(line: str, commands: Commands, symbols: Collection[str] = ()) -> bool:
    """Run the line if it is a command (`q` or `:q`; only `:q` if q is a symbol); return whether."""
    word = line.strip().lower()
    command = commands.get(word.removeprefix(":"))
    if command is None or word in symbols:
        return False
    command()
    return True
