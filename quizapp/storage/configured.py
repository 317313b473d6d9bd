"""What an installation has set: in the environment, else in its settings file, else by default."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

from .declared import (
    COUNTS,
    EXAMINER_ADDRESS,
    EXAMINER_MODEL,
    HSTS_SECONDS,
    MAIL_FROM,
    MAIL_SERVER,
    METRICS_FROM,
    PUBLIC_ADDRESS,
    SETTINGS,
    TRUSTED_PROXIES,
    SiteSetting,
)

DEFAULT = "the default"
NAME = "quizapp.toml"
HOMES = ("HOME", "XDG_DATA_HOME", "USERPROFILE", "LOCALAPPDATA")  # where data folders may follow


@dataclass(frozen=True)
class Configured:
    """The value of a setting, where it comes from, and what is wrong with what was written."""

    value: Any
    source: str
    problem: str = ""


def settings_file() -> Path:
    """QUIZAPP_CONFIG, or quizapp.toml in the user's data folder; it may be missing."""
    if said := os.environ.get("QUIZAPP_CONFIG"):
        return Path(said).expanduser()
    return _by_default(*map(os.environ.get, HOMES))


@lru_cache(maxsize=8)
def _by_default(*homes: str | None) -> Path:
    return Path(platformdirs.user_data_dir("quizapp", appauthor=False)) / NAME


def value_of(setting: SiteSetting) -> Any:
    """The value in force; the default where what was written can't be read."""
    return configured(setting).value


def configured(setting: SiteSetting) -> Configured:
    """The value in force, and where it comes from."""
    if said := os.environ.get(setting.variable):
        return _read(setting, said, setting.variable)
    path = settings_file()
    written, _ = _written(path)
    if setting.key in written:
        return _read(setting, written[setting.key], str(path))
    return Configured(setting.default, DEFAULT)


def problems() -> list[str]:
    """All that is wrong, each with what to do about it."""
    path = settings_file()
    written, unreadable = _written(path)
    found = [unreadable] if unreadable else []
    if os.environ.get("QUIZAPP_CONFIG") and not path.exists():
        found.append(f"QUIZAPP_CONFIG: there is no file {path}.")
    known = [setting.key for setting in SETTINGS]
    for key in written:
        if key not in known:
            near = get_close_matches(key, known, 1)
            meant = f"Did you mean {near[0]}?" if near else f"Settings are {', '.join(known)}."
            found.append(f"{path}: there is no setting {key}. {meant}")
    for setting in SETTINGS:
        now = configured(setting)
        if now.problem:
            name = setting.variable if now.source == setting.variable else setting.key
            found.append(
                f"{name} in {now.source}: {now.problem}".replace(f"{name} in {name}", name)
            )
    return found + _contradictions()


def _contradictions() -> list[str]:
    public = value_of(PUBLIC_ADDRESS)
    found = []
    if value_of(HSTS_SECONDS) and not public.startswith("https://"):
        found.append("hsts_seconds needs a public_address with https; without one it does nothing.")
    if value_of(TRUSTED_PROXIES) and not public:
        found.append("trusted_proxies needs public_address too, so that links lead to the proxy.")
    if value_of(MAIL_SERVER) and not (public and value_of(MAIL_FROM)):
        found.append("mail_server needs public_address, for the links in mails, and mail_from.")
    if value_of(COUNTS) and not find_spec("redis"):
        found.append("counts needs a library: pip install 'quizapp[redis]'")
    if value_of(METRICS_FROM) and not find_spec("prometheus_client"):
        found.append("metrics_from needs a library: pip install 'quizapp[metrics]'")
    if value_of(EXAMINER_ADDRESS) and not value_of(EXAMINER_MODEL):
        found.append("examiner_address needs examiner_model too: which of its models to ask.")
    return found


def _read(setting: SiteSetting, said: Any, source: str) -> Configured:
    try:
        return Configured(setting.read(said), source)
    except ValueError as error:
        return Configured(setting.default, source, str(error))


def _written(path: Path) -> tuple[dict[str, Any], str]:
    """What the file holds, and what is wrong with it as a whole."""
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except OSError:
        return {}, ""


@lru_cache(maxsize=4)
def _parsed(path: Path, changed: int) -> tuple[dict[str, Any], str]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), ""
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, f"{path} can't be read as TOML: {error}."
