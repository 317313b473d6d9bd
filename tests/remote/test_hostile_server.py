"""Nothing that a server sends reaches the terminal as a command to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from quizapp.remote.cleaning import INSTEAD
from quizapp.remote.client import Client, ServerError

EVIL = "E\x1b]0;pwned\x07\x1b[31mvil\r\u202e\x9b2J"
TAME = EVIL
for each in "\x1b\x07\r\u202e\x9b":
    TAME = TAME.replace(each, INSTEAD)


class Hostile(BaseHTTPRequestHandler):
    """Answers with escape codes wherever a text may be."""

    def do_GET(self) -> None:
        refuses = self.path.endswith("/refused")
        body = json.dumps({"detail": EVIL} if refuses else {EVIL: [{"name": EVIL, "n": 1}]})
        if self.path.endswith("/moved"):
            self.send_response(308)
            self.send_header("Location", "http://x/\x1b[31m")
        else:
            self.send_response(400 if refuses else 200)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    server = HTTPServer(("127.0.0.1", 0), Hostile)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield Client(f"http://127.0.0.1:{server.server_port}", "qz_token")
    server.shutdown()
    server.server_close()


def test_every_text_of_an_answer_is_harmless(client: Client) -> None:
    assert client.send("GET", "/me") == {TAME: [{"name": TAME, "n": 1}]}


@pytest.mark.parametrize("path", ["/refused", "/moved"])
def test_every_refusal_is_harmless(client: Client, path: str) -> None:
    with pytest.raises(ServerError) as refused:
        client.send("GET", path)
    assert "\x1b" not in str(refused.value)
    assert INSTEAD in str(refused.value)
