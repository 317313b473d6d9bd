"""Question files on disk: `<skill>/<name>.toml` is the question `<skill>/<name>`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem

SKILLS = "skills.toml"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
SLUG_ADVICE = "Use lower-case letters and digits, with hyphens between words, e.g. neuron/sum."


def question_files(folder: Path) -> dict[str, Path]:
    """The question files of a folder by slug, in order."""
    return {slug_of(path): path for path in sorted(folder.glob("*/*.toml"))}


def stray_files(folder: Path) -> list[Path]:
    """TOML files in the folder that are no question files, for where they stand."""
    return sorted({*folder.rglob("*.toml")} - {*folder.glob("*/*.toml"), folder / SKILLS})


def slug_of(path: Path) -> str:
    """The identity of a question file: its folder and its name."""
    return f"{path.parent.name}/{path.stem}"


def no_name(slug: str, place: str) -> Problem:
    """That no question can have this name; `place` is what it was given for."""
    return Problem(place, None, f"{slug!r} is no name for a question.", SLUG_ADVICE)


def name_problems(path: Path) -> list[Problem]:
    """What is wrong with the name of a question file and of its folder."""
    slug = slug_of(path.absolute())
    if SLUG.fullmatch(slug):
        return []
    return [no_name(slug, str(path))]


def file_digest(data: bytes) -> str:
    """Of the bytes, so that an unchanged file need not be read further."""
    return hashlib.sha256(data).hexdigest()


def read_skills(folder: Path) -> dict[str, dict[str, Any]]:
    """skills.toml by slug, in the order of the file; `TOMLDecodeError` or `Garbled`."""
    return tomllib.loads(decode(read_bytes(folder / SKILLS)))


def place_problems(path: Path) -> list[Problem]:
    """What is wrong with where the file stands, which is the question's identity."""
    if unnamed := name_problems(path):
        return unnamed
    folder, skill = path.absolute().parent.parent, path.absolute().parent.name
    try:
        known = read_skills(folder)
    except (Garbled, tomllib.TOMLDecodeError):
        what = f"{folder} has no {SKILLS} that can be read."
        return [Problem(str(path), None, what, "Files stand in <folder of skills.toml>/<skill>/.")]
    if skill in known:
        return []
    advice = f"Add [{skill}] to {SKILLS}, or move the file to one of {', '.join(known)}."
    return [Problem(str(path), None, f"There is no skill {skill!r}.", advice)]
