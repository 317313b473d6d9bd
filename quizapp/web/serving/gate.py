"""Protects worker threads from slow clients.

A thread starts when the whole request has arrived, and is free as soon as the response is ready:
the event loop and the server below it read bodies and send responses. Bodies have a deadline and a
maximum size, a request that waits too long for a thread gets a 503, and the kernel closes
connections whose client stops reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from granian import rsgi

from quizapp.storage import declared
from quizapp.storage.configured import value_of

from . import metrics
from .respond import Reply, environ_of, respond
from .sizes import most

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)
RETRY = ("Retry-After", "5")
TOO_SLOW = "Your request took too long to arrive. Check your connection, then send it again."
BUSY = "The server is busy. Wait a few seconds, then send your request again."


@dataclass(frozen=True)
class Limits:
    """How much one worker accepts at once, and how long it waits."""

    threads: int = 12  # SQLAlchemy's pool has 15 connections
    body_seconds: float = 20  # for a whole body, whose size MAX_CONTENT_LENGTH limits
    bodies: int = 512  # being read
    files: int = 4  # in memory
    waiting: int = 256  # for a thread
    waiting_seconds: float = 8
    unread_seconds: float = 20  # while the client reads nothing


def set_limits() -> Limits:
    """The limits that this installation has set."""
    return Limits(
        threads=value_of(declared.THREADS),
        body_seconds=value_of(declared.BODY_SECONDS),
        waiting=value_of(declared.WAITING),
    )


class Gate:
    """An RSGI application that wraps a Flask app with a MAX_CONTENT_LENGTH."""

    def __init__(self, app: Flask, limits: Limits = Limits()) -> None:  # noqa: B008 (frozen)
        self._app, self._limits = app, limits
        self._most = int(app.config["MAX_CONTENT_LENGTH"])
        self._pool = ThreadPoolExecutor(limits.threads, "request")
        self._free = asyncio.Semaphore(limits.threads)
        self._bodies = self._waiting = self._files = 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.call_soon(_give_up_on_unread, self._limits.unread_seconds)  # once it is listening

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        try:
            with self._room(scope):
                answer = await self._answer(scope, proto)
        except TimeoutError:
            answer = _refusal(408, TOO_SLOW)
        except asyncio.QueueFull:
            answer = _refusal(503, BUSY, RETRY)
        except ConnectionError:
            return  # the client is gone
        proto.response_bytes(answer.status, answer.headers, answer.body)

    @contextlib.contextmanager
    def _room(self, scope: Any) -> Iterator[None]:
        """Limit how many large bodies are in memory, from their first byte to the response."""
        if most(scope.path) is None:
            yield
            return
        if self._files >= self._limits.files:
            raise asyncio.QueueFull
        self._files += 1
        try:
            yield
        finally:
            self._files -= 1

    async def _answer(self, scope: Any, proto: Any) -> Reply:
        body = await self._body(scope.headers, proto, most(scope.path) or self._most)
        environ = environ_of(scope, body)
        await self._turn()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, respond, self._app, environ)
        finally:
            self._free.release()

    async def _body(self, headers: Any, proto: Any, most: int) -> bytes:
        """The whole body, or its beginning if it is larger than the application accepts."""
        length = headers.get("content-length")
        if length is None and headers.get("transfer-encoding") is None:
            return b""
        if length and int(length) > most:
            return b""  # the application refuses it because of its Content-Length
        if self._bodies >= self._limits.bodies:
            raise asyncio.QueueFull
        self._bodies += 1
        try:
            body = await asyncio.wait_for(_read(proto, most), self._limits.body_seconds)
        finally:
            self._bodies -= 1
        if length and len(body) < int(length):
            raise ConnectionError("The rest of the body never arrived.")
        return body

    async def _turn(self) -> None:
        """Wait for a free thread, but not for long and not in a long queue."""
        if not self._free.locked():
            await self._free.acquire()
            return
        if self._waiting >= self._limits.waiting:
            raise asyncio.QueueFull
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), self._limits.waiting_seconds)
        except TimeoutError:
            raise asyncio.QueueFull from None
        finally:
            self._waiting -= 1


async def _read(proto: Any, most: int) -> bytes:
    body = bytearray()
    try:
        async for piece in proto:
            body += piece
            if len(body) > most:
                break
    except (rsgi.ProtocolClosed, rsgi.ProtocolError) as error:  # type: ignore[attr-defined]
        raise ConnectionError from error
    return bytes(body)


def _refusal(status: int, text: str, *headers: tuple[str, str]) -> Reply:
    log.info("Refused", extra={"status": status})
    metrics.refused(status)
    kind = ("Content-Type", "text/plain; charset=utf-8")
    return Reply(status, [kind, ("Connection", "close"), *headers], text.encode())


def _give_up_on_unread(seconds: float) -> None:
    """Let the kernel (on Linux) close connections whose client stops reading.

    The option is set on the listening sockets, and connections inherit it.
    """
    if not hasattr(socket, "TCP_USER_TIMEOUT"):
        return
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(name))) as found:
            if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(1000 * seconds))
