"""Behind a proxy: who is asking, and how, as the trusted proxies say it.

Without trusted proxies, whoever asks could pretend to be somebody else, so nothing is believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask

from quizapp.storage.configured import value_of
from quizapp.storage.declared import PUBLIC_ADDRESS, TRUSTED_PROXIES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class BehindProxies:
    """A WSGI application that takes address and scheme from the headers of trusted proxies."""

    def __init__(self, app: WSGIApplication, trusted: tuple[Any, ...], public: str) -> None:
        self._app, self._trusted, self._public = app, trusted, urlsplit(public)

    def __call__(self, asked: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._trusts(asked["REMOTE_ADDR"]):
            told = asked.get("HTTP_X_FORWARDED_FOR", "").split(",")
            asked["REMOTE_ADDR"] = self._client([*told, asked["REMOTE_ADDR"]])
            if self._public.netloc:
                asked["HTTP_HOST"] = self._public.netloc
            scheme = asked.get("HTTP_X_FORWARDED_PROTO", "").split(",")[-1].strip()
            if scheme in ("http", "https"):
                asked["wsgi.url_scheme"] = scheme
        return self._app(asked, start_response)

    def _client(self, hops: list[str]) -> str:
        """The last address that is no trusted proxy: what stands before it can be made up."""
        known = [address for hop in hops if (address := _plain_address(hop))]
        return next((hop for hop in reversed(known) if not self._trusts(hop)), known[0])

    def _trusts(self, said: str) -> bool:
        found = ip_address(_plain_address(said) or "0.0.0.0")
        return any(found in network for network in self._trusted)


def init_app(app: Flask) -> None:
    trusted, public = value_of(TRUSTED_PROXIES), value_of(PUBLIC_ADDRESS)
    if trusted:
        behind = BehindProxies(app.wsgi_app, trusted, public)
        app.wsgi_app = behind  # type: ignore[assignment,method-assign]


def _plain_address(said: str) -> str:
    """An address without port and brackets; an IPv4 one that came by IPv6 as IPv4."""
    said = said.strip()
    if said.startswith("[") or (said.count(":") == 1):
        said = said.rpartition("]")[0].lstrip("[") or said.partition(":")[0]
    try:
        found = ip_address(said)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)
