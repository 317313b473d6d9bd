"""Items as an Anki package. Names and numbers of notes stay the same, so a new one updates an old.

The last field holds the answer as named cells, so that the question can come back.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from engine.formula.writer import SUBSCRIPTS

from ..asides import tags_of
from ..item import CannotCarry, FileOut, ForeignQuestion, Gap
from ..markup_out import blocks, to_html
from ..rows import row_of

FIELDS = ("Id", "Title", "Question", "Options", "Answer", "Explanation", "Hints", "Source", "Data")
NOTE_TYPE = "quizapp question"
PASSAGE = '<div class="passage">'
FRONT = """<div class="title">{{Title}}</div>
{{Question}}
{{Options}}
{{#Hints}}<details><summary>Hints</summary>{{Hints}}</details>{{/Hints}}"""
BACK = """{{FrontSide}}
<hr id="answer">
<div class="answer">{{Answer}}</div>
{{Explanation}}
{{#Source}}<div class="source">{{Source}}</div>{{/Source}}"""
CSS = """.card { font: 18px/1.5 system-ui, sans-serif; max-width: 40em;
    margin: 0 auto; padding: 1em; }
.title, .source, summary { color: gray; font-size: 0.85em; }
.answer > p:first-child { font-weight: 600; }
table { border-collapse: collapse; } td, th { border: 1px solid gray; padding: 0.2em 0.5em; }
img { max-width: 100%; }
"""


def write_package(items: Sequence[ForeignQuestion]) -> FileOut:
    """One package with a deck for each topic."""
    import genanki

    decks: list[Any] = []
    images: dict[str, bytes] = {}
    fields = [{"name": name} for name in FIELDS]
    card = [{"name": "Card", "qfmt": FRONT, "afmt": BACK}]
    kind = genanki.Model(_number(NOTE_TYPE), NOTE_TYPE, fields=fields, templates=card, css=CSS)
    for topic, group in groupby(items, key=lambda item: item.topic):
        name = f"quizapp::{topic}" if topic else "quizapp"
        deck = genanki.Deck(_number(name), name)
        for item in group:
            tags = [*filter(None, [topic]), *tags_of(item)]
            guid = genanki.guid_for("quizapp", item.id or item.title)
            deck.add_note(genanki.Note(kind, list(_fields(item)), guid=guid, tags=tags))
            images |= item.images
        decks.append(deck)
    with tempfile.TemporaryDirectory() as place:
        media = [Path(place, name) for name in images]
        for path in media:
            path.write_bytes(images[path.name])
        package, file = genanki.Package(decks, media_files=list(map(str, media))), Path(place, "it")
        package.write_to_file(str(file))
        return FileOut(file.read_bytes())


def _number(name: str) -> int:
    """The number that Anki knows a deck or a type of note by: always the same for a name."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) | 1 << 30


def _fields(item: ForeignQuestion) -> tuple[str, ...]:
    try:
        row = row_of(item)
    except CannotCarry:
        row = {}
    answer = {key: text for key, text in row.items() if key.startswith(("type", "text", "reply"))}
    answer |= {key: row[key] for key in ("answer", "words") if key in row}
    shown = f"{PASSAGE}{_shown(item)}</div>" if item.passage else ""
    asked = blocks([item.prompt]) + shown
    hints = "<ol>" + "".join(f"<li>{to_html(hint)}</li>" for hint in item.hints) + "</ol>"
    return (
        escape(item.id), escape(item.title), asked, _options(item), _answer(item),
        blocks([item.explanation]), hints if item.hints else "", escape(item.source),
        escape(json.dumps(answer, ensure_ascii=False), quote=False) if answer else "",
    )  # fmt: skip


def _shown(item: ForeignQuestion) -> str:
    """The passage with its blanks, which may be inside formulas."""
    text = to_html(item.passage)
    for number in range(1, len(item.gaps) + 1):
        index = str(number).translate(SUBSCRIPTS) if item.gaps[1:] else ""
        text = text.replace(f"[[{number}]]", f"□{index}")
    return text


def _listed(texts: Sequence[str], sign: str = "ol") -> str:
    return f"<{sign}>" + "".join(f"<li>{to_html(text)}</li>" for text in texts) + f"</{sign}>"


def _options(item: ForeignQuestion) -> str:
    """What there is to choose from, as it can be shown beforehand."""
    if item.offers:
        return _listed([offer.text for offer in item.offers])
    if item.pairs:
        right = sorted([*(text for _, text in item.pairs), *item.distractors])
        return _listed([left for left, _ in item.pairs]) + _listed(right, "ul")
    if item.words:
        return f"<p>{escape(', '.join(sorted(item.words)))}</p>"
    found = [(n, gap) for n, gap in enumerate(item.gaps, 1) if gap.offers]
    menus = [f"({n}) {'; '.join(offer.text for offer in gap.offers)}" for n, gap in found]
    return _listed(sorted(item.steps), "ul") if item.steps else blocks(menus)


def _answer(item: ForeignQuestion) -> str:
    if item.kind == "true_false":
        return blocks(["True." if item.truth else "False.", item.remark])
    if item.offers:
        told = [f"{n}. {offer.text}" for n, offer in enumerate(item.offers, 1) if offer.correct]
        marks = (("✓" if offer.correct else "✗", offer) for offer in item.offers)
        remarks = [f"{mark} {offer.remark}" for mark, offer in marks if offer.remark]
        return blocks([line.replace(". ", r"\. ", 1) for line in told]) + _listed(remarks)
    if item.pairs:
        return _listed([f"{left}: {right}" for left, right in item.pairs])
    if item.steps:
        return _listed(item.steps)
    if item.model:
        return blocks([item.model]) + _listed([point for point, _ in item.rubric], "ul")
    lines = list(map(_written, item.gaps))
    return blocks(lines) if len(lines) == 1 else _listed(lines)


def _written(gap: Gap) -> str:
    """What belongs into a blank, in Markdown."""
    if gap.formula:
        return f"`{gap.formula}`"
    bounds = ""
    if gap.value is not None and gap.lower < gap.upper:
        bounds = f" (from {gap.lower:.6g} to {gap.upper:.6g} is correct)"
    return f"{gap.written}{f' {gap.unit}' if gap.unit else ''}{bounds}"
