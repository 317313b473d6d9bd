"""Proof of question files, from their spelling to their fairness, every problem with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from engine import BadQuestion
from engine.question import Question

from .files import SKILLS, SLUG, SLUG_ADVICE, read_skills, slug_of
from .laws import law_problems
from .problem import Problem, at_key, from_error
from .prose import prose_problems
from .schema import schema_problems
from .skills import skill_problems

WORTH_WORKERS = 2000  # proofs; fewer are done before other processes have started


def check_paths(paths: Sequence[Path], proven: int = 1) -> list[Problem]:
    """All that is wrong with those files; skills.toml is the one two folders up, or named.

    The keys of `proven` seeds of a template are derived again, by as many processes as there are
    processors where that takes long.
    """
    if proven * len(paths) < WORTH_WORKERS:
        found = [_file_problems(path, proven) for path in paths]
    else:
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
            found = list(workers.map(_file_problems, paths, repeat(proven), chunksize=4))
    return [problem for problems in found for problem in problems]


def files_under(paths: Sequence[Path]) -> list[Path]:
    """The files named, and every TOML file in the folders named."""
    nested = [sorted(path.rglob("*.toml")) if path.is_dir() else [path] for path in paths]
    return list(dict.fromkeys(file for files in nested for file in files))


def check_text(text: str, path: str, proven: int = 1) -> list[Problem]:
    """All that is wrong with the text of one question; `path` is only named, not read."""
    try:
        return _problems(text, path, proven)
    except RecursionError:
        what = "Lists or tables are nested far too deeply."
        return [Problem(path, None, what, "A question needs three levels at most.")]


def _problems(text: str, path: str, proven: int) -> list[Problem]:
    try:
        doc = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [from_error(path, text, error)]
    found = schema_problems(doc)
    prose = prose_problems(doc)
    if not found:
        try:
            question = Question.from_dict(doc)
            question.check()
        except BadQuestion as error:
            found = [(error.where, str(error), "")]
        else:
            found = law_problems(question, proven)
    problems = {at_key(path, text, *entry): None for entry in (*found, *prose)}
    return sorted(problems, key=lambda problem: problem.line or 0)


def _file_problems(path: Path, proven: int) -> list[Problem]:
    if path.name == SKILLS:
        return skill_problems(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        return [Problem(str(path), line, "This is no UTF-8.", "Save the file as UTF-8.")]
    return _place_problems(path) + check_text(text, str(path), proven)


def _place_problems(path: Path) -> list[Problem]:
    """What is wrong with where the file stands, which is the question's identity."""
    slug = slug_of(path.absolute())
    if not SLUG.fullmatch(slug):
        return [Problem(str(path), None, f"{slug!r} is no name for a question.", SLUG_ADVICE)]
    folder, skill = path.absolute().parent.parent, slug.partition("/")[0]
    try:
        known = read_skills(folder)
    except (FileNotFoundError, tomllib.TOMLDecodeError):
        what = f"{folder} has no {SKILLS} that can be read."
        return [Problem(str(path), None, what, "Files stand in <folder of skills.toml>/<skill>/.")]
    if skill in known:
        return []
    advice = f"Add [{skill}] to {SKILLS}, or move the file to one of {', '.join(known)}."
    return [Problem(str(path), None, f"There is no skill {skill!r}.", advice)]
