"""The colours: forward blue, gradient orange, correct green, wrong red, in between amber."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

# role -> codes for 16 colours on dark and on light, for 256 on dark, on light and on either
ROLES = {
    "forward": ("94", "34", "38;5;75", "38;5;25", "38;5;32"),
    "gradient": ("33", "35", "38;5;208", "38;5;130", "38;5;166"),
    "good": ("32", "1", "38;5;71", "38;5;28", "38;5;28"),
    "bad": ("31", "31", "38;5;203", "38;5;160", "38;5;196"),
    "amber": ("33", "35", "38;5;178", "38;5;94", "38;5;136"),
    "dim": ("2", "2", "2", "2", "2"),
    "strong": ("1", "1", "1", "1", "1"),
    "emphasis": ("3", "3", "3", "3", "3"),
    "struck": ("9", "9", "9", "9", "9"),
    "code": ("36", "34", "38;5;109", "38;5;24", "38;5;66"),
}
DARK, LIGHT, EITHER = "dark", "light", ""
COLUMN = {(16, DARK): 0, (16, EITHER): 0, (16, LIGHT): 1,
          (256, DARK): 2, (256, LIGHT): 3, (256, EITHER): 4}  # fmt: skip
PALE = {"7", *map(str, range(9, 16))}  # backgrounds in COLORFGBG
# look in `presenting.verdicts` -> role
LOOKS = {"right": "good", "nearly": "amber", "wrong": "bad", "blank": "dim"}


@dataclass(frozen=True)
class Paint:
    """Writes text in the colour of its role; `colours` is 0 (no escape codes), 16 or 256."""

    colours: int = 0
    background: str = EITHER

    def __call__(self, role: str, text: str) -> str:
        if not self.colours or not role or not text:
            return text
        return f"\x1b[{ROLES[role][COLUMN[self.colours, self.background]]}m{text}\x1b[0m"


def paint_for(stream: TextIO, plain: bool, environ: Mapping[str, str] = os.environ) -> Paint:
    """The paint for a stream; no codes if `plain`, not a terminal, or NO_COLOR is set."""
    term = environ.get("TERM", "")
    if plain or not stream.isatty() or environ.get("NO_COLOR") or term in ("", "dumb"):
        return Paint()
    many = "256" in term or environ.get("COLORTERM")
    return Paint(256 if many else 16, background(environ))


def background(environ: Mapping[str, str]) -> str:
    """What QUIZAPP_BACKGROUND says, or the terminal itself in COLORFGBG; else it may be either."""
    said = environ.get("QUIZAPP_BACKGROUND", "").strip().lower()
    if said in (DARK, LIGHT):
        return said
    behind = environ.get("COLORFGBG", "").rpartition(";")[2]
    return (LIGHT if behind in PALE else DARK) if behind.isdecimal() else EITHER


def role_of(part: str) -> str:
    """The colour role of a quantity, by the name of its part."""
    return {"value": "forward", "grad": "gradient", "updated": "good"}.get(part.split(".")[0], "")


def clean(text: str) -> str:
    """The text without control characters, so that it cannot control the terminal."""
    return "".join(
        character if character.isprintable() or character in "\n\t\u00a0" else "\ufffd"
        for character in text.replace("\r\n", "\n")
    )
