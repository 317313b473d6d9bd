"""Checking question files, from spelling to fairness; each problem has its line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from engine import BadQuestion

from .beside_questions import note_problems, set_problems
from .decoding import Garbled, clean, decode, read_bytes
from .file_problem import Problem, at_key, from_error, garbled
from .files import MOVED, NOTES, RETIRED, SETS, SKILLS, place_problems
from .folder_lists import list_problems
from .images import Look, beside, image_problems
from .load import question_of
from .markdown_check import prose_problems
from .placeholders import placeholder_problems
from .skills import skill_problems
from .titles import repeated_titles
from .unfair_variants import variant_problems

WORTH_WORKERS = 1000  # proofs; with fewer, starting processes takes longer than the work
BESIDE: dict[str, Callable[[Path], list[Problem]]] = {  # what is no question, by its name
    SKILLS: skill_problems, RETIRED: list_problems, MOVED: list_problems,
    SETS: set_problems, NOTES: note_problems,
}  # fmt: skip
FEWEST, MOST, AT_ONCE = 5, 200, 2000  # proofs of each template, and of all files


def check_paths(paths: Sequence[Path], proven: int = 1) -> list[Problem]:
    """All problems of these files; their skills.toml is two folders up."""
    return [problem for problems in check_each(paths, proven) for problem in problems]


def check_each(paths: Sequence[Path], proven: int) -> Iterator[list[Problem]]:
    """Yields the problems of each file as soon as they are known, and those of titles at the end.

    Proves the keys of `proven` seeds of each template, in parallel if that takes long.
    """
    if proven * len(paths) < WORTH_WORKERS:
        yield from (_file_problems(path, proven) for path in paths)
    else:
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
            yield from workers.map(_file_problems, paths, repeat(proven), chunksize=4)
    yield [*repeated_titles(paths)]


def enough(files: int) -> int:
    """How many seeds to prove of each template: all that matter of a few files, some of many."""
    return max(FEWEST, min(MOST, AT_ONCE // max(files, 1)))


def files_under(paths: Sequence[Path]) -> list[Path]:
    """These files, and in these folders every TOML file and every study page."""
    nested = [sorted([*path.rglob("*.toml"), *path.rglob(NOTES)]) if path.is_dir() else [path]
              for path in paths]  # fmt: skip
    return list(dict.fromkeys(file for files in nested for file in files))


def check_text(text: str, path: str, proven: int = 1, look: Look | None = None) -> list[Problem]:
    """All problems of one question's text; `path` is only named, not read.

    `look` looks up the images that it shows; without it, they are not looked up.

    With `proven` 0 a template is drawn once and nothing is proved, which is quick enough for every
    start.
    """
    try:
        return _problems(text, path, proven, look)
    except RecursionError:
        what = "Lists or tables are nested too deeply."
        return [Problem(path, None, what, "A question never needs more than three levels.")]


def _problems(text: str, path: str, proven: int, look: Look | None) -> list[Problem]:
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
        from .field_errors import schema_problems  # pydantic, which finds all errors at once

        found = schema_problems(doc) or [(error.where, str(error), "")]
    else:
        found = variant_problems(question, proven)
    prose = prose_problems(doc, text)
    problems = {at_key(path, text, *entry): None for entry in (*found, *prose)}
    problems |= dict.fromkeys(image_problems(text, path, look) if look else ())
    return sorted(problems, key=lambda problem: problem.line or 0)


def _file_problems(path: Path, proven: int) -> list[Problem]:
    if path.name in BESIDE:
        return BESIDE[path.name](path)
    try:
        text = decode(read_bytes(path))
    except Garbled as error:
        return [garbled(str(path), error)]
    found = check_text(text, str(path), proven, beside(path.parent))
    return [*place_problems(path), *found, *placeholder_problems(str(path), text)]
