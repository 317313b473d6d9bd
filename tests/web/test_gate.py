"""Slow clients of the real server: sockets that send little, and sockets that read nothing."""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.synchronize import Event

import pytest

from quizapp.web.serving.gate import Limits
from tests.web.slow_site import serve

PATIENCE = 60  # seconds, for a busy machine
HERE = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
# what forks the servers imports the site once, and has none of this process's threads
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["tests.web.slow_site"])
HALF_SENT = b"POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 2000\r\n\r\nab"


@contextmanager
def running(limits: Limits) -> Iterator[tuple[int, Event]]:
    """The port of a server in its own process, and a function that releases its held threads."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    let_go = FORKING.Event()
    process = FORKING.Process(target=serve, args=(port, limits, let_go), daemon=True)
    process.start()
    try:
        end = time.monotonic() + 2 * PATIENCE  # the first of them imports the site
        while time.monotonic() < end:
            try:
                assert ask(port, HERE)[0] == 200
                break
            except ConnectionError:
                time.sleep(0.05)
        yield port, let_go
    finally:
        process.kill()
        process.join()


def connect(port: int, sent: bytes, **options: int) -> socket.socket:
    made = socket.socket()
    for name, value in options.items():
        made.setsockopt(socket.SOL_SOCKET, getattr(socket, name), value)
    made.settimeout(PATIENCE)
    made.connect(("127.0.0.1", port))
    made.sendall(sent)
    return made


def answer(made: socket.socket) -> tuple[int, str]:
    """The status, head and body that are read from the socket."""
    with made, made.makefile("rb") as stream:
        head = b"".join(iter(stream.readline, b"\r\n"))
        if not head:
            raise ConnectionError
        length = next(int(line.split(b":")[1]) for line in head.splitlines()
                      if line.lower().startswith(b"content-length"))  # fmt: skip
        return int(head.split()[1]), (head + stream.read(length)).decode()


def ask(port: int, sent: bytes) -> tuple[int, str]:
    return answer(connect(port, sent))


def _read_all(made: socket.socket) -> None:
    while made.recv(1 << 20):
        pass


def test_endless_bodies_take_no_thread_and_time_out() -> None:
    with running(Limits(threads=1, body_seconds=1)) as (port, _), ExitStack() as stack:
        slow = [stack.enter_context(connect(port, HALF_SENT)) for _ in range(40)]
        assert ask(port, HERE)[0] == 200
        for made in slow:
            status, text = answer(made)
            assert status == 408
            assert "Check your connection, then send it again" in text


def test_too_many_half_sent_bodies_are_refused_at_once() -> None:
    with running(Limits(bodies=2, body_seconds=PATIENCE)) as (port, _), ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(connect(port, HALF_SENT))
        time.sleep(0.2)  # their beginnings are there
        status, text = ask(port, HALF_SENT)
        assert status == 503
        assert "retry-after" in text.lower()
        assert ask(port, HERE)[0] == 200


def test_requests_that_find_all_threads_busy_are_told_to_try_again() -> None:
    held = b"GET /held HTTP/1.1\r\nHost: here\r\n\r\n"
    limits = Limits(threads=1, waiting=1, waiting_seconds=0.5)
    with running(limits) as (port, let_go), connect(port, held) as first:
        time.sleep(0.2)  # it has the thread
        with connect(port, HERE) as second:
            time.sleep(0.1)  # it waits
            assert ask(port, HERE)[0] == 503, "the queue was full"
            status, text = answer(second)
            assert status == 503, "it waited for long enough"
            assert "retry-after" in text.lower()
        let_go.set()
        assert answer(first)[0] == 200
        assert ask(port, HERE)[0] == 200


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the kernel has no such limit")
def test_unread_responses_take_no_thread_and_time_out() -> None:
    large = b"GET /large HTTP/1.1\r\nHost: here\r\n\r\n"
    with running(Limits(threads=1, unread_seconds=1)) as (port, _), ExitStack() as stack:
        unread = [stack.enter_context(connect(port, large, SO_RCVBUF=4096)) for _ in range(4)]
        assert ask(port, HERE)[0] == 200
        time.sleep(4)
        for made in unread:
            with pytest.raises(ConnectionError):
                _read_all(made)


def test_a_request_comes_through_as_it_was_sent() -> None:
    with running(Limits()) as (port, _):
        form = b"Content-Type: application/x-www-form-urlencoded\r\nCookie: a=1\r\nCookie: b=2\r\n"
        head = b"POST /echo?x=1 HTTP/1.1\r\nHost: here\r\n" + form
        whole = head + b"Content-Length: 14\r\n\r\nword=f%C3%BCnf"
        assert ask(port, whole)[1].endswith("fünf /echo 2")
        pieces = head + b"Transfer-Encoding: chunked\r\n\r\n5\r\nword=\r\n4\r\nfour\r\n0\r\n\r\n"
        assert ask(port, pieces)[1].endswith("four /echo 2")
        assert ask(port, head + b"Content-Length: 9000\r\n\r\nword=")[0] == 413
        file = head.replace(b"/echo", b"/account/import")
        large = file + b"Content-Length: 9000\r\n\r\nword=" + b"w" * 8995
        assert ask(port, large)[0] == 200, "this address takes files"
        assert (
            ask(port, head + b"Transfer-Encoding: chunked\r\n\r\n1770\r\n" + bytes(6000))[0] == 413
        )


def test_half_a_response_is_never_sent() -> None:
    with running(Limits()) as (port, _):
        status, text = ask(port, b"GET /broken HTTP/1.1\r\nHost: here\r\n\r\n")
        assert status == 500
        assert "half" not in text
