"""Checks what lies beside question files: study pages, and ready-made sets of questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.registry import did_you_mean

from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem, at_key, garbled, read_toml
from .files import question_files
from .markdown_check import wrong_formulas

_PARAGRAPH = re.compile(r"[^\n](?:.|\n(?! *\n))*")
_CHECK = re.compile(r"^!\[\[check ([\w-]+)\]\]$", re.MULTILINE)
_SHAPE = 'A set has title = "…", summary = "…" and questions = ["neuron/sum"].'


def note_problems(path: Path) -> list[Problem]:
    """Formulas of a study page that can't be shown, and questions of it that don't exist."""
    try:
        text = decode(read_bytes(path))
    except Garbled as error:
        return [garbled(str(path), error)]
    return [
        Problem(str(path), 1 + text.count("\n", 0, at), what, advice)
        for at, what, advice in sorted([*_formulas(text), *_asked(text, path.absolute().parent)])
    ]


def _formulas(text: str) -> Iterator[tuple[int, str, str]]:
    for paragraph in _PARAGRAPH.finditer(text):
        for error in wrong_formulas(paragraph[0]):
            yield paragraph.start(), error, ""


def _asked(text: str, folder: Path) -> Iterator[tuple[int, str, str]]:
    known = [file.stem for file in folder.glob("*.toml")]
    for found in _CHECK.finditer(text):
        if found[1] not in known:
            advice = did_you_mean(found[1], known).strip() or f"Add {found[1]}.toml beside it."
            yield found.start(), f"There is no question {folder.name}/{found[1]}.", advice


def set_problems(path: Path) -> list[Problem]:
    """What is wrong with a sets.toml."""
    doc, text, problem = read_toml(path)
    if problem:
        return [problem]
    known = question_files(path.absolute().parent)
    found: list[Problem] = []
    for slug, entry in doc.items():
        if not is_set(entry):
            found.append(at_key(str(path), text, (slug,), f"{slug} is not a set.", _SHAPE))
            continue
        for index, name in enumerate(entry["questions"]):
            if name not in known:
                what = f"There is no question {name!r} for the set {slug}."
                advice = did_you_mean(name, known).strip() or "Correct its name, or leave it out."
                found.append(at_key(str(path), text, (slug, "questions", index), what, advice))
    return found


def is_set(entry: Any) -> bool:
    """Whether an entry of a sets.toml has all that a set has."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("questions"), list):
        return False
    texts = [entry.get("title"), entry.get("summary"), *entry["questions"]]
    return all(isinstance(text, str) for text in texts)
