"""The settings that need more than a value: the database, the secret key, the cookies."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import quote, urlsplit

import platformdirs

from . import declared
from .configured import value_of


def data_folder() -> Path:
    """The user's private data folder for this program, made if it is missing."""
    folder = Path(platformdirs.user_data_dir("quizapp", appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database_url() -> str:
    """QUIZAPP_DATABASE_URL, or a SQLite file in the data folder."""
    return value_of(declared.DATABASE_URL) or of_file(data_folder() / "quizapp.db")


def of_file(path: Path) -> str:
    """The address of a SQLite file, whose path may have any characters."""
    return f"sqlite:///{quote(str(path))}"


def wait_seconds() -> float:
    """QUIZAPP_WAIT_SECONDS: how long to wait for another program that writes to a SQLite file."""
    return float(value_of(declared.WAIT_SECONDS))


def needs_review() -> bool:
    """QUIZAPP_REVIEW: whether somebody else must approve a question before it is published."""
    return bool(value_of(declared.REVIEW))


def is_https() -> bool:
    """Whether people reach the server by HTTPS, as QUIZAPP_PUBLIC_ADDRESS says."""
    return str(value_of(declared.PUBLIC_ADDRESS)).startswith("https://")


def root() -> str:
    """The path under which people reach the server, as QUIZAPP_PUBLIC_ADDRESS says: often none."""
    return urlsplit(str(value_of(declared.PUBLIC_ADDRESS))).path


def secret_key() -> str:
    """QUIZAPP_SECRET_KEY, or a key that is made once and stored privately beside the database."""
    from quizapp.storage.database import sqlite_file

    if given := value_of(declared.SECRET_KEY):
        return str(given)
    file = sqlite_file(database_url())
    return _kept_key((file.parent if file else data_folder()) / "secret_key")


def _kept_key(path: Path) -> str:
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)  # atomic; the first of several processes wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
