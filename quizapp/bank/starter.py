"""A first text for a new question of any type: it passes the check, and shows what can be said."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from engine import ANSWERS, TEMPLATES
from engine.question import TEMPLATE

from .formats import toml

_HEAD = {
    "title": "A short title in plain text",
    "level": 1,  # 1 warm-up, 2 interview, 3 hard
    "source": "Where this is explained",
    "prompt": "Ask in *Markdown*, with formulas such as $y = \\sigma(wx + b)$.",
    "explanation": "The worked answer:\n\n$$\\sigma' = \\sigma (1 - \\sigma)$$",
    "hints": ["A nudge.", "A stronger nudge."],
}


def types() -> list[str]:
    """Every type a question can have."""
    return [*sorted(ANSWERS), TEMPLATE]


def starter(kind: str) -> str:
    """A TOML text of that type, one of `types()`, made from the type's own sample."""
    doc: dict[str, Any] = {"title": _HEAD["title"], "type": kind, **_HEAD}
    if kind == TEMPLATE:
        name = min(TEMPLATES)
        doc |= {"template": name, "params": TEMPLATES[name].complete({})}
    else:
        doc["answer"] = _plain(ANSWERS[kind].samples()[0])
    return toml.write(doc)


def _plain(value: Any) -> Any:
    """Dataclasses as tables, without what is as it would be anyway; tuples as lists."""
    if is_dataclass(value):
        said = {entry.name: getattr(value, entry.name) for entry in fields(value)}
        return {
            entry.name: _plain(said[entry.name])
            for entry in fields(value)
            if said[entry.name] != _default(entry)
        }
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return value


def _default(entry: Field[Any]) -> Any:
    return entry.default if entry.default_factory is MISSING else entry.default_factory()
