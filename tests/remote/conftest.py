"""A server with a small bank that can go down and come back, and devices that use it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from tests.remote.device import Device
from tests.web.api.program import Program
from tests.web.conftest import app, bank_file, only_app

__all__ = ["app", "bank_file", "only_app"]


class Server:
    """The app on a fixed port."""

    def __init__(self, app: Flask) -> None:
        self.app, self.port = app, 0
        self.running: BaseWSGIServer | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.running = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.port = self.running.server_port
        threading.Thread(target=self.running.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self.running:
            self.running.shutdown()
            self.running.server_close()
            self.running = None


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    found = Server(app)
    yield found
    found.stop()


@pytest.fixture
def token(app: Flask) -> Program:
    return Program(app)


@pytest.fixture
def laptop(server: Server, token: Program, tmp_path: Path) -> Device:
    device = Device(tmp_path / "laptop")
    device.login(server.address, token.secret)
    return device
