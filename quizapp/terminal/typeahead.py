"""What was typed or pasted before it was asked for, which must not answer the next prompt."""

from __future__ import annotations

from typing import TextIO

PASTED = 0.05  # seconds within which the next line of a paste is there


def forget(source: TextIO) -> None:
    """Drop what was typed up to now."""
    try:
        import termios
    except ModuleNotFoundError:  # not on this system
        return
    termios.tcflush(source, termios.TCIFLUSH)


def more(source: TextIO, whole: bool) -> bool:
    """Whether more is there at once than the line just read, as after a paste.

    Only `whole` lines are seen, unless the terminal is read a key at a time.
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
