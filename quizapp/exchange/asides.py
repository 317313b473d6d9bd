"""What most formats have no place for, told in the text or as tags: level, source, unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from engine.exercise.question import TAG

from .item import ForeignQuestion

LEVELS = {"easy": 1, "medium": 2, "hard": 3}
_SOURCE = re.compile(r"(?:\A|\n\n)Source: ([^\n]+)\s*\Z")
_NAMES = {level: name for name, level in LEVELS.items()}


def with_source(item: ForeignQuestion) -> str:
    """The explanation, and below it where the question is from."""
    return "\n\n".join(filter(None, [item.explanation, item.source and f"Source: {item.source}"]))


def take_source(item: ForeignQuestion) -> ForeignQuestion:
    """The item with the source taken out of its explanation."""
    found = _SOURCE.search(item.explanation)
    if not found:
        return item
    before = item.explanation[: found.start()].strip()
    return replace(item, explanation=before, source=re.sub(r"\\(?=\W)", "", found[1].strip()))


def tags_of(item: ForeignQuestion) -> list[str]:
    """Its tags, and its level as one of them."""
    return [*filter(None, [_NAMES.get(item.level)]), *item.tags]


def take_tags(item: ForeignQuestion, tags: Iterable[str]) -> ForeignQuestion:
    """The item with these tags as ours are written; the first that names a level is the level."""
    level, kept = item.level, []
    for tag in tags:
        plain = re.sub(r"[^a-z0-9]+", "-", tag.lower()).strip("-")[:40].strip("-")
        if not level and plain in LEVELS:
            level = LEVELS[plain]
        elif TAG.fullmatch(plain) and plain not in kept:
            kept.append(plain)
    return replace(item, level=level, tags=tuple(kept))
