"""The topics of several banks in one order: a course's own before the program's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Question, Skill
from quizapp.storage.banks import SHIPPED


def take_topics(
    session: Session, rows: dict[str, Skill], listed: Mapping[str, dict[str, Any]], bank: str
) -> None:
    """Set the bank's topics to what its skills.toml says; other banks' topics stay."""
    for position, (slug, entry) in enumerate(listed.items()):
        row = rows.get(slug) or Skill(slug=slug, bank=bank)
        if row.bank != bank:
            continue  # a topic that two banks share is as the first of them says
        row.title, row.summary = entry["title"], entry["summary"]
        row.requires, row.position = entry["requires"], position
        rows[slug] = row
        session.add(row)
    used = set(session.scalars(select(Question.skill_slug)))
    for slug, row in list(rows.items()):
        if row.bank == bank and slug not in listed and slug not in used:
            session.delete(rows.pop(slug))
    if len({row.bank for row in rows.values()}) > 1:
        ordered = sorted(
            rows.values(), key=lambda row: (row.bank == SHIPPED, row.bank, row.position)
        )
        for position, row in enumerate(ordered):
            row.position = position
    session.flush()
