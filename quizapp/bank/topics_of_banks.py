"""The topics of several banks in one order: a course's own before the program's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Question, Skill
from quizapp.storage import resources
from quizapp.storage.banks import SHIPPED, banks


def take_topics(
    session: Session, rows: dict[str, Skill], listed: Mapping[str, dict[str, Any]], bank: str
) -> None:
    """Take what is new or changed in the bank's skills.toml; other banks' topics stay.

    What was changed in the browser stays until the file changes the same topic, or their order.
    """
    before = sorted((row for row in rows.values() if row.bank == bank), key=_position)
    said = {slug: {**entry, "place": place} for place, (slug, entry) in enumerate(listed.items())}
    moved = False
    for slug, entry in said.items():
        row = rows.get(slug) or Skill(slug=slug, bank=bank, position=entry["place"])
        if row.bank != bank or row.file_entry == entry:
            continue  # a topic that two banks share is as the first of them says
        moved |= (row.file_entry or {}).get("place") != entry["place"]
        row.title, row.summary, row.requires = entry["title"], entry["summary"], entry["requires"]
        row.file_entry = entry
        rows[slug] = row
        session.add(row)
    used = set(session.scalars(select(Question.skill_slug)))
    for slug, row in list(rows.items()):
        if row.bank == bank and row.file_entry and slug not in listed:
            row.file_entry = None
            if slug not in used:
                session.delete(rows.pop(slug))
    if moved:
        _order(rows, [slug for slug in listed if rows[slug].bank == bank], before, bank)
    session.flush()


def _order(rows: Mapping[str, Skill], listed: list[str], before: list[Skill], bank: str) -> None:
    """Number the topics as the file lists them; others stay behind what they came after."""
    order = [rows[slug] for slug in listed]
    for place, row in enumerate(before):
        if row not in order and row.slug in rows:
            above = before[place - 1] if place else None
            order.insert(order.index(above) + 1 if above in order else 0, row)
    others = sorted((row for row in rows.values() if row.bank != bank), key=_position)
    every = sorted([*order, *others], key=lambda row: (row.bank == SHIPPED, row.bank))
    for position, row in enumerate(every):
        row.position = position


def _position(row: Skill) -> int:
    return row.position


def is_held(row: Question) -> bool:
    """Whether the bank of this question has a file for it."""
    folder = ({SHIPPED: resources.questions()} | banks()).get(row.bank)
    return row.file_digest is not None and (
        folder is None or (folder / f"{row.slug}.toml").is_file()
    )
