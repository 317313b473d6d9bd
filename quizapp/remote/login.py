"""Which server, and the token for it: a file in the user's configuration, for its owner only."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

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

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


def kept() -> Login | None:
    """The login of this user, if any."""
    try:
        return Login(**json.loads(_path().read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):  # a broken file is as good as none
        return None


def keep(login: Login) -> None:
    """Write it, readable by nobody else at any moment."""
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
    """A server's address as typed, in full; `ValueError`, as advice, where it is none."""
    full = text.strip().rstrip("/")
    if "://" not in full:
        here = full.partition(":")[0] in HERE
        full = f"{'http' if here else 'https'}://{full}"
    parts = urlsplit(full)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{text!r} is no address. Write it like https://quiz.example.org")
    return full


def is_open(url: str) -> bool:
    """Whether others on the way could read what is sent there."""
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in HERE


def _path() -> Path:
    return Path(platformdirs.user_config_dir("quizapp", appauthor=False)) / NAME
