"""The bank's own format: each question is a readable TOML text."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from typing import Any

_LITERAL = {"\n", "\\", '"', "$"}  # $, because its formula may get a backslash later
_LONG = 80  # characters; a longer array has a line for each entry
_NEEDS_ESCAPES = {chr(code) for code in (*range(32), 127)} - {"\t", "\n"}


def read(text: str) -> dict[str, Any]:
    """The document in the text; raises `TOMLDecodeError`."""
    return tomllib.loads(text)


def write(doc: Mapping[str, Any]) -> str:
    """A text that reads back as `doc`, with literal strings so that LaTeX needs no escapes."""
    import tomlkit

    return tomlkit.dumps(_table(doc))


def digest(doc: Mapping[str, Any]) -> str:
    """A digest of the content, whatever its order of keys, comments and quotes."""
    canonical = json.dumps(doc, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _table(doc: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.document()
    for key, value in sorted(doc.items(), key=lambda item: _is_table(item[1])):  # tables last
        table[key] = item(value)
    return table


def _is_table(value: Any) -> bool:
    entries = value if isinstance(value, list) and value else [value]
    return all(isinstance(entry, Mapping) for entry in entries)


def item(value: Any) -> Any:
    """A value as `tomlkit` writes it."""
    import tomlkit

    if isinstance(value, str):
        return string(value)
    if isinstance(value, Mapping):
        table = tomlkit.table()
        table.update(_table(value))
        return table
    if not isinstance(value, list):
        return tomlkit.item(value)
    if value and _is_table(value):
        tables = tomlkit.aot()
        for entry in value:
            tables.append(item(entry))
        return tables
    array = tomlkit.array()
    array.extend(item(entry) for entry in value)
    return array.multiline(len(str(value)) > _LONG)


def string(value: str) -> Any:
    import tomlkit

    if not set(value) & (_NEEDS_ESCAPES | _LITERAL):
        return tomlkit.string(value)
    if "'''" in value or value.endswith("'") or set(value) & _NEEDS_ESCAPES:
        return tomlkit.string(value)  # escaped
    return tomlkit.string(value, literal=True, multiline=True)
