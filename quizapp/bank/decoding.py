"""From the bytes of a question file to its text. What is no such text is told, never guessed at."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from .characters import invisible

LARGEST = 100_000  # bytes; the longest question is far below
MANY = 20  # NUL bytes among the first: every second byte of English text in UTF-16
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufeff]|\r(?!\n)")
_UTF8 = "Save the file as UTF-8."


class Garbled(ValueError):
    """A file or text that cannot be read as it was meant: what is wrong, what to do, which line."""

    def __init__(self, what: str, advice: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.advice, self.line = what, advice, line


def read_bytes(path: Path) -> bytes:
    """What the file holds; `Garbled` where it cannot be read or is far too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or "unknown error"
        raise Garbled(f"This cannot be read: {why}.", "Make it a file, or remove it.") from None
    if len(data) > LARGEST:
        raise Garbled(f"This file is over {LARGEST:,} bytes.", "Keep one short question in a file.")
    return data


def decode(data: bytes) -> str:
    """The text, with line ends of Unix and no byte order mark; `Garbled` where it is none."""
    if data.startswith(_WIDE) or data.count(0, 0, 200) > MANY:
        raise Garbled("This is UTF-16 or UTF-32, no UTF-8.", _UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Garbled("This is no UTF-8.", _UTF8, line) from None
    return clean(text)


def clean(text: str) -> str:
    """The same with line ends of Unix; `Garbled` where a character can only be there by mistake."""
    if found := _STRAY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Garbled(*_told(found[0]), line)
    if not text.strip():
        raise Garbled("There is nothing in it.", "Write a question, or remove the file.")
    return text.replace("\r\n", "\n")


def _told(stray: str) -> tuple[str, str]:
    if stray == "\ufffd":
        what = "There is a � (U+FFFD) in place of a character that was lost."
        return what, "Write the character again, and save the file as UTF-8."
    if stray == "\r":
        return "There is a carriage return without a line feed.", "Save it with line ends of Unix."
    if stray == "\x00":
        return "There is a NUL character (U+0000).", f"Perhaps this is UTF-16. {_UTF8}"
    return invisible(stray)
