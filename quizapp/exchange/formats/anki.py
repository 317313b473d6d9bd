"""Anki packages (.apkg): a card for each question, in a deck for each topic."""

from __future__ import annotations

from collections.abc import Sequence

from ..item import FileOut, ForeignQuestion, NotCarried
from ._anki_in import read_package
from ._anki_out import write_package
from ._base import FileFormat, file_format


@file_format
class Anki(FileFormat):
    """A ZIP archive with a database of notes and the images they show."""

    name = "anki"
    label = "Anki"
    suffix = ".apkg"
    mimetype = "application/octet-stream"
    advice = "Open it with Anki. If you import it again later, it updates the same cards."

    def write(self, items: Sequence[ForeignQuestion]) -> FileOut:
        return write_package(items)

    def read(self, data: bytes) -> list[ForeignQuestion | NotCarried]:
        return read_package(data)

    def recognises(self, data: bytes) -> bool:
        return data.startswith(b"PK\x03\x04")
