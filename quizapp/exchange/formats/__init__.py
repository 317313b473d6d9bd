"""The formats of other programs, found by folder: one file each."""

from ._base import FORMATS, FileFormat, file_format

__all__ = ["FORMATS", "FileFormat", "file_format"]
