"""The colours: forward blue, gradient orange, correct green, wrong red, in between amber."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

# role -> codes for 16 colours, codes for 256
ROLES = {
    "forward": ("94", "38;5;75"),
    "gradient": ("33", "38;5;208"),
    "good": ("32", "38;5;71"),
    "bad": ("31", "38;5;167"),
    "amber": ("33", "38;5;178"),
    "dim": ("2", "2"),
    "strong": ("1", "1"),
    "emphasis": ("3", "3"),
    "struck": ("9", "9"),
    "code": ("36", "38;5;109"),
}
# look in `presenting.verdicts` -> role
LOOKS = {"right": "good", "nearly": "amber", "wrong": "bad", "blank": "dim"}


@dataclass(frozen=True)
class Paint:
    """Writes text in the colour of its role; `colours` is 0 (no escape codes), 16 or 256."""

    colours: int = 0

    def __call__(self, role: str, text: str) -> str:
        if not self.colours or not role or not text:
            return text
        return f"\x1b[{ROLES[role][self.colours == 256]}m{text}\x1b[0m"


def paint_for(stream: TextIO, plain: bool, environ: Mapping[str, str] = os.environ) -> Paint:
    """The paint for a stream; no codes if `plain`, not a terminal, or NO_COLOR is set."""
    term = environ.get("TERM", "")
    if plain or not stream.isatty() or environ.get("NO_COLOR") or term in ("", "dumb"):
        return Paint()
    return Paint(256 if "256" in term or environ.get("COLORTERM") else 16)


def role_of(part: str) -> str:
    """The colour role of a quantity, by the name of its part."""
    return {"value": "forward", "grad": "gradient", "updated": "good"}.get(part.split(".")[0], "")


def clean(text: str) -> str:
    """The text without control characters, so that it cannot control the terminal."""
    return "".join(
        character if character.isprintable() or character in "\n\t\u00a0" else "\ufffd"
        for character in text.replace("\r\n", "\n")
    )
