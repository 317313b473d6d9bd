"""The Markdown of a question file: its formulas convert, and no dollar sign is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quizapp.markup import latex_errors, render

from .lines import Where
from .schema import Found

PLAIN = {"title", "type", "source", "template", "params", "name", "formula", "symbols", "unit"}
_CODE_OR_TAG = re.compile(r"<code.*?</code>|<[^>]*>", re.DOTALL)
_DOLLAR = "Write formulas as $x$ or $$x$$, without a space after $; write \\$ for money."


def prose_problems(doc: Mapping[str, Any]) -> list[Found]:
    """Formulas that cannot be shown, by the key of the text they stand in."""
    return [
        (where, what, advice) for where, text in _texts(doc, ()) for what, advice in _wrong(text)
    ]


def _wrong(text: str) -> Iterator[tuple[str, str]]:
    errors = latex_errors(text)
    for error in errors:
        yield f"A formula cannot be shown: {error}", ""
    if not errors and "\\$" not in text and "$" in _CODE_OR_TAG.sub("", render(text)):
        yield "A dollar sign begins or ends no formula.", _DOLLAR


def _texts(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            if key not in PLAIN:
                yield from _texts(entry, (*where, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _texts(entry, (*where, index))
