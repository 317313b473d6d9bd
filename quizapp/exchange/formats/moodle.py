"""Moodle XML: what Moodle's question bank exports and imports, with remarks, hints and images."""

from __future__ import annotations

from collections.abc import Sequence

from ..item import FileOut, FileRefused, ForeignQuestion, NotCarried
from ._base import FileFormat, file_format
from ._moodle_in import read_questions
from ._moodle_out import write_questions
from ._xml_tree import tree_of


@file_format
class Moodle(FileFormat):
    """An XML file with a `<quiz>`."""

    name = "moodle"
    label = "Moodle XML"
    suffix = ".xml"
    mimetype = "application/xml"
    advice = "In Moodle, open the question bank, choose Import, and Moodle XML format."

    def write(self, items: Sequence[ForeignQuestion]) -> FileOut:
        return write_questions(items)

    def read(self, data: bytes) -> list[ForeignQuestion | NotCarried]:
        root = tree_of(data)
        if root.tag != "quiz":
            raise FileRefused(
                f"This XML begins with <{root.tag}>, so it isn't Moodle's. In Moodle's question "
                "bank, choose Export, and Moodle XML format."
            )
        return read_questions(root)

    def recognises(self, data: bytes) -> bool:
        return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
