"""Do slow clients slow down pages? `python -m benchmarks.slow_clients [ATTEMPTS]`.

Simulated learners request pages from a real server, first alone, then during each attack. The last
column is the factor by which the slowest hundredth of the pages slowed down.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.pages import PASSWORD, answer_often, sign_up
from benchmarks.serving import serving
from quizapp.bank.sync import take_in
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions

PAGES = ("/sign-in", "/", "/notes/backprop", "/static/icon.svg")
SECONDS = 15  # of visits beside each attack
VISITORS = 4
BODIES, HEADERS, EXPORTS = 200, 400, 64


def main() -> None:
    attempts = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUIZAPP_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'quizapp.db'}"
        engine = migrate.prepare(os.environ["QUIZAPP_DATABASE_URL"])
        with make_sessions(engine)() as session:
            take_in(session, resources.questions(), now=datetime.now(UTC))
            answer_often(session, sign_up(session, "old@example.org"), attempts)
            session.commit()
        engine.dispose()
        with serving([sys.executable, "-m", "quizapp"]) as (address, _):
            _report(int(address.rpartition(":")[2]))


def _report(port: int) -> None:
    cookie = _sign_in(port)
    body = b"POST /sign-in HTTP/1.1\r\nHost: here\r\nContent-Length: 200000\r\n\r\nab"
    export = f"GET /account/export/json HTTP/1.1\r\nHost: here\r\nCookie: {cookie}\r\n\r\n".encode()
    _visits(port)  # the first visit of a page takes longer than all others
    alone = 0.0
    print(f"{'beside':<28}{'pages':>8}{'p50 ms':>10}{'p99 ms':>10}{'failed':>8}{'p99 ratio':>11}")
    for name, count, sent in (
        ("nobody", 0, b""),
        (f"{BODIES} bodies never finished", BODIES, body),
        (f"{HEADERS} heads never finished", HEADERS, b"GET / HTTP/1.1\r\nHo"),
        (f"{EXPORTS} exports never read", EXPORTS, export),
    ):
        with _held(port, count, sent):
            times, failed = _visits(port)
        alone = alone or _at(times, 0.99)
        print(f"{name:<28}{len(times):>8}{_at(times, 0.5):>10.1f}{_at(times, 0.99):>10.1f}"
              f"{failed:>8}{_at(times, 0.99) / alone:>11.1f}")  # fmt: skip


@contextmanager
def _held(port: int, count: int, sent: bytes) -> Iterator[None]:
    """This many connections, each one reopened when the server closes it."""
    stop = threading.Event()

    def hold(stack: ExitStack) -> None:
        while not stop.is_set():
            made = stack.enter_context(socket.socket())
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            try:
                made.connect(("127.0.0.1", port))
                made.sendall(sent)
                made.settimeout(1)
                while not stop.wait(1):
                    made.send(b"")  # fails where the server has ended it
                    if sent.startswith(b"POST") and made.recv(1, socket.MSG_PEEK):
                        break
            except TimeoutError:
                stop.wait(SECONDS)
            except OSError:
                continue

    with ExitStack() as stack:
        threads = [threading.Thread(target=hold, args=(stack,)) for _ in range(count)]
        _all(threads)
        time.sleep(2 if count else 0)
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def _visits(port: int) -> tuple[list[float], int]:
    """Sorted milliseconds of all pages that arrived, and how many took over ten seconds."""
    times: list[float] = []
    failed: list[str] = []
    end = time.monotonic() + SECONDS

    def visit() -> None:
        while time.monotonic() < end:
            for page in PAGES:
                began = time.perf_counter()
                try:
                    made = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                    made.request("GET", page)
                    good = made.getresponse().read() and made.close() is None
                except OSError:
                    good = False
                if good:
                    times.append(1000 * (time.perf_counter() - began))
                else:
                    failed.append(page)
                time.sleep(0.05)

    threads = [threading.Thread(target=visit) for _ in range(VISITORS)]
    _all(threads)
    for thread in threads:
        thread.join()
    return sorted(times), len(failed)


def _all(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()


def _at(times: list[float], share: float) -> float:
    return times[int(share * (len(times) - 1))] if times else float("inf")


def _sign_in(port: int) -> str:
    """The cookies of a learner with a long log."""
    made = http.client.HTTPConnection("127.0.0.1", port)
    made.request("GET", "/sign-in")
    page = made.getresponse()
    session = str(page.getheader("Set-Cookie")).partition(";")[0]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
    assert token
    form = urlencode({"email": "old@example.org", "password": PASSWORD, "csrf_token": token[1]})
    kind = "application/x-www-form-urlencoded"
    made.request("POST", "/sign-in", form, {"Cookie": session, "Content-Type": kind})
    came = made.getresponse()
    came.read()
    assert came.status == 303, came.status
    return "; ".join(line.partition(";")[0] for line in came.headers.get_all("Set-Cookie") or ())


if __name__ == "__main__":
    main()
