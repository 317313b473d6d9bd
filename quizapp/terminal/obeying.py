"""What may be typed instead of an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

Commands = Mapping[str, Callable[[], None]]


def obeyed(line: str, commands: Commands, symbols: Collection[str] = ()) -> bool:
    """Whether the line was a command, `q` or `:q`; a letter that is a symbol needs the colon."""
    word = line.strip().lower()
    command = commands.get(word.removeprefix(":"))
    if command is None or word in symbols:
        return False
    command()
    return True
