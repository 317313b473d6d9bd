"""The folders of data that come with the code, in an installed package or a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def questions() -> Path:
    """The folder of `skills.toml` and `<skill>/<name>.toml`."""
    return _folder("questions")


def migrations() -> Path:
    """The folder of Alembic's `env.py` and `versions/`."""
    return _folder("migrations")


def _folder(name: str) -> Path:
    packed = PACKAGE / "_data" / name
    return packed if packed.is_dir() else PACKAGE.parent / name
