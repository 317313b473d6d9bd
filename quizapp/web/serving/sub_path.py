"""Serving under a path, where other programs share the host name.

The proxy passes the whole path. What lies outside is not ours, but for the addresses at which a
watcher on this machine asks how we are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

NO_ROOT = "/"  # Flask's word for none
WATCHED = ("/healthz", "/readyz", "/metrics")


class UnderPath:
    """A WSGI application that moves `root` from the path to the script name."""

    def __init__(self, app: WSGIApplication, root: str) -> None:
        self._app, self._root = app, root

    def __call__(self, asked: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        whole = asked.get("SCRIPT_NAME", "") + asked["PATH_INFO"]
        asked["SCRIPT_NAME"] = self._root
        if whole.startswith(f"{self._root}/"):
            asked["PATH_INFO"] = whole.removeprefix(self._root)
        elif whole in WATCHED:
            asked["PATH_INFO"] = whole
        elif whole in ("/", self._root):
            return redirect(f"{self._root}/", 308)(asked, start_response)
        else:
            return NotFound(f"quizapp is at {self._root}/")(asked, start_response)
        return self._app(asked, start_response)


def init_app(app: Flask) -> None:
    root = app.config["APPLICATION_ROOT"]
    if root != NO_ROOT:
        app.wsgi_app = UnderPath(app.wsgi_app, root)  # type: ignore[assignment,method-assign]
