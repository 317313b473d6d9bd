"""Parses the product's documents into code, links and words, each with its line."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[1]
GALLERY = "docs/gallery.md"  # made by a program, and under a law of its own
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
    if path.name not in ("CHANGELOG.md", "gallery.md")  # a history tells of what is no more
)
PATH = re.compile(r"(?:[\w.*<>-]+/)+[\w.*<>-]*|[\w-]+\.(?:py|md|toml|json|html|lock|txt)|Makefile")


@dataclass(frozen=True)
class Piece:
    """A block of code, a word set as code, a link, or a paragraph."""

    document: str
    line: int
    text: str
    language: str = ""  # of a block
    path: str = ""  # of the file that a block shows, named just before it

    def __str__(self) -> str:
        return f"{self.document}:{self.line}: {self.text.splitlines()[0] if self.text else ''}"


@cache
def _tokens(document: str) -> list[Token]:
    text = (ROOT / document).read_text(encoding="utf-8")
    return MarkdownIt("commonmark").enable("table").parse(text)


@cache
def blocks(document: str) -> list[Piece]:
    """The fenced blocks; a block's path is the last one named in the text above it."""
    found, above = [], ""
    for token in _tokens(document):
        if token.type == "inline":
            above = token.content
        elif token.type == "fence":
            paths = [word for word in re.findall(r"`([^`]+)`", above) if PATH.fullmatch(word)]
            line = (token.map or [0])[0] + 1
            path = paths[-1] if paths else ""
            found.append(Piece(document, line, token.content, token.info, path))
            above = ""
    return found


def shown(document: str) -> dict[str, str]:
    """The files that a document shows, by path."""
    return {block.path: block.text for block in blocks(document) if block.path}


def words(document: str) -> Iterator[Piece]:
    """Everything that is set as code inside a text."""
    yield from _inside(document, "code_inline")


def links(document: str) -> Iterator[Piece]:
    """The targets of links and pictures."""
    yield from _inside(document, "link_open", "href")
    yield from _inside(document, "image", "src")


def paragraphs(document: str) -> Iterator[Piece]:
    """Paragraphs, headings and table cells."""
    for token in _tokens(document):
        if token.type == "inline":
            yield Piece(document, (token.map or [0])[0] + 1, token.content)


def _inside(document: str, kind: str, attribute: str = "") -> Iterator[Piece]:
    source = (ROOT / document).read_text(encoding="utf-8").splitlines()
    for token in _tokens(document):
        if token.type != "inline" or token.map is None:
            continue
        for child in token.children or ():
            if child.type == kind:
                text = str(child.attrs[attribute]) if attribute else child.content
                near = range(token.map[0], token.map[1])
                line = next((at for at in near if text in source[at]), token.map[0])
                yield Piece(document, line + 1, text)


def anchors(document: str) -> set[str]:
    """The anchors of a document, as forges make them from headings."""
    tokens = _tokens(document)
    headings = (tokens[at + 1].content for at, token in enumerate(tokens)
                if token.type == "heading_open")  # fmt: skip
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(document: str) -> Iterator[Piece]:
    """Every shell command that the document says to type, up to a pipe."""
    typed = [
        piece for piece in words(document) if re.match(r"(\.venv/bin/)?quizapp |make ", piece.text)
    ]
    for block in blocks(document):
        if block.language in ("sh", "bash", "console"):
            for offset, line in enumerate(block.text.splitlines(), 1):
                typed.append(Piece(document, block.line + offset, line))
    for piece in typed:
        text = piece.text.partition("  #")[0].removeprefix("$ ").strip()
        for part in re.split(r"\s*(?:&&|;|\|)\s*", text):
            if part and not part.startswith("#"):
                yield Piece(document, piece.line, part)


@cache
def code() -> str:
    """All source code except tests."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if not name.endswith(".md")]
    kinds = (".py", ".js", ".toml", ".html", ".css", "Makefile", ".ci/run")
    kept = [name for name in names if name.endswith(kinds) and (ROOT / name).is_file()]
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in kept)


def leaves(command: click.Command, path: str = "quizapp") -> dict[str, click.Command]:
    """Every command that does something, by what to type."""
    if not isinstance(command, click.Group):
        return {path: command}
    context = click.Context(command)
    found: dict[str, click.Command] = {}
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner
        found |= leaves(inner, f"{path} {name}")
    return found
