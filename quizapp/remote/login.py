"""The login: a server and a token, in a private file in the user's configuration."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from .cleaning import harmless

NAME = "login.json"
HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Login:
    """An account on a server."""

    url: str  # without a slash at the end
    token: str
    learner_id: int
    name: str
    email: str
    only_reads: bool = False  # the token, so answers stay here

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


def only_reads(url: str) -> str:
    """What to do about a token that may only read."""
    return (
        f"Your token may only read. To send your answers, make a token that may practise at "
        f"{url}/account/tokens, then run: quizapp login {url}"
    )


def kept() -> Login | None:
    """The login of this user, if any."""
    try:
        return Login(**harmless(json.loads(_path().read_text(encoding="utf-8"))))
    except (FileNotFoundError, ValueError, TypeError):  # a broken file counts as none
        return None


def keep(login: Login) -> None:
    """Write the login so that nobody else can read it, at any moment."""
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{NAME}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(login), file, indent=2)
    draft.replace(path)


def forget() -> None:
    _path().unlink(missing_ok=True)


def address(text: str) -> str:
    """The full form of a server's address as typed; `ValueError` with advice if it is not one."""
    full = text.strip().rstrip("/")
    if "://" not in full:
        here = full.partition(":")[0] in HERE
        full = f"{'http' if here else 'https'}://{full}"
    parts = urlsplit(full)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{text!r} is not an address. Write it like https://quiz.example.org")
    return full


def is_open(url: str) -> bool:
    """Whether what is sent there is unencrypted on its way."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in HERE


def _path() -> Path:
    return Path(platformdirs.user_config_dir("quizapp", appauthor=False)) / NAME
