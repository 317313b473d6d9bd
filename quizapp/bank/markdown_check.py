"""Checks that all texts of a question file can be shown to learners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quizapp.presenting.grammar import LONGEST, oversized
from quizapp.presenting.markup import inline, latex_errors, render

from .characters import spoiled
from .equal_options import equal_options
from .lines import Found, Where, raw_strings
from .lost import lost

PLAIN = {"title", "type", "source", "template", "params", "name", "formula", "symbols", "unit"}
PLAIN |= {
    "layers",
    "activations",
    "formulas",
    "skips",
    "loss",
    "loss_params",
    "op",
    "inputs",
    "asked",
}
ONE_LINE = {"text", "left", "right", "items", "distractors", "point"}
CHOSEN = {"text": "option", "items": "item", "left": "left", "right": "right"}
CHOSEN["distractors"] = "right"
SHORT = 2_000  # characters of a text in a list; other texts may be longer
MOST = dict.fromkeys(PLAIN, 300) | dict.fromkeys(ONE_LINE | {"hints", "remark"}, SHORT)
_CODE_OR_TAG = re.compile(r"<code.*?</code>|<[^>]*>", re.DOTALL)
_DOLLAR = "Write formulas as $x$ or $$x$$, without a space after $; write \\$ for money."


def prose_problems(doc: Mapping[str, Any], source: str) -> list[Found]:
    """Problems of the texts, by key; `source` is the TOML that they were read from."""
    raws = raw_strings(source)
    found: list[Found] = []
    for where, text in _texts(doc, ()):
        key = _key(where)
        wrong = list(spoiled(raws.get(where, ""), text)) or list(_long(text, key))
        if not wrong and PLAIN.isdisjoint(where):
            wrong = list(dict.fromkeys(wrong_with(text, key in ONE_LINE)))
        found += [(where, what, advice) for what, advice in wrong]
    return found or list(alike(doc)) or list(equal_options(_chosen(doc)))


def wrong_with(text: str, one_line: bool = False) -> Iterator[tuple[str, str]]:
    """What cannot be shown in a Markdown text, and what to write instead."""
    if too_much := oversized(text):
        yield too_much, ""
        return
    errors = wrong_formulas(text)
    for error in errors:
        yield error, ""
    yield from lost(text, one_line)
    if errors or "$" not in text or "\\$" in text:
        return
    if "$" in _CODE_OR_TAG.sub("", render(text)):
        yield "A dollar sign neither begins nor ends a formula.", _DOLLAR


def wrong_formulas(text: str) -> list[str]:
    """Which formulas of a Markdown text cannot be shown, and why."""
    return [f"A formula cannot be shown: {error}" for error in latex_errors(text)]


# Dashes and quotes that hardly differ on a page.
_SAME_SIGNS = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u2018\u2019", "------''")


def alike(doc: Mapping[str, Any]) -> Iterator[Found]:
    """Options that look the same on the page although they are written differently."""
    seen: dict[tuple[str, str], str] = {}
    for group, where, text in _chosen(doc):
        shown = text if "$" in text else text.casefold()  # but W and w are two symbols
        shown = " ".join(inline(shown).translate(_SAME_SIGNS).split()).removesuffix(".")
        place = (group, shown)
        if seen.setdefault(place, text) != text:  # equal texts are reported by the type
            what = f"This looks the same as another one: “{text.strip()[:40]}”."
            yield where, what, "Make them differ on the page."


def _chosen(doc: Mapping[str, Any]) -> Iterator[tuple[str, Where, str]]:
    """The texts that learners choose between, each with its group."""
    for where, text in _texts(doc, ()):
        if _key(where) in CHOSEN and not oversized(text):
            yield CHOSEN[_key(where)], where, text


def _key(where: Where) -> str:
    """The last name in a path, which is the kind of text."""
    return next((step for step in reversed(where) if isinstance(step, str)), "")


def _long(text: str, key: str) -> Iterator[tuple[str, str]]:
    most = MOST.get(key, LONGEST)
    if len(text) > most:
        yield f"`{key}` has {len(text):,} characters.", f"Shorten it to {most:,} at most."


def _texts(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _texts(entry, (*where, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _texts(entry, (*where, index))
