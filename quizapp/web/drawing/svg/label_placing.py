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
        boxes = _beside(line, paper)
        around = np.array(boxes)
        least = np.min([_room(around, other, line) for other in lines], axis=0)
        room = [own if all(_apart(box, old) for old in taken) else -1.0
                for own, box in zip(least, boxes, strict=True)]  # fmt: skip
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


def _room(boxes: np.ndarray, line: LabelledLine, own: LabelledLine) -> np.ndarray:
    """Distance from each box, (B, 4), to a line; for the name's own line only if it is covered."""
    left, top, right, bottom = (side[:, None] for side in boxes.T)  # (B, 1)
    there = np.isfinite(line.x) & np.isfinite(line.y)
    x, y = line.x[there], line.y[there]  # (P,)
    across = np.maximum(np.maximum(left - x, x - right), 0)
    along = np.maximum(np.maximum(top - y, y - bottom), 0)
    away = np.hypot(across, along).min(axis=1, initial=1e6)
    return away if line is not own else np.where(away >= CLEAR - 0.5, 1e6, -1.0)


def _apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
