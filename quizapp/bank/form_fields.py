"""The fields of a question's form, made from the dataclasses that are the schema of its file."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from engine import ANSWERS, OPS, TEMPLATES
from engine.exercise.question import GRAPH, TEMPLATE, Head
from quizapp.presenting.phrases import LEVELS

from .form_words import LONG, ONE, help_on, label
from .lines import Where

PREFIX = "field:"  # beginning of the names of all fields
BEFORE, AFTER = ("title", "level", "source", "prompt"), ("hints", "explanation", "correction")


@dataclass(frozen=True)
class FormField:
    """One field: `value` is what the form shows. `parts` are the fields of a group or list."""

    where: Where
    look: str  # line, long, number, tick, menu, known, list, group or table
    label: str
    value: str = ""
    help: str = ""
    menu: tuple[tuple[str, str], ...] = ()  # values with their words
    parts: tuple[FormField, ...] = ()
    one: str = ""  # what an entry of a list is called
    fresh: tuple[FormField, ...] = ()  # the fields of a new entry, if it has several
    needed: bool = False

    @property
    def path(self) -> str:
        return ".".join(map(str, self.where))

    @property
    def name(self) -> str:
        return PREFIX + self.path

    @property
    def id(self) -> str:
        return "f-" + "-".join(map(str, self.where))

    def walk(self) -> Iterator[FormField]:
        """This field and all inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def form_fields(doc: Mapping[str, Any]) -> tuple[FormField, ...]:
    """All fields of a question of this document's type, with what it says in them."""
    kind = doc.get("type")
    hints = get_type_hints(Head)
    needed = _needed(Head) | (
        {"prompt", "explanation"} if kind != TEMPLATE else {GRAPH if GRAPH in doc else TEMPLATE}
    )

    def of_head(names: tuple[str, ...]) -> Iterator[FormField]:
        for name in names:
            yield _field((name,), hints[name], doc.get(name), name in needed)

    answer = ANSWERS.get(str(kind))
    middle: tuple[FormField, ...] = ()
    if answer:
        middle = _of_class(answer, ("answer",), doc.get("answer"))
    elif kind == TEMPLATE and GRAPH not in doc:  # a graph is changed in the composer
        middle = tuple(_template(doc))
    return (*of_head(BEFORE), *middle, *of_head(AFTER))


def _template(doc: Mapping[str, Any]) -> Iterator[FormField]:
    """The template, known by name, and a menu for each of its parameters."""
    name = str(doc.get("template", ""))
    known = tuple((key, each.summary) for key, each in TEMPLATES.items())
    help = TEMPLATES[name].summary if name in TEMPLATES else help_on("template")
    yield FormField(("template",), "known", label("template"), name, help, known, needed=True)
    given = doc.get("params")
    given = given if isinstance(given, Mapping) else {}
    chosen = TEMPLATES.get(name)
    for key, values in chosen.choices.items() if chosen else ():
        default = _shown(chosen.defaults[key]) if chosen else ""
        menu = [("", f"{_meaning(default)} (as the template has it)")]
        menu += [(_shown(value), _meaning(_shown(value))) for value in values]
        value = _shown(given.get(key))
        if value and value not in dict(menu):
            menu.append((value, value))
        yield FormField(("params", key), "menu", label(key), value, "", tuple(menu))


def _meaning(value: str) -> str:
    """A value of a parameter in words; of an operation what it does."""
    words = {"true": "Yes", "false": "No"}.get(value, value.replace("_", " "))
    op = OPS.get(value)
    said = (op.__doc__ or "").partition("\n")[0] if op else ""
    return f"{words}: {said}" if said else words


def _of_class(cls: type, where: Where, table: Any) -> tuple[FormField, ...]:
    table = table if isinstance(table, Mapping) else {}
    hints, needed = get_type_hints(cls), _needed(cls)
    made = [
        _field((*where, each.name), hints[each.name], table.get(each.name), each.name in needed)
        for each in fields(cls)
        if each.init and each.name != "order"
    ]
    if domain := next((each for each in made if each.look == "table"), None):
        names = [*table.get("symbols", ()), *table.get("domain", {})]
        made[made.index(domain)] = _domain(domain.where, dict.fromkeys(map(str, names)), table)
    return tuple(made)


def _field(where: Where, hint: Any, value: Any, needed: bool) -> FormField:
    key = str(where[-1])
    named = next(str(step) for step in reversed(where) if isinstance(step, str))
    said: dict[str, Any] = {"help": help_on(key), "needed": needed or key == "remark"}
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    if key == "level":
        menu = tuple((str(number), word) for number, word in LEVELS.items())
        if _shown(value) not in dict(menu):
            menu += ((_shown(value), _shown(value)),)
        return FormField(where, "menu", label(key), _shown(value), menu=menu, **said)
    if get_origin(hint) is tuple:
        return _list(where, get_args(hint)[0], value, said)
    if get_origin(hint) is not None:
        return FormField(where, "table", label(key), **said)
    if hint is bool:
        return FormField(where, "tick", label(key), _shown(value), **said)
    look = "number" if hint in (int, float) else "long" if named in LONG else "line"
    return FormField(where, look, label(key), _shown(value), **said)


def _list(where: Where, hint: Any, value: Any, said: dict[str, Any]) -> FormField:
    key = str(where[-1])
    one = ONE.get(key, "entry")
    parts = []
    if isinstance(hint, type) and is_dataclass(hint):
        said["fresh"] = _of_class(hint, (*where, 0), {})
    for n, entry in enumerate(value if isinstance(value, list) else []):
        title = f"{one.capitalize()} {n + 1}"
        if "fresh" in said:
            inside = _of_class(hint, (*where, n), entry)
            parts.append(FormField((*where, n), "group", title, parts=inside))
        else:
            look = "long" if key in LONG else "line"
            parts.append(FormField((*where, n), look, title, _shown(entry)))
    return FormField(where, "list", label(key), parts=tuple(parts), one=one, **said)


def _domain(where: Where, names: Mapping[str, Any], table: Mapping[str, Any]) -> FormField:
    """Two numbers for each symbol."""
    given = table.get("domain", {})
    parts = []
    for name in names:
        ends = given.get(name, []) if isinstance(given, Mapping) else []
        ends = [*ends, "", ""][:2] if isinstance(ends, list) else ["", ""]
        parts += [
            FormField((*where, name, n), "number", f"{name} {word}", _shown(end))
            for n, (word, end) in enumerate(zip(("from", "to"), ends, strict=True))
        ]
    return FormField(where, "table", label("domain"), "", help_on("domain"), parts=tuple(parts))


def _needed(cls: Any) -> set[str]:
    return {
        each.name
        for each in fields(cls)
        if each.default is MISSING and each.default_factory is MISSING
    }


def _shown(value: Any) -> str:
    """A value as the form shows it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
