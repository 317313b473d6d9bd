"""Checks skills.toml: every skill is described, and prerequisites exist and are not circular."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.registry import did_you_mean

from .file_problem import Problem, at_key, read_toml
from .lines import Found

FIELDS: dict[str, type] = {"title": str, "summary": str, "requires": list}
Told = Mapping[str, tuple[str, str]]  # title and summary by slug
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def skill_problems(path: Path, told: Told | None = None) -> list[Problem]:
    """All problems of this skills.toml; texts that equal `told` are not checked again."""
    doc, text, problem = read_toml(path)
    if problem:
        return [problem]
    found = [
        (where, what, advice)
        for slug, entry in doc.items()
        for where, what, advice in _entry_problems(slug, entry, doc)
    ]
    found = found or _cycle_problems(doc)
    if not found and any((told or {}).get(slug) != _told(entry) for slug, entry in doc.items()):
        from .markdown_check import prose_problems

        found = prose_problems(doc, text)
    return [at_key(str(path), text, where, what, advice) for where, what, advice in found]


def entry_problems(doc: Mapping[str, Any], slug: str) -> list[Found]:
    """What is wrong with one skill among others, as skills.toml would say them."""
    from .markdown_check import prose_problems

    found = _entry_problems(slug, doc[slug], doc) or _cycle_problems(doc)
    if not doc[slug]["title"].strip():
        found.append(((slug, "title"), "The topic has no title.", "Give it one."))
    return found or prose_problems({slug: doc[slug]}, "")


def _told(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["title"], entry["summary"]


def _entry_problems(slug: str, entry: Any, doc: Mapping[str, Any]) -> list[Found]:
    found: list[Found] = []
    if not _SLUG.fullmatch(slug):
        advice = "Use lower-case letters and digits, with hyphens between words."
        found.append(((slug,), f"{slug!r} is not a valid name for a skill.", advice))
    if not isinstance(entry, dict):
        twice = f" It is written [[{slug}]] now." if isinstance(entry, list) else ""
        return [*found, ((slug,), f"{slug} is not a skill.", f"Start one with [{slug}].{twice}")]
    for name, kind in FIELDS.items():
        if not isinstance(entry.get(name), kind):
            what = "missing" if name not in entry else f"not {'a list' if kind is list else 'text'}"
            found.append(((slug, name), f"{name} of {slug} is {what}.", f"Write {name} = …"))
    for name in entry.keys() - FIELDS.keys():
        advice = f"A skill has {', '.join(FIELDS)}."
        found.append(((slug, name), f"{name} is not a known key.", advice))
    requires = entry.get("requires")
    for index, other in enumerate(requires if isinstance(requires, list) else []):
        if other not in doc:
            advice = did_you_mean(str(other), doc).strip() or f"Add [{other}], or leave it out."
            found.append(((slug, "requires", index), f"There is no skill {other!r}.", advice))
    return found


def _cycle_problems(doc: Mapping[str, Any]) -> list[Found]:
    """The skills that directly or indirectly require themselves."""

    def before(slug: str) -> set[str]:
        reached: set[str] = set()
        waiting = list(doc[slug]["requires"])
        while waiting:
            if (other := waiting.pop()) not in reached:
                reached.add(other)
                waiting += doc[other]["requires"]
        return reached

    advice = "Remove one skill of the cycle from `requires`."
    return [
        ((slug, "requires"), f"{slug} requires itself, directly or through others.", advice)
        for slug in doc
        if slug in before(slug)
    ]
