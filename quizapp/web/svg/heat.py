"""A map of probabilities: ten shades in strips, and the line where it is an even chance.

Paths count in cells from the top left, so that they are short, and so that a script draws the very
same ones (`static/heat.js`).
"""

from __future__ import annotations

import numpy as np

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
    """Where the map crosses an even chance, by marching squares between the middles of cells."""
    above = chances > EVEN
    pieces = []
    for y, x in np.ndindex(chances.shape[0] - 1, chances.shape[1] - 1):
        corners = ((y, x), (y, x + 1), (y + 1, x + 1), (y + 1, x))
        if len({bool(above[corner]) for corner in corners}) == 1:
            continue
        crossings = [
            _between(chances, a, b)
            for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
            if above[a] != above[b]
        ]
        for (x1, y1), (x2, y2) in zip(crossings[::2], crossings[1::2], strict=True):
            pieces.append(f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}")
    return "".join(pieces)


def _between(chances: np.ndarray, a: tuple[int, int], b: tuple[int, int]) -> tuple[float, float]:
    """The point of an even chance on the way from the middle of one cell to that of the next."""
    share = (EVEN - chances[a]) / (chances[b] - chances[a])
    return a[1] + share * (b[1] - a[1]) + 0.5, a[0] + share * (b[0] - a[0]) + 0.5
