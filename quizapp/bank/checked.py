"""Which question files are known to pass the check, so that a first start need not check them.

`questions/checked.txt` lists the digests of the files that come with the program, whose tests prove
each of them. A file with any other content is checked before it is taken in. `make golden` writes
the list, and `sha256sum --check` reads it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .files import file_digest, question_files

CHECKED = "checked.txt"


@cache
def known_good(folder: Path) -> frozenset[str]:
    """The digests of the files in the list of this folder; none if there is no list."""
    try:
        listed = (folder / CHECKED).read_text(encoding="utf-8")
    except OSError:
        return frozenset()
    return frozenset(line.partition(" ")[0] for line in listed.splitlines())


def list_of(folder: Path) -> str:
    """The list for the files as they are now."""
    return "".join(
        f"{file_digest(path.read_bytes())}  {slug}.toml\n"
        for slug, path in question_files(folder).items()
    )
