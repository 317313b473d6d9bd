"""Three-way merges of question files by their fields, and of long texts by their lines."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .formats import toml
from .lines import Where
from .matching_entries import matched
from .merging import Merge, merge


class _Nothing:
    """What a key holds that is not there."""


NOTHING = _Nothing()
SHORT = ("title", "type", "source", "template", "name", "formula")  # texts of one line


@dataclass(frozen=True)
class Contest:
    """A field that both changed, and not equally."""

    where: Where
    my_value: Any
    their_value: Any

    @property
    def mine(self) -> tuple[str, ...]:
        return _shown(self.my_value)

    @property
    def theirs(self) -> tuple[str, ...]:
        return _shown(self.their_value)

    @property
    def can_be_both(self) -> bool:
        """Whether one field can hold both texts."""
        sides = self.my_value, self.their_value
        return self.where[-1] not in SHORT and all(isinstance(side, str) for side in sides)

    def chosen(self, choice: str) -> Any:
        if choice == "both" and self.can_be_both:
            return f"{self.my_value}\n\n{self.their_value}"
        return self.their_value if choice == "theirs" else self.my_value


@dataclass(frozen=True)
class FieldMerge:
    """The merged values, and my text, whose comments and order it keeps."""

    values: dict[str, Any]
    my_text: str
    their_text: str

    @property
    def contested(self) -> list[Contest]:
        """The fields that must be chosen, in order."""
        return [*_contests(self.values)]

    def text(self, choices: Sequence[str] = ()) -> str:
        """The merged text, given "mine", "theirs" or "both" for each contested field."""
        import tomlkit

        found = self.contested
        chosen = {
            id(one): one.chosen(choice)
            for one, choice in zip(found, [*choices, *["mine"] * len(found)], strict=False)
        }
        doc = tomlkit.parse(self.my_text)
        _write(doc, _settled(self.values, chosen), tomlkit.parse(self.their_text))
        return tomlkit.dumps(doc)


def put_together(base: str, mine: str, theirs: str) -> Merge | FieldMerge:
    """Both changes to a question file: of lines where they touch nowhere, else of fields.

    Where fields cannot say it, because a text is no TOML or a comment would be lost, it is lines.
    """
    by_lines = merge(base, mine, theirs)
    try:
        was, my_doc, their_doc = (tomllib.loads(text) for text in (base, mine, theirs))
    except (tomllib.TOMLDecodeError, RecursionError):
        return by_lines
    by_fields = FieldMerge(_tables((), was, my_doc, their_doc), mine, theirs)
    if not by_lines.contested and _says(by_lines.text(), by_fields.values):
        return by_lines
    written = by_fields.text()
    lost = (_comments(theirs) - _comments(base)) - _comments(written)
    settled = _settled(by_fields.values, {id(one): one.my_value for one in by_fields.contested})
    return by_lines if lost or not _says(written, settled) else by_fields


def _merged(where: Where, was: Any, mine: Any, theirs: Any) -> Any:
    """The value that both changes make, with a `Contest` wherever somebody has to choose."""
    if _same(mine, theirs) or _same(theirs, was):
        return mine
    if _same(mine, was):
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _tables(where, was if isinstance(was, dict) else {}, mine, theirs)
    if isinstance(mine, list) and isinstance(theirs, list):
        return _lists(where, was if isinstance(was, list) else [], mine, theirs)
    if all(isinstance(each, str) for each in (was, mine, theirs)):
        lines = merge(was, mine, theirs)
        if not lines.contested:
            return lines.text()
    return Contest(where, mine, theirs)


def _tables(where: Where, was: Any, mine: Any, theirs: Any) -> dict[str, Any]:
    sides = was, mine, theirs
    found = {
        key: _merged((*where, key), *(side.get(key, NOTHING) for side in sides))
        for key in dict.fromkeys([*mine, *theirs])
    }
    return {key: value for key, value in found.items() if value is not NOTHING}


def _lists(where: Where, was: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """Entries are changed, removed and added by each; those added at one place stand together."""
    my_own, their_own = matched(was, mine), matched(was, theirs)
    found: list[Any] = [*_both_added(my_own.added[0], their_own.added[0])]
    for at, entry in enumerate(was):
        value = _merged(
            (*where, len(found)), entry, my_own.now.get(at, NOTHING), their_own.now.get(at, NOTHING)
        )
        found += [] if value is NOTHING else [value]
        found += _both_added(my_own.added[at + 1], their_own.added[at + 1])
    return found


def _both_added(mine: list[Any], theirs: list[Any]) -> list[Any]:
    return [*mine, *(one for one in theirs if not any(_same(one, other) for other in mine))]


def _same(one: Any, other: Any) -> bool:
    """Whether two values are one in a file: 1, 1.0 and true are three."""
    if one is NOTHING or other is NOTHING:
        return one is other
    return _content(one) == _content(other)


def _content(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _contests(value: Any) -> Iterator[Contest]:
    if isinstance(value, Contest):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _contests(each)


def _settled(value: Any, chosen: dict[int, Any]) -> Any:
    """The value with what was chosen in place of every contest."""
    if isinstance(value, Contest):
        return chosen[id(value)]
    if isinstance(value, dict):
        found = {key: _settled(each, chosen) for key, each in value.items()}
        return {key: each for key, each in found.items() if each is not NOTHING}
    if isinstance(value, list):
        return [each for one in value if (each := _settled(one, chosen)) is not NOTHING]
    return value


def _write(doc: Any, wanted: dict[str, Any], theirs: Any) -> None:
    """Make a document say this; what it says already, and what they wrote, stays as written."""
    for key in [key for key in doc if key not in wanted]:
        del doc[key]
    for key, value in wanted.items():
        other = theirs.get(key) if hasattr(theirs, "get") else None
        if key in doc and _same(doc[key].unwrap(), value):
            continue
        if key in doc and isinstance(doc[key], dict) and isinstance(value, dict):
            _write(doc[key], value, other or {})
        else:
            is_theirs = other is not None and _same(other.unwrap(), value)
            doc[key] = other if is_theirs else toml.item(value)


def _says(text: str, values: dict[str, Any]) -> bool:
    try:
        return _same(tomllib.loads(text), values)
    except (tomllib.TOMLDecodeError, TypeError):
        return False


def _comments(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n") if line.lstrip().startswith("#")}


def _shown(value: Any) -> tuple[str, ...]:
    """The lines of a value, as a person reads it; none of nothing."""
    if value is NOTHING:
        return ()
    if isinstance(value, str):
        return tuple(value.split("\n"))
    if isinstance(value, dict):
        return tuple(toml.write(value).rstrip().split("\n"))
    return (json.dumps(value, ensure_ascii=False),)
