"""What is typed: as the line editor reads it, and before it was asked for."""

from __future__ import annotations

import locale
import os
from typing import TextIO

PASTED = 0.05  # seconds within which the next line of a paste arrives


def edit_in_utf8() -> None:
    """Let readline count characters where LC_ALL=C, and Python speaks UTF-8 nevertheless.

    It would count bytes, and write a long line over itself. It asks the environment.
    """
    if os.environ.get("LC_ALL") not in ("C", "POSIX"):
        return
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:  # a system without it
        return
    locale.setlocale(locale.LC_CTYPE, before)
    os.environ["LC_ALL"] = "C.UTF-8"


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
