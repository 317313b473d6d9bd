"""The first request for each page in a worker just forked: `python -m benchmarks.first_hits`.

Each page is asked for twice in a process of its own, which inherits what the main process of the
server has warmed up. The second time is the floor. Also how long `quizapp serve` takes until it
answers, beside the imports that it needs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.figures import Figure, told
from benchmarks.pages import Costs, filled, signed_in
from benchmarks.serving import serving
from benchmarks.start_up import to_the_end
from quizapp.web.serving.warming import warm

PAGES = ("/", "/plan", "/progress", "/notes/backprop", "/search?q=gradient", "/see", "/lab",
         "/whiteboard", "/mock", "/kept", "/account", "/practice/{choice}?seed=3",
         "/practice/{network}?seed=3", "/attempts/{attempt}")  # fmt: skip
MOST = 60.0  # milliseconds that any page may take at its first hit
ROUNDS = 5
IMPORTS = [sys.executable, "-c", "import granian, quizapp.web"]


def figures() -> Iterator[Figure]:
    """The slowest page at its first hit, and the start of the server."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quizapp.db'}"
        numbers = filled(url, 0)
        visit = signed_in(url, "few@example.org")
        warm(visit.app)
        taken = {page: _in_a_worker(visit, page.format(**numbers)) for page in PAGES}
        slow = sorted(taken, key=lambda page: -taken[page][0])
        print(", ".join(f"{page} {taken[page][0]:.0f}" for page in slow[:6]))
        first, second = taken[slow[0]]
        yield Figure(f"first hit of the slowest page, {slow[0]}", first, MOST, second)
        os.environ["QUIZAPP_DATABASE_URL"] = url
        starts = [(to_the_end(IMPORTS), _to_first_page()) for _ in range(ROUNDS)]
        imports, page = (1e3 * median(times) for times in zip(*starts, strict=True))
        yield Figure("`quizapp serve` to its first page", page, 1.2, imports, times=True)


def _in_a_worker(visit: Costs, page: str) -> tuple[float, float]:
    """Milliseconds of the processor for the first and for a second visit, in a process of its own.

    The faster of some processes, as others may hold one up.
    """
    return min(_forked(visit, page) for _ in range(3))


def _forked(visit: Costs, page: str) -> tuple[float, float]:
    told_by, telling = os.pipe()
    if not (child := os.fork()):
        try:
            os.write(telling, f"{_asked(visit, page)} {_asked(visit, page)}".encode())
        finally:
            os._exit(0)
    os.close(telling)
    with os.fdopen(told_by) as said:
        first, second = map(float, said.read().split())
    os.waitpid(child, 0)
    return first, second


def _asked(visit: Costs, page: str) -> float:
    environ = EnvironBuilder(page, headers={"Cookie": visit.cookies}).get_environ()
    began = time.process_time()
    _, status, _ = run_wsgi_app(visit.app, environ, buffered=True)
    assert status[0] in "23", (status, page)
    return 1e3 * (time.process_time() - began)


def _to_first_page() -> float:
    """Seconds from the start of the server to its first answer."""
    began = time.perf_counter()
    with serving([sys.executable, "-m", "quizapp"]):
        return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(told(figures()))
