"""Proof of question files, from their spelling to their fairness, every problem with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from engine import BadQuestion

from .decoding import Garbled, clean, decode, read_bytes
from .file_problem import Problem, at_key, from_error, garbled
from .files import SKILLS, place_problems
from .laws import law_problems
from .load import question_of
from .markdown_check import prose_problems
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
    """All that is wrong with the text of one question; `path` is only named, not read.

    With `proven` 0 a template is drawn once, and its key taken as it is: what every start can do.
    """
    try:
        return _problems(text, path, proven)
    except RecursionError:
        what = "Lists or tables are nested far too deeply."
        return [Problem(path, None, what, "A question needs three levels at most.")]


def _problems(text: str, path: str, proven: int) -> list[Problem]:
    try:
        text = clean(text)
        doc = tomllib.loads(text)
    except Garbled as error:
        return [garbled(path, error)]
    except tomllib.TOMLDecodeError as error:
        return [from_error(path, text, error)]
    try:
        question = question_of(doc)
        question.check()
    except BadQuestion as error:
        from .field_errors import schema_problems  # pydantic, which tells every error at once

        found = schema_problems(doc) or [(error.where, str(error), "")]
    else:
        found = law_problems(question, proven)
    prose = prose_problems(doc, text)
    problems = {at_key(path, text, *entry): None for entry in (*found, *prose)}
    return sorted(problems, key=lambda problem: problem.line or 0)


def _file_problems(path: Path, proven: int) -> list[Problem]:
    if path.name == SKILLS:
        return skill_problems(path)
    try:
        text = decode(read_bytes(path))
    except Garbled as error:
        return [garbled(str(path), error)]
    return place_problems(path) + check_text(text, str(path), proven)
