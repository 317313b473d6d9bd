"""The editor's two views of one text: a form with its fields, and the TOML itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from engine.answers._base import ANSWERS
from engine.exercise.question import TEMPLATE
from quizapp.bank.file_problem import Problem
from quizapp.bank.form_fields import FormField, form_fields
from quizapp.bank.form_text import LISTS
from quizapp.bank.lines import key_lines

FORM, RAW = "form", "toml"
MOVES = {"up": -1, "down": 1}  # buttons that move an entry of a list
SWITCHES = {"as-form": FORM, "as-toml": RAW}  # buttons that show the other view


def editor_view(text: str, said: Mapping[str, str], problems: Iterable[Problem]) -> dict[str, Any]:
    """Which view to show, its fields, and which field each problem belongs to."""
    action = said.get("action", "")
    wanted = SWITCHES.get(action) or said.get("view") or (RAW if "text" in said else FORM)
    fields = _fields(text) if wanted != RAW else ()
    places = places_of(text, fields)
    wrong: dict[str, list[Problem]] = {}
    for problem in problems:
        if place := places.get(problem.line or 0):
            wrong.setdefault(place.id, []).append(problem)
    return {
        "view": FORM if fields else RAW,
        "formless": wanted == FORM and not fields,
        "fields": fields,
        "places": places,
        "wrong": wrong,
        "target": _target(action, fields),
    }


def problem_places(text: str, said: Mapping[str, str]) -> dict[int, FormField]:
    """The field that each line belongs to, if the form is shown."""
    return places_of(text, _fields(text)) if said.get("view") == FORM else {}


def stays(action: str) -> bool:
    """Whether a button only changes what the editor shows."""
    return action in SWITCHES or action.startswith(LISTS)


def places_of(text: str, fields: Iterable[FormField]) -> dict[int, FormField]:
    """The field that each line of the text belongs to."""
    every = [each for field in fields for each in field.walk()]
    if not every:
        return {}
    lines = key_lines(text)
    starts = {lines[each.where]: each for each in every if each.where in lines}
    found, current = {}, None
    for line in range(1, text.count("\n") + 2):
        current = starts.get(line, current)
        if current:
            found[line] = current
    return found


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
