"""One request to a WSGI application, from what the server read to an answer that is whole."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """What is sent back."""

    status: int
    headers: Headers
    body: bytes


BROKEN = Reply(500, [("Content-Type", "text/plain; charset=utf-8")], b"Something broke.")


def respond(app: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> Reply:
    """The application's answer, read to its end."""
    status, headers = "", []

    def start(line: str, fields: Headers, failure: Any = None) -> Callable[[bytes], object]:
        nonlocal status, headers
        status, headers = line, fields
        return written.write

    written = io.BytesIO()
    try:
        pieces = app(environ, start)
        try:
            for piece in pieces:
                written.write(piece)
        finally:
            getattr(pieces, "close", lambda: None)()
    except Exception:  # half an answer must not pass for a whole one
        logging.getLogger(__name__).exception("%s %s", environ["REQUEST_METHOD"],
                                              environ["PATH_INFO"])  # fmt: skip
        return BROKEN
    return Reply(int(status.partition(" ")[0]), headers, written.getvalue())


def environ_of(scope: Any, body: bytes) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of an RSGI scope whose body has been read."""
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue  # it would pass for the one with a hyphen
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    if environ.pop("HTTP_TRANSFER_ENCODING", None):  # the pieces are one by now
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ
