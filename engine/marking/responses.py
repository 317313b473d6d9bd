"""What was typed into the blanks of an exercise, in order: later ones may use earlier ones by name.

A number field calculates, and knows the values of the blanks before it as they are labelled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..answers.number import NumberAnswer
from ..errors import Unreadable
from ..exercise.exercise import Exercise

_NAME = re.compile(r"\\?([A-Za-z]+)(?:_\{?(\d+)\}?)?")  # h, h_1, h_{12}, \mu


def read_all(exercise: Exercise, raw: Mapping[str, str]) -> dict[str, Any]:
    """By part name the response behind each text, or the `Unreadable` that says what is wrong."""
    return _read(exercise, raw)[0]


def known(exercise: Exercise, raw: Mapping[str, str]) -> dict[str, float]:
    """The values of the blanks that arithmetic can use, by the names people write."""
    return _read(exercise, raw)[1]


def _read(exercise: Exercise, raw: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, float]]:
    read: dict[str, Any] = {}
    names: dict[str, float] = {}
    for part in exercise.parts:
        text = raw.get(part.name, "")
        try:
            if isinstance(part.answer, NumberAnswer):
                read[part.name] = part.answer.read(text, names)
                if name := plain_name(part.label):
                    names[name] = read[part.name]
            else:
                read[part.name] = part.answer.read(text)
        except Unreadable as error:
            read[part.name] = error
    return read, names


def plain_name(label: str) -> str:
    """How a person writes a blank of that label in arithmetic; "" where it has no plain name."""
    found = _NAME.fullmatch(label)
    if not found or label == "e":
        return ""
    letters, index = found.groups()
    return f"{letters}_{index}" if index else letters
