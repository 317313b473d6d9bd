"""What each worker process of the server runs: the web app, and how it hears that it shall stop."""

from __future__ import annotations

import signal
from importlib import import_module
from typing import Any

APP = "quizapp.web"


def create_app() -> Any:
    """The gated application, in a process that stops when the main process says so, and only then.

    Ctrl-C reaches every process of the terminal. A worker told twice, by it and by the main
    process, can lock itself up; told while it starts, it would not notice.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return import_module(f"{APP}.serving.gate").Gate(import_module(APP).create_app())
