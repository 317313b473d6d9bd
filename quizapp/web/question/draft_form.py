"""The editor's two views of one text: a form with its fields, and the TOML itself."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from engine.answers._base import ANSWERS
from engine.exercise.question import TEMPLATE
from quizapp.bank.empty_entries import among_empty
from quizapp.bank.file_problem import Problem
from quizapp.bank.form_fields import FormField, form_fields
from quizapp.bank.form_text import LISTS
from quizapp.bank.lines import Where

FORM, RAW = "form", "toml"
MOVES = {"up": -1, "down": 1}  # buttons that move an entry of a list
SWITCHES = {"as-form": FORM, "as-toml": RAW}  # buttons that show the other view


class FieldPlace(NamedTuple):
    """The field that a problem belongs to: its id, and which one it is, as people say it."""

    id: str
    label: str


def editor_view(text: str, said: Mapping[str, str], problems: Iterable[Problem]) -> dict[str, Any]:
    """Which view to show, its fields, and which field each problem belongs to."""
    action = said.get("action", "")
    wanted = SWITCHES.get(action) or said.get("view") or (RAW if "text" in said else FORM)
    fields = _fields(text) if wanted != RAW else ()
    wrong: dict[str, list[Problem]] = {}
    for problem in problems:
        if place := place_of(problem.where, fields):
            wrong.setdefault(place.id, []).append(problem)
    return {
        "view": FORM if fields else RAW,
        "formless": wanted == FORM and not fields,
        "fields": fields,
        "place_of": lambda problem: place_of(problem.where, fields),
        "wrong": wrong,
        "target": _target(action, fields),
    }


def form_places(text: str) -> Callable[[Problem], FieldPlace | None]:
    """Which field of the form a problem of this text belongs to.

    The text may have empty entries in its lists, which the problems don't count.
    """
    if not (fields := _fields(text)):
        return lambda problem: None
    doc = tomllib.loads(text)
    return lambda problem: place_of(problem.where and among_empty(doc, problem.where), fields)


def is_form(said: Mapping[str, str]) -> bool:
    """Whether the page that sent this shows the form."""
    return said.get("view") == FORM


def stays(action: str) -> bool:
    """Whether a button only changes what the editor shows."""
    return action in SWITCHES or action.startswith(LISTS)


def place_of(where: Where | None, fields: Iterable[FormField]) -> FieldPlace | None:
    """The field at a key, or the nearest one around it, else the first one inside it."""
    if not where:
        return None
    every = {each.where: each for field in fields for each in field.walk()}
    around = [every[where[:n]] for n in range(1, len(where) + 1) if where[:n] in every]
    inside = [each for key, each in every.items() if key[: len(where)] == where]
    for found in (around[-1:] or inside)[:1]:
        groups = [each.label for each in around[:-1] if each.look == "group"]
        first, *others = [*groups, found.label]
        said = [first, *(each[:1].lower() + each[1:] for each in others)]
        return FieldPlace(found.id, ", ".join(said))
    return None


def _fields(text: str) -> tuple[FormField, ...]:
    """The fields of the text; none if it is no TOML, or of no known type."""
    try:
        doc = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return ()
    kind = doc.get("type")
    return form_fields(doc) if kind == TEMPLATE or kind in ANSWERS else ()


def _target(action: str, fields: Iterable[FormField]) -> str:
    """The id of the field or button to go on with after a list was changed."""
    act, _, path = action.partition(":")
    every = {each.path: each for field in fields for each in field.walk()}
    if act == "add" and path in every and every[path].parts:
        *_, entry = every[path].parts
        return next(each for each in entry.walk() if each.look != "group").id
    above, _, place = path.rpartition(".")
    if act in MOVES and above in every and place.isdecimal():
        others = every[above].parts
        moved = min(max(int(place) + MOVES[act], 0), len(others) - 1)
        is_there = moved == (0 if act == "up" else len(others) - 1)  # where its button is off
        return f"{others[moved].id}-{'down' if is_there == (act == 'up') else 'up'}"
    return f"{every[above].id}-add" if act == "remove" and above in every else ""
