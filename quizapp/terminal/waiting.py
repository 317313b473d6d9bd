"""What may happen while the learner is thinking: Ctrl-C, a closed window, a computer that stops."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

TICK = 0.25  # seconds
ENDINGS = ("SIGHUP", "SIGTERM")  # the window was closed; the program is told to end


class StopError(Exception):
    """The learner is done: `q`, the end of the input, or Ctrl-C; `typed` was not sent yet."""

    typed = ""


class HangUpError(StopError):
    """The program was told to end, by its window or by the system."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def obey(self) -> NoReturn:
        """End as a program that does not listen for that signal."""
        signal.signal(self.number, signal.SIG_DFL)
        os.kill(os.getpid(), self.number)
        raise SystemExit(128 + self.number)  # where it was blocked


@contextmanager
def waiting() -> Iterator[None]:
    """Let a Ctrl-C be noticed that came just before, and what ends the program be an exception.

    Python looks for signals before it waits and after one interrupts it, not in between.
    """
    if not hasattr(signal, "setitimer"):  # not on this system
        yield
        return
    before = {signal.SIGALRM: signal.signal(signal.SIGALRM, lambda number, frame: None)}
    for name in ENDINGS:
        number = getattr(signal, name)
        if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has it ignored
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
