"""Anki packages as items: our own notes, and the basic and cloze notes of others.

The archive comes from a stranger: nothing in it is unpacked by its name, and all is bounded.
"""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from ..asides import take_tags
from ..going_out import VARIANT
from ..item import CannotCarry, FileRefused, ForeignQuestion, NotCarried
from ..markup_in import lost_in, to_markdown
from ..rows import item_of, read_gap_text
from ._anki_out import NOTE_TYPE, PASSAGE
from ._embedded import marks, placeholder
from ._rubric import points_of

LARGEST = 64 * 1024 * 1024  # bytes of a database, unpacked
LARGEST_IMAGE = 5 * 1024 * 1024
MOST_FILES = 20_000
SECONDS = 5.0
SHORT = 60  # characters that can be compared with what somebody types
NEWER = "collection.anki21b"
BROKEN = "This is no Anki package. In Anki, choose Export, and “Anki Deck Package (.apkg)”."
TOO_NEW = "In Anki's export, tick “Support older Anki versions”, and import that file here."
TOO_LARGE = "This package unpacks to too much. Export fewer decks at once, without their history."
QUERY = """SELECT n.guid, n.mid, n.flds, n.tags,
    (SELECT c.did FROM cards c WHERE c.nid = n.id LIMIT 1) FROM notes n ORDER BY n.id"""
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*?)?\}\}", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def read_package(data: bytes) -> list[ForeignQuestion | NotCarried]:
    """The questions in the notes of a package; raises `FileRefused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.namelist()) > MOST_FILES:
                raise FileRefused(TOO_LARGE)
            if NEWER in archive.namelist():
                raise FileRefused(TOO_NEW)
            images = _Images(archive)
            return [_note(*told, images) for told in _notes(_database(archive))]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, sqlite3.Error, EOFError):
        raise FileRefused(BROKEN) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise error if isinstance(error, FileRefused) else FileRefused(BROKEN) from None


def _database(archive: zipfile.ZipFile) -> bytes:
    for name in ("collection.anki21", "collection.anki2"):
        if name in archive.namelist():
            return _unpacked(archive, name, LARGEST)
    raise FileRefused(BROKEN)


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A file of the archive, whatever the archive says of its size."""
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise FileRefused(TOO_LARGE)
    return data


