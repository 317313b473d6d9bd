"""A map of probabilities: ten shades in strips, and the line where it is an even chance.

Paths count in cells from the top left, so that they are short, and so that a script draws the
same ones (`static/heat.js`).
"""

from __future__ import annotations

import numpy as np

from .contour import contours

SHADES = 10
EVEN = 0.5


def shades(chances: np.ndarray) -> list[str]:
    """The path of each shade, from 0 to 1: strips of neighbouring cells; `chances` (rows, cols)."""
    levels = np.clip((chances * SHADES).astype(int), 0, SHADES - 1)
    strips: list[list[str]] = [[] for _ in range(SHADES)]
    for y, row in enumerate(levels):
        edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), len(row)]
        for start, end in zip(edges, edges[1:], strict=False):
            strips[row[start]].append(f"M{start} {y}h{end - start}v1h{start - end}z")
    return ["".join(strip) for strip in strips]


def even_line(chances: np.ndarray) -> str:
    """Where the map crosses an even chance, between the middles of the cells."""
    rows, columns = chances.shape
    lines = contours(np.arange(columns) + 0.5, np.arange(rows) + 0.5, chances, EVEN)
    return "".join(
        "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in zip(xs, ys, strict=True)) for xs, ys in lines
    )
