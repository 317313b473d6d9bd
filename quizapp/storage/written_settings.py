"""Reads what was written for a setting; raises ValueError with advice where it can't be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit


def text(said: Any) -> str:
    if not isinstance(said, str):
        raise ValueError("Write it as text, between quotes.")
    return said.strip()


def key(said: Any) -> str:
    if len(text(said)) < 16:
        raise ValueError(
            "It's too short to be secret. Use at least 16 characters, drawn at random."
        )
    return text(said)


def number(least: float, most: float, kind: type = float) -> Callable[[Any], Any]:
    def read(said: Any) -> Any:
        try:
            found = kind(said)
        except (TypeError, ValueError):
            found = None
        if found is None or isinstance(said, bool) or not least <= found <= most:
            what = "a whole number" if kind is int else "a number"
            raise ValueError(f"Write {what} from {least} to {most}.")
        return found

    return read


def yes_or_no(said: Any) -> bool:
    word = str(said).strip().lower()
    if word not in ("1", "true", "yes", "on", "0", "false", "no", "off", ""):
        raise ValueError("Write true or false.")
    return word in ("1", "true", "yes", "on")


def one_of(*words: str) -> Callable[[Any], str]:
    def read(said: Any) -> str:
        if text(said).lower() not in words:
            raise ValueError(f"Write one of {', '.join(words)}.")
        return text(said).lower()

    return read


def several(between: str) -> Callable[[Any], tuple[str, ...]]:
    def read(said: Any) -> tuple[str, ...]:
        parts = said.split(between) if isinstance(said, str) else said
        if not isinstance(parts, list):
            raise ValueError('Write a list, such as ["one", "two"].')
        return tuple(filter(None, map(text, parts)))

    return read


def networks(said: Any) -> tuple[Any, ...]:
    try:
        return tuple(map(ip_network, several(",")(said)))
    except ValueError as error:
        raise ValueError(f"{error}. Write addresses such as 127.0.0.1 or 10.0.0.0/8.") from None


def _whole(said: Any, example: str) -> SplitResult:
    parts = urlsplit(text(said))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"Write the whole address, such as {example}.")
    return parts


def api(said: Any) -> str:
    parts = _whole(said, "https://api.example.org/v1")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def address(said: Any) -> str:
    parts = _whole(said, "https://quiz.example.org")
    path = parts.path.rstrip("/")
    if parts.query or parts.fragment or not re.fullmatch(r"(/[\w.~-]+)*", path, re.ASCII):
        raise ValueError("Write a host name, and perhaps a path, such as https://example.org/quiz.")
    return f"{parts.scheme}://{parts.netloc}{path}"


def mail_server(said: Any) -> str:
    try:
        parts = urlsplit(text(said))
        good = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is none
        good = False
    if not good:
        raise ValueError("Write it like smtp://user:password@mail.example.org:587.")
    return text(said)


def database(said: Any) -> str:
    from sqlalchemy import exc, make_url

    try:
        make_url(text(said)).get_dialect().import_dbapi()
    except (exc.ArgumentError, exc.NoSuchModuleError, ImportError):
        raise ValueError(
            "Write it like postgresql+psycopg://quizapp@db2/quizapp; its library must be there."
        ) from None
    return text(said)


def counter(said: Any) -> str:
    if urlsplit(text(said)).scheme not in ("redis", "rediss"):
        raise ValueError("Write it like redis://localhost:6379, or leave it out.")
    return text(said)
