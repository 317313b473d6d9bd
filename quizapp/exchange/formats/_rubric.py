"""What an answer in sentences is compared with, as one text: the model answer, then its points."""

from __future__ import annotations

import re

from ..item import CannotCarry

_POINT = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+(.+)$")
_WEIGHT = re.compile(r"\s*\(×([0-9.]+)\)$")
NO_POINTS = (
    "It is answered in sentences, and the file lists no points to compare them with. Add 2 to 6 "
    "points as a list: {}"
)


def points_of(text: str, where: str) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The model answer and the points with their weights; raises `CannotCarry` without points.

    `where` says where the file would have to list them.
    """
    lines = text.split("\n")
    points = [found[1].strip() for line in lines if (found := _POINT.match(line))]
    if not points:
        raise CannotCarry(NO_POINTS.format(where))
    model = "\n".join(line for line in lines if not _POINT.match(line)).strip()
    return model or " ".join(points), tuple(map(_weighed, points))


def _weighed(point: str) -> tuple[str, float]:
    found = _WEIGHT.search(point)
    return (point[: found.start()], float(found[1])) if found else (point, 1.0)
