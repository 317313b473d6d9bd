"""A file of the program that cannot be used: which one is to blame, in one line of the log."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from .errors import BadQuestion

ROOT = Path(__file__).parents[1]
OURS = ("engine", "quizapp", "migrations")
log = logging.getLogger(__name__)
_told: set[str] = set()  # files that the log has named


class BrokenFileError(BadQuestion):
    """Something rests on a file that is broken; a question that does cannot be used."""


def broken(error: Exception, file: str) -> BrokenFileError:
    """The same error with the file to blame and what to do; the log names each file once.

    That is `file`, unless the error arose while another one of ours was being imported.
    """
    if isinstance(error, BrokenFileError):  # whose file is named already
        return error
    culprit, line = _place(error) or (file, 0)
    first = (str(error).splitlines() or [""])[0].rstrip(".")
    what = f"{type(error).__name__}: {first}".rstrip(": ")
    at = f" (line {line})" if line and not isinstance(error, SyntaxError) else ""
    text = f"{culprit} is left out: {what}{at}. Fix it and restart."
    if culprit not in _told:
        _told.add(culprit)
        log.error(text)
    return BrokenFileError(text)


def _place(error: Exception) -> tuple[str, int] | None:
    """The file of ours that was being imported when it happened, and the line in it."""
    if isinstance(error, SyntaxError) and (file := _ours(error.filename or "")):
        return file, error.lineno or 0
    frames = [
        (file, line) for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_name == "<module>" and (file := _ours(frame.f_code.co_filename))
    ]  # fmt: skip
    return frames[-1] if frames else None


def _ours(filename: str) -> str:
    """The path of a file of ours in the tree; "" for any other."""
    path = Path(filename)
    if not path.is_relative_to(ROOT):
        return ""
    inside = path.relative_to(ROOT)
    return inside.as_posix() if inside.parts[0] in OURS else ""
