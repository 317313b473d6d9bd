"""What a format is: a name, and how items are written to its files and read from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from engine.registry import Registry

from ..item import FileOut, ForeignQuestion, NotCarried


class FileFormat:
    """Base of every format; subclasses are registered with `@file_format`."""

    name: ClassVar[str]  # of its file here
    label: ClassVar[str]  # for people
    suffix: ClassVar[str]  # of its files, such as ".xml"
    mimetype: ClassVar[str]
    advice: ClassVar[str]  # what to do with the file in the other program

    def write(self, items: Sequence[ForeignQuestion]) -> FileOut:
        """The items as a file; those that it cannot carry are listed."""
        raise NotImplementedError

    def read(self, data: bytes) -> list[ForeignQuestion | NotCarried]:
        """The questions in a file; raises `FileRefused`."""
        raise NotImplementedError

    def recognises(self, data: bytes) -> bool:
        """Whether a file seems to be of this format, by how it begins."""
        return False


FORMATS: Registry[FileFormat] = Registry("quizapp.exchange.formats")


def file_format(cls: type[FileFormat]) -> type[FileFormat]:
    """Class decorator: register a format under its name."""
    FORMATS.add(cls.name, cls())
    return cls
