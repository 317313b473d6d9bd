"""Ready-made sets of questions, read from `questions/sets.toml`."""

from __future__ import annotations

import logging
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from quizapp.bank.beside_questions import is_set
from quizapp.bank.files import SETS
from quizapp.storage.banks import banks

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class QuestionSet:
    """A set, with the names of its questions in the order they are asked."""

    slug: str
    title: str
    summary: str
    questions: tuple[str, ...]


def sets(folder: Path) -> dict[str, QuestionSet]:
    """The sets by slug, in order."""
    path = folder / SETS
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else {}


def every_set() -> dict[str, QuestionSet]:
    """The sets of every bank that is served, by slug."""
    found: dict[str, QuestionSet] = {}
    for folder in banks().values():
        found = sets(folder) | found
    return found


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> dict[str, QuestionSet]:
    try:
        doc = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        log.error("%s is left out: %s. See quizapp bank check.", path, error)
        return {}
    if lost := sorted(slug for slug, one in doc.items() if not is_set(one)):
        log.error("%s: %s left out. See quizapp bank check.", path, ", ".join(lost))
    return {
        slug: QuestionSet(slug, one["title"], one["summary"], tuple(one["questions"]))
        for slug, one in doc.items() if slug not in lost
    }  # fmt: skip
