"""What each worker process of the server runs, and what the main process prepares for it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from importlib import import_module
from typing import Any

APP = "quizapp.web"
LAST_WORDS = 15  # seconds that a worker has to finish when told to stop
WARM: list[Any] = []  # the application, once this process has warmed it


def warm() -> None:
    """Let the workers that this process forks from now on inherit an application that is warm."""
    app = import_module(APP).create_app()
    import_module(f"{APP}.serving.warming").warm(app)
    WARM.append(app)


def create_app() -> Any:
    """The application behind its gate, in a process that only the main process can stop.

    Ctrl-C reaches every process of the terminal. A worker that is also stopped by the main process
    could deadlock, and one that is still starting would not notice.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import_module(f"{APP}.serving.request_log").configure()
    app = WARM[-1] if WARM else import_module(APP).create_app()
    gate = import_module(f"{APP}.serving.gate")
    return gate.Gate(app, gate.set_limits())


def _end_with_parent() -> None:
    """Stop when the main process was killed: nothing would replace this one, and it has the port.

    Requests that run are finished first, if that doesn't take long.
    """
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LAST_WORDS)
        os._exit(1)
