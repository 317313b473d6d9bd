"""Study pages, read from `questions/<skill>/notes.md` as blocks.

A line `## …` begins a section, `![[check]]` is a question to check yourself with, `![[check slug]]`
names the question, and `![[figure kind name]]` is a picture.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

NAME = "notes.md"
_SKILL = re.compile(r"[a-z0-9-]+")
_BLOCK = re.compile(r"^!\[\[(check|figure)((?: [\w-]+)*)\]\]$|^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """Markdown with LaTeX."""

    markdown: str


@dataclass(frozen=True)
class Check:
    """A question of the skill to answer in the page; any question if the slug is empty."""

    slug: str


@dataclass(frozen=True)
class Figure:
    """A picture, by kind and name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Heading:
    """The title of a section, inline Markdown."""

    markdown: str

    @property
    def anchor(self) -> str:
        """Its anchor in the page's address."""
        return anchor(self.markdown)


Block = Text | Heading | Check | Figure


@dataclass(frozen=True, eq=False)
class Note:
    """The study page of one skill. Each version of its file is read once, and is only itself."""

    skill: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The whole text, without pictures and checks."""
        written = (block for block in self.blocks if isinstance(block, Text | Heading))
        return "\n\n".join(block.markdown for block in written)


def anchor(heading: str) -> str:
    """`Why L1 is sparse` as `why-l1-is-sparse`."""
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-")


def note(folder: Path, skill: str) -> Note | None:
    """The study page of a skill, or None."""
    path = f"{folder}/{skill}/{NAME}"
    try:
        found = os.stat(path)  # every page looks, and paths as objects take several times as long
    except OSError:
        return None
    if not _SKILL.fullmatch(skill) or not S_ISREG(found.st_mode):
        return None
    return _read(path, skill, found.st_mtime_ns)


def notes(folder: Path) -> list[Note]:
    """Every study page, in the order of the folders."""
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return [page for name in names if (page := note(folder, name))]


@lru_cache(maxsize=256)
def _read(path: str, skill: str, changed: int) -> Note:
    title, _, body = Path(path).read_text(encoding="utf-8-sig").partition("\n")
    return Note(skill, title.removeprefix("#").strip(), tuple(_blocks(body)))


def _blocks(body: str) -> list[Block]:
    blocks: list[Block] = []
    end = 0
    for mark in _BLOCK.finditer(body):
        blocks.append(Text(body[end : mark.start()].strip()))
        kind, words = mark[1], (mark[2] or "").split()
        if mark[3]:
            blocks.append(Heading(mark[3].strip()))
        elif kind == "check":
            blocks.append(Check(words[0] if words else ""))
        else:
            blocks.append(Figure(words[0], "-".join(words[1:])))
        end = mark.end()
    blocks.append(Text(body[end:].strip()))
    return [block for block in blocks if not (isinstance(block, Text) and not block.markdown)]
