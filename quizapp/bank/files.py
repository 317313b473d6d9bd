"""Question files on disk: `<skill>/<name>.toml` holds the question `<skill>/<name>`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem

SKILLS, SETS, RETIRED, MOVED = "skills.toml", "sets.toml", "retired.toml", "moved.toml"
NOTES = "notes.md"  # in the folder of a topic
LISTS = (SKILLS, SETS, RETIRED, MOVED)  # beside the folders of question files
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
SLUG_ADVICE = "Use lower-case letters and digits, with hyphens between words, e.g. neuron/sum."


def question_files(folder: Path) -> dict[str, Path]:
    """The question files in a folder by slug, in order."""
    return {slug_of(path): path for path in sorted(folder.glob("*/*.toml"))}


def stray_files(folder: Path) -> list[Path]:
    """TOML files at places where question files cannot be."""
    known = {*folder.glob("*/*.toml"), *(folder / name for name in LISTS)}
    return sorted({*folder.rglob("*.toml")} - known)


def slug_of(path: Path) -> str:
    """The slug of a question file: its folder and its name."""
    return f"{path.parent.name}/{path.stem}"


def no_name(slug: str, place: str) -> Problem:
    """The problem of a name that no question can have, at a file or in a form."""
    return Problem(place, None, f"{slug!r} is not a valid name for a question.", SLUG_ADVICE)


def name_problems(path: Path) -> list[Problem]:
    """Problems of the names of a question file and its folder."""
    slug = slug_of(path.absolute())
    return [] if SLUG.fullmatch(slug) else [no_name(slug, str(path))]


def no_topics(path: str, folder: Path, topic: str = "neuron") -> Problem:
    """The problem of a folder without a list of topics, and how to begin one."""
    first = f'{topic} = {{title = "Its title", summary = "", requires = []}}'
    advice = (
        f"A bank's {SKILLS} has a line for each topic, such as: {first}. "
        "Question files go into a folder beside it for each topic."
    )
    return Problem(path, None, f"{folder} has no readable {SKILLS}.", advice)


def file_digest(data: bytes) -> str:
    """A digest of the bytes, so that an unchanged file need not be parsed."""
    return hashlib.sha256(data).hexdigest()


def read_skills(folder: Path) -> dict[str, dict[str, Any]]:
    """The skills in skills.toml by slug, in order; raises `TOMLDecodeError` or `Garbled`."""
    return tomllib.loads(decode(read_bytes(folder / SKILLS)))


def place_problems(path: Path) -> list[Problem]:
    """Problems of the file's place, which is the question's identity."""
    if unnamed := name_problems(path):
        return unnamed
    folder, skill = path.absolute().parent.parent, path.absolute().parent.name
    try:
        known = read_skills(folder)
    except (Garbled, tomllib.TOMLDecodeError):
        return [no_topics(str(path), folder, skill)]
    if skill in known:
        return []
    advice = f"Add [{skill}] to {SKILLS}, or move the file to one of {', '.join(known)}."
    return [Problem(str(path), None, f"There is no skill {skill!r}.", advice)]
