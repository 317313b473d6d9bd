"""The lists beside the questions of a folder: which are retired, and which have a new name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .decoding import decode, read_bytes
from .file_problem import Problem, read_toml
from .files import MOVED, RETIRED, SLUG

_HEAD = {
    RETIRED: "# These questions are not asked any more.",
    MOVED: "# Former names of questions, and what they are called now.",
}
_SHAPE = 'Write questions = ["neuron/sum"].', 'Write "neuron/sum" = "neuron/weighted-sum".'


def read_retired(folder: Path) -> list[str]:
    """The retired questions of the folder; none if the list is missing or broken."""
    return [] if list_problems(folder / RETIRED) else _read(folder / RETIRED).get("questions", [])


def read_moved(folder: Path) -> dict[str, str]:
    """The new names of questions by their former ones; none if the list is missing or broken."""
    return {} if list_problems(folder / MOVED) else _read(folder / MOVED)


def retired_text(slugs: list[str]) -> str:
    """The text of retired.toml; "" for none."""
    rows = [f'  "{slug}",' for slug in sorted(slugs)]
    return "\n".join([_HEAD[RETIRED], "questions = [", *rows, "]\n"]) if rows else ""


def moved_text(names: dict[str, str]) -> str:
    """The text of moved.toml; "" for none."""
    lines = [f'"{old}" = "{new}"\n' for old, new in sorted(names.items())]
    return "".join([f"{_HEAD[MOVED]}\n", *lines]) if lines else ""


def list_problems(path: Path) -> list[Problem]:
    """What is wrong with retired.toml or moved.toml; nothing if there is none."""
    if not path.exists():
        return []
    doc, _, problem = read_toml(path)
    if problem:
        return [problem]
    is_moved = path.name == MOVED
    names = [*doc, *doc.values()] if is_moved else doc.get("questions")
    fits = isinstance(names, list) and all(
        isinstance(name, str) and SLUG.fullmatch(name) for name in names
    )
    if fits and (is_moved or doc.keys() == {"questions"}):
        return []
    return [Problem(str(path), None, "This is not a list of questions.", _SHAPE[is_moved])]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(decode(read_bytes(path))) if path.exists() else {}
