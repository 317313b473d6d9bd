"""Question files that get another name or topic, so that their questions keep their history."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shutil import copy

from sqlalchemy.orm import Session

from quizapp.models import Question, latest_revision
from quizapp.presenting.image_names import names_in

from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem
from .files import MOVED, RETIRED, SETS, name_problems, place_problems
from .folder_lists import moved_text, read_moved, read_retired, retired_text
from .formats import toml


class CannotRename(ValueError):
    """A question file cannot get this name; says why."""


def files_renamed(
    session: Session,
    gone: Mapping[str, Question],
    fresh: Mapping[str, Path],
    moved: Mapping[str, str],
) -> dict[str, str]:
    """The new names of questions by their old ones: those listed, and those whose text moved.

    `gone` are the questions without a file, `fresh` the files without a question.
    """
    found = {old: new for old, new in moved.items() if old in gone and new in fresh}
    left = sorted(gone.keys() - found.keys())
    if not left:
        return found
    unnamed = [slug for slug in fresh if slug not in found.values()]
    contents = {content: slug for slug in unnamed if (content := _content(fresh[slug]))}
    for slug in left:
        latest = latest_revision(session, gone[slug].id)
        if latest and (new := contents.pop(latest.digest, None)):
            found[slug] = new
    return found


def rename_file(folder: Path, old: str, new: str) -> list[Path]:
    """Rename a question file, and its name in the lists beside it; returns what was written."""
    source, target = folder / f"{old}.toml", folder / f"{new}.toml"
    if not source.is_file():
        raise CannotRename(f"There is no file {source}.")
    if target.exists():
        raise CannotRename(f"{target} already exists. Choose another name.")
    problems: list[Problem] = name_problems(target) or place_problems(target)
    if problems:
        raise CannotRename(f"{problems[0].what} {problems[0].advice}")
    target.parent.mkdir(exist_ok=True)
    source.rename(target)
    written = [target, folder / MOVED]
    for name in names_in(target.read_text(encoding="utf-8", errors="replace")):
        if (image := source.parent / name).is_file() and not (target.parent / name).exists():
            copy(image, target.parent / name)
            written.append(target.parent / name)
    names = {was: new if now == old else now for was, now in read_moved(folder).items()}
    names.pop(new, None)  # a question that gets its former name back
    _write(folder / MOVED, moved_text(names | {old: new}))
    if old in (retired := read_retired(folder)):
        _write(folder / RETIRED, retired_text([new if slug == old else slug for slug in retired]))
        written.append(folder / RETIRED)
    for path, was, now in _mentions(folder, old, new):
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if was in text:
            _write(path, text.replace(was, now))
            written.append(path)
    return written


def _mentions(folder: Path, old: str, new: str) -> list[tuple[Path, str, str]]:
    """Where a question's name occurs: in the sets, and in the notes of its topic."""
    (topic, _, was), (_, _, now) = old.partition("/"), new.partition("/")
    notes = (folder / topic / "notes.md", f"[[check {was}]]", f"[[check {now}]]")
    return [(folder / SETS, f'"{old}"', f'"{new}"'), notes]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _content(path: Path) -> str | None:
    try:
        return toml.digest(toml.read(decode(read_bytes(path))))
    except (Garbled, ValueError):  # which the sync reports
        return None
