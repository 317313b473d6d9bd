"""GIFT: Moodle's plain-text format, which many other programs read."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.bank.decoding import Garbled, decode

from ..item import FileOut, FileRefused, ForeignQuestion, NotCarried
from ._base import FileFormat, file_format
from ._gift_in import read_text
from ._gift_out import write_text


@file_format
class Gift(FileFormat):
    """A text file with a paragraph for each question."""

    name = "gift"
    label = "GIFT"
    suffix = ".gift"
    mimetype = "text/plain"
    advice = "In Moodle, open the question bank, choose Import, and GIFT format."

    def write(self, items: Sequence[ForeignQuestion]) -> FileOut:
        return write_text(items)

    def read(self, data: bytes) -> list[ForeignQuestion | NotCarried]:
        return read_text(text_of(data))

    def recognises(self, data: bytes) -> bool:
        head = data[:20_000]
        return b"{" in head and (b"::" in head or b"//" in head or b"}" in head)


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8; raises `FileRefused`."""
    try:
        return decode(data)
    except Garbled as error:
        where = f" (line {error.line})" if error.line else ""
        raise FileRefused(f"{error.what}{where} {error.advice}") from None
