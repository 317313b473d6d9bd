"""No two questions of a bank have one title, since learners tell questions apart by it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem
from .files import SETS, SKILLS, question_files, slug_of

TITLE = re.compile(r"^title *= *(['\"])(.+)\1", re.MULTILINE)


def repeated_titles(paths: Iterable[Path]) -> Iterator[Problem]:
    """A problem for each of these files that shares its title with another file of its bank."""
    banks: dict[Path, dict[str, list[Path]]] = {}
    for path in paths:
        own, folder = path.resolve(), path.resolve().parents[1]
        if own.name in (SKILLS, SETS) or (found := _title(own)) is None:
            continue
        if folder not in banks:
            banks[folder] = _by_title(folder)
        title, line = found
        others = [slug_of(other) for other in banks[folder].get(title, ()) if other != own]
        if others:
            what = f"The title {title!r} is also that of {' and '.join(others)}."
            yield Problem(str(path), line, what, "Give each question a title of its own.")


def _by_title(folder: Path) -> dict[str, list[Path]]:
    found = defaultdict(list)
    for path in question_files(folder).values():
        if titled := _title(path):
            found[titled[0]].append(path)
    return found


def _title(path: Path) -> tuple[str, int] | None:
    """A question file's title and its line."""
    try:
        text = decode(read_bytes(path))
    except Garbled:
        return None
    match = TITLE.search(text)
    return (match[2], text.count("\n", 0, match.start()) + 1) if match else None
