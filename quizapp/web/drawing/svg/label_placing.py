"""Placing names beside their lines so that they cover no line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LETTER, HEIGHT = 6.6, 13.0  # of text in plots, a little more than average
CLEAR = 4.0  # from a line to its name
TRIED = 60  # places to try along a line

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class LabelledLine:
    """A line's points on the paper, where some may be NaN, and its name."""

    name: str
    look: str
    x: np.ndarray
    y: np.ndarray


def place(lines: Sequence[LabelledLine], paper: Box) -> list[tuple[float, float]]:
    """The middle of each name's base line, at the roomiest place beside its line."""
    taken: list[Box] = []
    found = []
    for line in lines:
        boxes = list(_beside(line, paper))
        room = [min(_room(box, other, line) for other in lines) for box in boxes]
        room = [least if all(_apart(box, old) for old in taken) else -1.0
                for least, box in zip(room, boxes, strict=True)]  # fmt: skip
        left, top, right, bottom = boxes[int(np.argmax(room))]
        taken.append((left, top, right, bottom))
        found.append(((left + right) / 2, bottom - 3))
    return found


def _beside(line: LabelledLine, paper: Box) -> list[Box]:
    """Possible boxes for the name around points of its line, within the paper."""
    width = LETTER * len(line.name)
    there = np.flatnonzero(np.isfinite(line.x) & np.isfinite(line.y))
    boxes = []
    for at in there[:: max(1, len(there) // TRIED)]:
        x, y = float(line.x[at]), float(line.y[at])
        for left in (x - width - CLEAR, x - width / 2, x + CLEAR):
            for top in (y - CLEAR - HEIGHT, y - HEIGHT / 2, y + CLEAR):
                box = (left, top, left + width, top + HEIGHT)
                within = box[2] <= paper[2] and box[3] <= paper[3]
                if paper[0] <= left and paper[1] <= top and within:
                    boxes.append(box)
    return boxes or [(paper[0], paper[1], paper[0] + width, paper[1] + HEIGHT)]


def _room(box: Box, line: LabelledLine, own: LabelledLine) -> float:
    """Distance from a box to a line; for the name's own line only whether it is covered."""
    across = np.maximum(np.maximum(box[0] - line.x, line.x - box[2]), 0)
    along = np.maximum(np.maximum(box[1] - line.y, line.y - box[3]), 0)
    away = float(np.nanmin(np.hypot(across, along), initial=1e6))
    return away if line is not own else (1e6 if away >= CLEAR - 0.5 else -1.0)


def _apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
