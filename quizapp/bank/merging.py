"""Three-way merges: what two people made of one text, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar


@dataclass(frozen=True)
class Piece:
    """Some lines of a merge; `mine` and `theirs` differ only where both changed them."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    where: ClassVar[None] = None  # it may be of several fields
    can_be_both: ClassVar[bool] = True

    @property
    def is_contested(self) -> bool:
        return self.mine != self.theirs


@dataclass(frozen=True)
class Merge:
    """The pieces of a merged text, in order."""

    pieces: tuple[Piece, ...]

    @property
    def contested(self) -> list[Piece]:
        """Where both changed the same lines, or lines beside each other, and not equally."""
        return [piece for piece in self.pieces if piece.is_contested]

    def text(self, choices: Sequence[str] = ()) -> str:
        """The merged text, given "mine", "theirs" or "both" for each contested piece.

        Pieces without a choice are mine.
        """
        chosen, lines = iter(choices), []
        for piece in self.pieces:
            choice = next(chosen, "mine") if piece.is_contested else "mine"
            lines += [*piece.mine] if choice != "theirs" else []
            lines += [*piece.theirs] if choice != "mine" else []
        return "\n".join(lines)


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Both changes to a text, merged wherever they do not touch.

    Between the lines that all three texts share, whoever changed something is right; if both did,
    the piece is contested.
    """
    texts = [text.split("\n") for text in (base, mine, theirs)]
    found, before = [], (0, 0, 0)
    for after in (*_shared(*texts), None):
        ends = after or tuple(len(text) for text in texts)
        was, mine_now, theirs_now = (
            tuple(text[start:end]) for text, start, end in zip(texts, before, ends, strict=True)
        )
        found.append(_settled(was, mine_now, theirs_now))
        if after:
            line = texts[0][after[0]]
            found.append(Piece((line,), (line,)))
            before = (after[0] + 1, after[1] + 1, after[2] + 1)
    return Merge(tuple(piece for piece in found if piece.mine or piece.theirs))


def _settled(was: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> Piece:
    if mine == was:
        return Piece(theirs, theirs)
    return Piece(mine, mine) if theirs == was else Piece(mine, theirs)


def _shared(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int]]:
    """The places of each line that all three have in common."""
    in_mine, in_theirs = _same(base, mine), _same(base, theirs)
    for at in sorted(in_mine.keys() & in_theirs.keys()):
        yield at, in_mine[at], in_theirs[at]


def _same(base: list[str], other: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
