"""Addresses of static files that change with their content, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, request

A_YEAR, A_WEEK = 365 * 24 * 3600, 7 * 24 * 3600  # seconds


class WithAssets(Flask):
    """Keeps what is addressed by its digest for good, and the font, which hardly ever changes."""

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        if "v" in request.args:
            return A_YEAR
        return A_WEEK if (filename or "").endswith(".woff2") else None  # None: ask each time


def init_app(app: Flask) -> None:
    folder = Path(str(app.static_folder))

    @app.url_defaults
    def add_digest(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            path = folder / values["filename"]
            values["v"] = _digest(path, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=64)
def _digest(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
