"""Wrapping styled text; a run is some text and its role."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .latex import width

Run = tuple[str, str]  # text, role
Paint = Callable[[str, str], str]  # (role, text) -> the text in its colour


def wrap(runs: Iterable[Run], columns: int) -> list[list[Run]]:
    """Lines of at most `columns` columns, broken at plain spaces; words too long are cut."""
    lines: list[list[Run]] = [[]]
    used = 0
    for word in _words(runs, max(1, columns)):
        size = sum(width(text) for text, _ in word)
        if lines[-1] and used + 1 + size > columns:
            lines.append([])
            used = 0
        if lines[-1]:
            same = lines[-1][-1][1] == word[0][1]
            lines[-1].append((" ", word[0][1] if same else ""))
            used += 1
        lines[-1].extend(word)
        used += size
    return lines


def painted(line: Iterable[Run], paint: Paint) -> str:
    """The line as coloured text; neighbours with one role are painted together."""
    merged: list[Run] = []
    for text, role in line:
        if merged and merged[-1][1] == role:
            merged[-1] = (merged[-1][0] + text, role)
        else:
            merged.append((text, role))
    return "".join(paint(role, text.replace("\u00a0", " ")) for text, role in merged)


def _words(runs: Iterable[Run], longest: int) -> Iterable[list[Run]]:
    word: list[Run] = []
    for text, role in runs:
        for i, piece in enumerate(text.replace("\n", " ").replace("\t", " ").split(" ")):
            if i and word:
                yield from _cut(word, longest)
                word = []
            if piece:
                word.append((piece, role))
    if word:
        yield from _cut(word, longest)


def _cut(word: list[Run], longest: int) -> Iterable[list[Run]]:
    if sum(width(text) for text, _ in word) <= longest:
        yield word
        return
    letters = [(letter, role) for text, role in word for letter in text]
    for start in range(0, len(letters), longest):
        yield letters[start : start + longest]
