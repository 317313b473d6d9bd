"""A small site behind the gate, in its own process because the server keeps the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from multiprocessing.synchronize import Event

from flask import Flask, Response, request
from granian.constants import Interfaces
from granian.server.embed import Server

from quizapp.web.serving import sizes
from quizapp.web.serving.gate import Gate, Limits

LARGE = 20_000_000  # bytes, more than any kernel buffers
PATIENCE = 20  # seconds


class Site:
    """A small application whose view `/held` keeps its thread until the test releases it."""

    def __init__(self, let_go: Event) -> None:
        self.let_go = let_go
        self.app = Flask(__name__)
        self.app.config["MAX_CONTENT_LENGTH"] = 5000
        sizes.init_app(self.app)
        self.app.add_url_rule("/", view_func=lambda: "here", endpoint="here")
        for path in ("/echo", *sizes.LARGER):
            self.app.add_url_rule(path, view_func=self.echo, methods=["POST"])
        self.app.add_url_rule("/held", view_func=self.held)
        self.app.add_url_rule("/large", view_func=lambda: bytes(LARGE), endpoint="large")
        self.app.add_url_rule("/broken", view_func=self.broken)

    def echo(self) -> str:
        return f"{request.form.get('word', '')} {request.path} {request.cookies.get('b')}"

    def held(self) -> str:
        self.let_go.wait(PATIENCE)
        return "done"

    def broken(self) -> Response:
        def pieces() -> Iterator[bytes]:
            yield b"half"
            raise RuntimeError("the other half")

        return Response(pieces())


def serve(port: int, limits: Limits, let_go: Event) -> None:
    """Serve the site at this port until the process ends."""

    async def forever() -> None:
        gate = Gate(Site(let_go).app, limits)
        await Server(gate, port=port, interface=Interfaces.RSGI, log_enabled=False).serve()

    asyncio.run(forever())
