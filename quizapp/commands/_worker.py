"""What each worker process of the server runs."""

from __future__ import annotations

import signal
from importlib import import_module
from typing import Any

APP = "quizapp.web"


def create_app() -> Any:
    """The application behind its gate, in a process that only the main process can stop.

    Ctrl-C reaches every process of the terminal. A worker that is also stopped by the main process
    could deadlock, and one that is still starting would not notice.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return import_module(f"{APP}.serving.gate").Gate(import_module(APP).create_app())
