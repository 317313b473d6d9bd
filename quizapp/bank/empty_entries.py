"""Entries that were added to a list of the form and left empty: they say nothing, so they go."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from .form_fields import FormField, form_fields
from .lines import Where


def without_empty(text: str) -> str:
    """The TOML text without the empty entries of its lists, and without lists of nothing else.

    A text that is no TOML has no form, and stays as it is.
    """
    import tomlkit

    try:
        fields = form_fields(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    lists = [each for field in fields for each in field.walk() if any(map(_is_empty, each.parts))]
    if not lists:
        return text
    doc = tomlkit.parse(text)
    for each in lists:
        *above, last = each.where
        table: Any = doc
        for step in above:
            table = table[step]
        for index in reversed([n for n, part in enumerate(each.parts) if _is_empty(part)]):
            del table[last][index]
        if not table[last] and not each.needed:
            del table[last]
    return tomlkit.dumps(doc)


def among_empty(doc: Mapping[str, Any], where: Where) -> Where:
    """Where a key of the text without empty entries stands in the document that has them."""
    at: Any = doc
    found: Where = ()
    for step in where:
        if isinstance(at, list) and isinstance(step, int):
            kept = [n for n, entry in enumerate(at) if str(entry).strip()]
            step = kept[step] if step < len(kept) else step
        found += (step,)
        try:
            at = at[step]
        except (LookupError, TypeError):  # no such key
            at = None
    return found


def _is_empty(part: FormField) -> bool:
    """Whether this is an entry of a list, a single text, with nothing in it."""
    is_text = isinstance(part.where[-1], int) and part.look in ("line", "long")
    return is_text and not part.value.strip()
