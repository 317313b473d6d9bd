"""Interruptions while waiting for input: Ctrl-C, a closed window, a shutdown."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

TICK = 0.25  # seconds
ENDINGS = ("SIGHUP", "SIGTERM")  # the window was closed; the program should end


class StopError(Exception):
    """The learner stops: `q`, the end of input, or Ctrl-C; `typed` was not submitted yet."""

    typed = ""


class HangUpError(StopError):
    """The window or the system told the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def obey(self) -> NoReturn:
        """End as if the signal had not been caught."""
        signal.signal(self.number, signal.SIG_DFL)
        os.kill(os.getpid(), self.number)
        raise SystemExit(128 + self.number)  # if the signal is blocked


@contextmanager
def waiting() -> Iterator[None]:
    """Notice a Ctrl-C that came just before waiting, and turn ending signals into exceptions.

    Python checks for signals before it waits and when one interrupts it, but not in between.
    """
    if not hasattr(signal, "setitimer"):  # not available on this system
        yield
        return
    before = {signal.SIGALRM: signal.signal(signal.SIGALRM, lambda number, frame: None)}
    for name in ENDINGS:
        number = getattr(signal, name)
        if signal.getsignal(number) is signal.SIG_DFL:  # not if `nohup` ignores it
            before[number] = signal.signal(number, _hang_up)
    signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _hang_up(number: int, frame: Any) -> NoReturn:
    raise HangUpError(number)


@contextmanager
def whole() -> Iterator[None]:
    """Let Ctrl-C wait for the end of what must not be left half done, such as a commit."""
    came: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:  # unless the parent process ignores it
        signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
