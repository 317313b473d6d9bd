"""Which question files are known to pass the check, so that a first start need not check them.

`questions/checked.txt` lists the digests of the files that come with the program, whose tests prove
each of them. A file with any other content is checked before it is taken in. `make golden` adds
what passes the check to the list, and `sha256sum --check` reads it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .file_problem import Problem
from .files import file_digest, question_files

CHECKED = "checked.txt"


@cache
def known_good(folder: Path) -> frozenset[str]:
    """The digests of the files in the list of this folder; none if there is no list."""
    return frozenset(line.partition(" ")[0] for line in _lines(folder))


def _lines(folder: Path) -> list[str]:
    try:
        return (folder / CHECKED).read_text(encoding="utf-8").splitlines(keepends=True)
    except OSError:
        return []


def renewed(folder: Path) -> tuple[str, list[Problem]]:
    """The list for the files as they are now, and why some of them are not on it.

    Files that are on the present list stay there; whatever is new to it has to pass the check.
    """
    from .check import check_each, enough  # imports the Markdown reader and SymPy

    entries = {
        path: f"{file_digest(path.read_bytes())}  {slug}.toml\n"
        for slug, path in question_files(folder).items()
    }
    known = _lines(folder)
    news = [path for path, entry in entries.items() if entry not in known]
    problems = [one for found in check_each(news, enough(len(news))) for one in found]
    refused = {Path(one.path) for one in problems}
    return "".join(entry for path, entry in entries.items() if path not in refused), problems
