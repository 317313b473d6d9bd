"""Decoding the bytes of a question file, without guessing at encodings."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from .characters import invisible

LARGEST = 100_000  # bytes; the longest question is much shorter
MANY = 20  # NUL bytes among the first 200; in UTF-16 every second byte of English text is one
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufeff]|\r(?!\n)")
_UTF8 = "Save the file as UTF-8."


class Garbled(ValueError):
    """A file or text that cannot be read: what is wrong, what to do, and which line."""

    def __init__(self, what: str, advice: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.advice, self.line = what, advice, line


def read_bytes(path: Path) -> bytes:
    """The file's content; `Garbled` if it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or "unknown error"
        raise Garbled(
            f"This cannot be read: {why}.", "Replace it with a file, or remove it."
        ) from None
    if len(data) > LARGEST:
        raise Garbled(
            f"This file is over {LARGEST:,} bytes.", "Put just one short question in each file."
        )
    return data


def decode(data: bytes) -> str:
    """The text with Unix line ends and no byte order mark; `Garbled` if it is not UTF-8."""
    if data.startswith(_WIDE) or data.count(0, 0, 200) > MANY:
        raise Garbled("This is UTF-16 or UTF-32, not UTF-8.", _UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Garbled("This is not UTF-8.", _UTF8, line) from None
    return clean(text)


def clean(text: str) -> str:
    """The text with Unix line ends; `Garbled` if it holds characters that must be a mistake."""
    if found := _STRAY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Garbled(*_told(found[0]), line)
    if not text.strip():
        raise Garbled("This is empty.", "Write a question, or remove the file.")
    return text.replace("\r\n", "\n")


def _told(stray: str) -> tuple[str, str]:
    if stray == "\ufffd":
        what = "There is a � (U+FFFD) in place of a character that was lost."
        return what, "Write the character again, and save the file as UTF-8."
    if stray == "\r":
        return "There is a carriage return without a line feed.", "Save it with Unix line ends."
    if stray == "\x00":
        return "There is a NUL character (U+0000).", f"Perhaps this is UTF-16. {_UTF8}"
    return invisible(stray)
