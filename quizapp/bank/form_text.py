"""What was changed in a question's form, written into its TOML text.

Only what changed is written: comments, quotes and the order of keys stay as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, MutableMapping, MutableSequence
from functools import partial
from typing import Any

from engine import TEMPLATES

from .form_fields import FormField, form_fields
from .formats import toml

_COMMA = re.compile(r"[-+]?(?:0?,\d+|\d+,(?!\d{3}$)\d+)")
LISTS = ("add:", "remove:", "up:", "down:")  # beginnings of what the buttons of a list do


def applied(text: str, posted: Mapping[str, str], action: str = "") -> str:
    """The text with the fields as they were posted, and then one entry added, removed or moved.

    A text that is no TOML has no form, and stays as it is.
    """
    import tomlkit

    try:
        known = _known(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    doc = tomlkit.parse(text)
    changed = [
        (known[name], value)
        for name, value in posted.items()
        if name in known and known[name].value != value
    ]
    for field, value in changed:
        _put(doc, field, value)
    if ("template",) in [field.where for field, _ in changed]:
        _drop_strange(doc)
    act, _, path = action.partition(":")
    fields = {field.path: field for field in _known(doc.unwrap()).values()}
    if f"{act}:" in LISTS and path in fields:
        _ACTS[act](doc, fields[path])
    written = tomlkit.dumps(doc)
    return written if changed or act else text


def _known(doc: Mapping[str, Any]) -> dict[str, FormField]:
    return {each.name: each for field in form_fields(doc) for each in field.walk()}


def _put(doc: Any, field: FormField, value: str) -> None:
    """Write one field; an empty one that is not needed loses its key."""
    *above, last = field.where
    if above and above[-1] == "params":  # a menu knows its values
        item = _param(doc, str(last), value)
    else:
        item = _item(field.look, value)
    if value == "" and not field.needed and isinstance(last, str):
        table = _at(doc, above, make=False)
        if _fits(table, last) and last in table:
            del table[last]
        return
    table = _at(doc, above, make=True)
    if not _fits(table, last):
        return
    if isinstance(last, int) and last >= len(table):
        table.extend([0.0] * (last - len(table)) + [item])
    else:
        table[last] = item


def _param(doc: Any, key: str, value: str) -> Any:
    chosen = TEMPLATES.get(str(doc.get("template", "")))
    values = chosen.choices.get(key, ()) if chosen else ()
    return next((each for each in values if str(each).lower() == value.lower()), value)


def _item(look: str, value: str) -> Any:
    """A posted text as a value of the file; a number that is none stays text, and is reported."""
    if look == "tick":
        return value == "true"
    if look in ("number", "menu"):
        typed = with_point(value.replace("\u2212", "-"))
        for kind in (int, float):
            try:
                return kind(typed)
            except ValueError:
                continue
    return toml.string(value)


def with_point(text: str) -> str:
    """A number with a decimal comma as one with a point; 1,000 could be either, so it stays."""
    return text.replace(",", ".") if _COMMA.fullmatch(text.strip()) else text


def _at(doc: Any, path: list[Any], make: bool) -> Any:
    """The table or list at a path; missing ones are made if asked for. None where neither fits."""
    import tomlkit

    at = doc
    for n, step in enumerate(path):
        if not _fits(at, step):
            return None
        missing = step not in at if isinstance(at, MutableMapping) else step >= len(at)
        if missing and not make:
            return None
        if missing:
            pair = n == len(path) - 1 and path[:-1][-1:] == ["domain"]
            at[step] = tomlkit.array() if pair else tomlkit.table(n < len(path) - 1)
        at = at[step]
    return at


def _fits(at: Any, step: Any) -> bool:
    """Whether something can have this key or index."""
    if isinstance(step, str):
        return isinstance(at, MutableMapping)
    return isinstance(at, MutableSequence)


def _add(doc: Any, field: FormField) -> None:
    import tomlkit

    *above, last = field.where
    table = _at(doc, list(above), make=True)
    entry = _blank(field)
    if not _fits(table, last):
        return
    if last in table and isinstance(table[last], MutableSequence) and table[last]:
        whole = table[last]
        inline = isinstance(whole, tomlkit.items.Array) and isinstance(entry, tomlkit.items.Table)
        whole.append(tomlkit.item(entry.unwrap(), _parent=whole) if inline else entry)
        return
    if isinstance(entry, tomlkit.items.Table):
        several = tomlkit.aot()
        several.append(entry)
        table.pop(last, None)
        table[last] = several
    else:
        table[last] = [entry]


def _blank(field: FormField) -> Any:
    """An entry with nothing in it yet but the keys that it needs."""
    import tomlkit

    if not field.fresh:
        return toml.string("")
    made = tomlkit.table()
    for each in field.fresh:
        if each.needed:
            empty = {"number": 0, "list": []}
            made[str(each.where[-1])] = empty.get(each.look, toml.string(""))
    return made


def _remove(doc: Any, field: FormField) -> None:
    *above, last = field.where
    table = _at(doc, list(above), make=False)
    if isinstance(last, int) and _fits(table, last) and last < len(table):
        del table[last]
        if not table and isinstance(above[-1], str):
            del _at(doc, above[:-1], make=False)[above[-1]]


def _move(doc: Any, field: FormField, places: int) -> None:
    """Move an entry of a list up or down, as far as there is room."""
    *above, last = field.where
    table = _at(doc, list(above), make=False)
    if isinstance(last, int) and _fits(table, last) and 0 <= last + places < len(table):
        entry = table[last]
        del table[last]
        table.insert(last + places, entry)


_ACTS: dict[str, Callable[[Any, FormField], None]] = {
    "add": _add, "remove": _remove,
    "up": partial(_move, places=-1), "down": partial(_move, places=1),
}  # fmt: skip


def _drop_strange(doc: Any) -> None:
    """Drop the parameters that another template does not have."""
    chosen = TEMPLATES.get(str(doc.get("template", "")))
    given = doc.get("params")
    if chosen is None or not isinstance(given, MutableMapping):
        return
    for key in [key for key in given if given[key] not in chosen.choices.get(key, ())]:
        del given[key]
