"""Finds the lines of the keys in a TOML text, which `tomllib` does not keep."""

from __future__ import annotations

import re
import tomllib

Where = tuple[str | int, ...]
Found = tuple[Where, str, str]  # where it is, what is wrong, what to do

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'  # the text itself may end in up to two quotes
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\n]+")  # a number, a boolean, or a date (with a space inside)
_KEY = re.compile(rf"[A-Za-z0-9_-]+|{_STRING.pattern}", re.DOTALL)
_DOT = re.compile(r"[ \t]*\.[ \t]*")


def line_of(text: str, where: Where) -> int:
    """The line (from 1) of a key path, such as ("answer", "options", 1, "text"), in valid TOML.

    If the text has no such key, it is the line of the nearest key around it.
    """
    lines = key_lines(text)
    return next((lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in lines), 1)


def key_lines(text: str) -> dict[Where, int]:
    """The line of every key, array entry and table of a valid TOML text, by its path."""
    scan = _Scan(text.replace("\r\n", "\n"))
    scan.document()
    return scan.lines


def raw_strings(text: str) -> dict[Where, str]:
    """Every string value of a valid TOML text as it is written, with its quotes."""
    scan = _Scan(text.replace("\r\n", "\n"))
    scan.document()
    return scan.strings


class _Scan:
    """Walks through a text; `at` is the position, `lines` and `strings` are the results."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.lines: dict[Where, int] = {}
        self.strings: dict[Where, str] = {}
        self.counts: dict[Where, int] = {}  # lengths of arrays of tables

    def document(self) -> None:
        table: Where = ()
        self.take(_BLANK)
        while self.at < len(self.text):
            table = self.header() if self.text[self.at] == "[" else self.pair(table)
            self.take(_BLANK)

    def header(self) -> Where:
        start, brackets = self.at, 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        *outer, last = self.key()
        self.take(_BLANK)
        self.at += brackets
        path: Where = ()
        for name in outer:
            path += (name,)
            self.note(path, start)
            if path in self.counts:
                path += (self.counts[path] - 1,)
        path += (last,)
        if brackets == 2:
            self.note(path, start)
            self.counts[path] = self.counts.get(path, 0) + 1
            path += (self.counts[path] - 1,)
        self.note(path, start)
        return path

    def pair(self, table: Where) -> Where:
        start, path = self.at, table
        for name in self.key():
            path += (name,)
            self.note(path, start)
        self.take(_BLANK)
        self.at += 1  # the equals sign
        self.value(path)
        return table

    def value(self, path: Where) -> None:
        self.take(_BLANK)
        opening = self.text[self.at]
        if opening in "[{":
            self.at += 1
            self.take(_BLANK)
            index = 0
            while self.text[self.at] not in "]}":
                if opening == "[":
                    self.note((*path, index), self.at)
                    self.value((*path, index))
                else:
                    self.pair(path)
                index += 1
                self.take(_BLANK)
                if self.text[self.at] == ",":
                    self.at += 1
                    self.take(_BLANK)
            self.at += 1
        elif string := self.take(_STRING):
            self.strings[path] = string
        else:
            self.take(_BARE)

    def key(self) -> list[str]:
        self.take(_BLANK)
        names = [self.name()]
        while self.take(_DOT):
            names.append(self.name())
        return names

    def name(self) -> str:
        raw = self.take(_KEY)
        return raw if raw[0] not in "\"'" else next(iter(tomllib.loads(f"{raw} = 0")))

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found.group() if found else ""

    def note(self, path: Where, at: int) -> None:
        self.lines.setdefault(path, self.text.count("\n", 0, at) + 1)
