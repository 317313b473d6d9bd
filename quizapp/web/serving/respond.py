"""Passes one complete request to a WSGI application, and returns its complete response."""

from __future__ import annotations

import io
import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.test import run_wsgi_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """A complete response."""

    status: int
    headers: Headers
    body: bytes


BROKEN = Reply(500, [("Content-Type", "text/plain; charset=utf-8")], b"Something broke.")


def respond(app: WSGIApplication, environ: dict[str, Any]) -> Reply:
    """The application's complete response; `BROKEN` if it fails anywhere, even half-way."""
    try:
        pieces, status, headers = run_wsgi_app(app, environ, buffered=True)
        return Reply(int(status.partition(" ")[0]), list(headers), b"".join(pieces))
    except Exception:
        logging.getLogger(__name__).exception("Something broke half-way")
        return BROKEN


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
            continue  # it could pass for the header with a hyphen
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    if environ.pop("HTTP_TRANSFER_ENCODING", None):  # the body is complete now
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ
