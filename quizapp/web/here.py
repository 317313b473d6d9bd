"""Addresses within the site, which may be served under a path.

Pages link to addresses with that path. What is stored has none, so that it still leads there after
the site has moved.
"""

from __future__ import annotations

from flask import Flask, request


def init_app(app: Flask) -> None:
    app.jinja_env.globals["here"] = here
    app.jinja_env.filters["linked"] = linked


def here(*, query: bool = True) -> str:
    """The address of this page."""
    return linked(request.full_path.rstrip("?") if query else request.path)


def linked(place: str) -> str:
    """The address of a place that was stored."""
    return request.script_root + place


def stored(address: str) -> str:
    """An address, as it is stored."""
    return address.removeprefix(request.script_root)
