"""Text that was typed or pasted before it was asked for."""

from __future__ import annotations

from typing import TextIO

PASTED = 0.05  # seconds within which the next line of a paste arrives


def forget(source: TextIO) -> None:
    """Discard what was typed so far."""
    try:
        import termios
    except ModuleNotFoundError:  # not available on this system
        return
    termios.tcflush(source, termios.TCIFLUSH)


def more(source: TextIO, whole: bool) -> bool:
    """Whether more input is waiting after the line just read, as in a paste.

    With `whole`, only complete lines count.
    """
    try:
        import select
        import termios
    except ModuleNotFoundError:
        return False
    number = source.fileno()
    before = termios.tcgetattr(number)
    now = termios.tcgetattr(number)
    if not whole:
        now[3] &= ~termios.ICANON
    termios.tcsetattr(number, termios.TCSANOW, now)
    try:
        return bool(select.select([number], [], [], PASTED)[0])
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)
