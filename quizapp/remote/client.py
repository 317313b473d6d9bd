"""A client for the JSON API of a server, using only the standard library."""

from __future__ import annotations

import json
import ssl
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .cleaning import harmless
from .login import only_reads

API = "/api/v1"
PATIENCE = 30.0  # seconds
MOST = 64 * 1024 * 1024  # bytes of a response


class ServerError(Exception):
    """Why a request failed, as advice; `status` is None if there was no response."""

    def __init__(self, detail: str, status: int | None = None) -> None:
        super().__init__(harmless(detail))
        self.status = status


class _Staying(HTTPRedirectHandler):
    """Follows no redirects, so that a token never reaches another server."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Client:
    """Sends requests with a token."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token
        self.opener = build_opener(_Staying)  # it verifies certificates

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """The server's response; `ServerError` if the request fails."""
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json",
                   "Content-Type": "application/json", "User-Agent": "quizapp"}  # fmt: skip
        request = Request(self.url + API + path, data, headers, method=method)
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                text = answer.read(MOST)
                return harmless(json.loads(text)) if text else None
        except HTTPError as error:
            raise ServerError(self._refusal(error), error.code) from None
        except ValueError:
            raise ServerError(self._stranger(), 200) from None
        except URLError as error:
            raise ServerError(self._silence(error.reason)) from None
        except (OSError, HTTPException) as error:
            raise ServerError(self._silence(error)) from None

    def _refusal(self, error: HTTPError) -> str:
        where = error.headers.get("Location")
        if error.code in (301, 302, 303, 307, 308):
            return f"{self.url} redirects to {where}. Log in at that address: quizapp login ADDRESS"
        try:
            detail = str(json.loads(error.read(MOST))["detail"])
        except (ValueError, KeyError, TypeError, OSError):
            return self._stranger() if error.code < 500 else f"{self.url} has a problem right now."
        if error.code == 401:
            return (
                f"{self.url} does not know your token: it was mistyped, revoked or too old. Make a "
                f"new one at {self.url}/account/tokens, then run: quizapp login {self.url}"
            )
        if error.code == 403:
            return only_reads(self.url)
        return detail

    def _stranger(self) -> str:
        return f"There is no quizapp at {self.url}, or only an older one. Check the address."

    def _silence(self, reason: object) -> str:
        if isinstance(reason, ssl.SSLCertVerificationError):
            return f"The certificate of {self.url} can't be trusted: {reason.verify_message}."
        if isinstance(reason, TimeoutError):
            return f"{self.url} is slow: no answer within {PATIENCE:g} seconds. Try again later."
        return f"{self.url} cannot be reached."