def _notes(database: bytes) -> Iterator[tuple[str, str, dict[str, str], list[str], str]]:
    """Of each note: its name, its type, its fields, its tags, its deck."""
    until = time.monotonic() + SECONDS
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(database)
        base.execute("PRAGMA trusted_schema = OFF")
        base.set_progress_handler(lambda: time.monotonic() > until, 10_000)
        tables = {name for (name,) in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'")}  # fmt: skip
        if not {"notes", "cards", "col"} <= tables:
            raise FileRefused(BROKEN)
        models, decks = base.execute("SELECT models, decks FROM col").fetchone()
        kinds, decks = json.loads(models), json.loads(decks)
        for guid, kind, text, tags, deck in base.execute(QUERY):
            model = kinds[str(kind)]
            names = [str(one["name"]) for one in model["flds"]]
            fields = dict(zip(names, str(text).split("\x1f"), strict=False))
            name = str(decks.get(str(deck), {}).get("name", "")).rpartition("::")[2]
            sort = "cloze" if model.get("type") == 1 else str(model["name"])
            yield str(guid), sort, fields, str(tags).split(), name


@dataclass
class _Images:
    """The pictures of a package, unpacked when a note shows them."""

    archive: zipfile.ZipFile
    used: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        listed = "media" in self.archive.namelist()
        told = json.loads(_unpacked(self.archive, "media", 1_000_000)) if listed else {}
        self.numbers = {str(name): str(number) for number, name in told.items()}

    def take(self, source: str) -> str:
        """The name that a text may use; "" if there is no such picture."""
        name = unquote(source)
        number = self.numbers.get(name, "")
        if number not in self.archive.namelist():
            return ""
        self.used[name] = _unpacked(self.archive, number, LARGEST_IMAGE)
        return name.replace(" ", "%20")


def _note(
    guid: str, kind: str, fields: dict[str, str], tags: list[str], deck: str, images: _Images
) -> ForeignQuestion | NotCarried:
    images.used = {}

    def text(name: str) -> str:
        return to_markdown(fields.get(name, ""), images.take)

    try:
        found = (
            _ours(fields, text)
            if kind == NOTE_TYPE
            else _others(kind, list(fields.values()), images)
        )
    except CannotCarry as error:
        first = next(iter(fields.values()), "")
        return NotCarried(to_markdown((fields.get("Title") or first)[:200])[:60], str(error))
    notes = dict.fromkeys(note for value in fields.values() for note in lost_in(value))
    tagged = take_tags(replace(found, topic=deck), (tag for tag in tags if tag != deck))
    return replace(tagged, id=found.id or guid, images=images.used, notes=(*found.notes, *notes))


def _ours(fields: dict[str, str], text: Any) -> ForeignQuestion:
    """A note that was exported from here; its texts may have been edited."""
    try:
        row = json.loads(html.unescape(fields.get("Data", "")) or "{}")
    except ValueError:
        row = {}
    if not isinstance(row, dict) or not all(isinstance(cell, str) for cell in row.values()):
        row = {}
    if "type" not in row and VARIANT in fields.get("Id", ""):
        return ForeignQuestion("cloze", fields.get("Title", ""), "", id=fields["Id"])
    if "type" not in row:
        raise CannotCarry("Its field “Data”, which holds the answer, is empty or broken.")
    fields["Question"] = fields.get("Question", "").partition(PASSAGE)[0]
    item = item_of({**row, "prompt": text("Question")})
    hints = re.findall(r"<li>(.*?)</li>(?=<li>|</ol>$)", fields.get("Hints", ""), re.DOTALL)
    return replace(
        item, id=html.unescape(fields.get("Id", "")), title=html.unescape(fields.get("Title", "")),
        explanation=text("Explanation"), source=html.unescape(fields.get("Source", "")),
        hints=tuple(map(to_markdown, hints)),
    )  # fmt: skip


def _others(kind: str, fields: list[str], images: _Images) -> ForeignQuestion:
    """A note of anybody's: a passage with gaps, or a front and a back."""
    if kind == "cloze":
        words: list[str] = []

        def taken(found: re.Match[str]) -> str:
            words.append(to_markdown(found[1]))
            return placeholder(len(words))

        passage = marks(to_markdown(_CLOZE.sub(taken, fields[0]), images.take))
        told = to_markdown(fields[1]) if len(fields) > 1 else ""
        gaps = tuple(map(read_gap_text, words))
        return ForeignQuestion("cloze", "", "", passage=passage, gaps=gaps, explanation=told)
    if len(fields) < 2 or not fields[1].strip():
        raise CannotCarry("The back of this card is empty.")
    front, back = (to_markdown(one, images.take) for one in fields[:2])
    if len(back) <= SHORT and not set(back) & set("\n$`*!["):
        gap = read_gap_text(re.sub(r"\\(?=\W)", "", back).removesuffix("."))
        if gap.value is not None:
            return ForeignQuestion("number", "", front, gaps=(gap,), explanation=back)
        return ForeignQuestion(
            "cloze", "", front, passage="Answer: [[1]]", gaps=(gap,), explanation=back
        )
    return _sentences(front, back)


def _sentences(front: str, back: str) -> ForeignQuestion:
    """A card to be explained: the back is the model answer, its sentences are the points."""
    try:
        model, points = points_of(back, "on the back of the card.")
        notes: tuple[str, ...] = ()
    except CannotCarry:
        told = [one.strip() for one in _SENTENCE.split(back.replace("\n", " ")) if one.strip()]
        model, points = back, tuple((one, 1.0) for one in told)
        notes = ("The points to compare an answer with are the sentences of the back. Edit them.",)
    if not 2 <= len(points) <= 6:
        raise CannotCarry(
            "Its back is too long to be typed exactly, and has no list of 2 to 6 points."
        )
    return ForeignQuestion(
        "short_answer", "", front, model=model, rubric=points, explanation=back, notes=notes
    )
