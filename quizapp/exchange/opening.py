"""Opening a file that somebody sends: which format it is, and whether it is small enough."""

from __future__ import annotations

from .formats import FORMATS, FileFormat
from .item import FileRefused, ForeignQuestion, NotCarried

LARGEST = 8 * 1024 * 1024  # bytes
MOST = 10_000  # questions


def open_file(
    name: str, data: bytes, wanted: str = ""
) -> tuple[FileFormat, list[ForeignQuestion | NotCarried]]:
    """The format of a file and its questions; raises `FileRefused` with advice.

    `wanted` names the format; otherwise the name of the file says it, or how it begins.
    """
    if len(data) > LARGEST:
        megabytes = LARGEST // 1024 // 1024
        raise FileRefused(
            f"This file is larger than {megabytes} MB. Export fewer questions at once, such as one "
            "category or deck, or leave out the images."
        )
    if not data.strip():
        raise FileRefused("This file is empty. Export the questions again.")
    found = _format(name, data, wanted)
    questions = found.read(data)
    if not questions:
        raise FileRefused(f"There are no questions in this file ({found.label}).")
    if len(questions) > MOST:
        raise FileRefused(
            f"There are {len(questions):,} questions in this file. Import {MOST:,} at most at once."
        )
    return found, questions


def _format(name: str, data: bytes, wanted: str) -> FileFormat:
    if wanted:
        return FORMATS[wanted]
    if data.startswith(b"PK") and b"xl/workbook" in data:
        raise FileRefused("This is a spreadsheet. Save it as CSV (UTF-8), and import that.")
    usable = [each for _, each in FORMATS.items()]
    by_name = [each for each in usable if name.lower().endswith(each.suffix)]
    by_start = [each for each in usable if each.recognises(data)]
    if found := by_name or by_start:
        return found[0]
    known = ", ".join(f"{each.label} ({each.suffix})" for each in usable)
    raise FileRefused(f"This is no file that can be imported. These can: {known}.")
