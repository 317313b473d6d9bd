"""A map of probabilities: ten shades in strips, and the line at probability ½.

Paths count in cells from the top left, as `static/heat.js` does; this also keeps them short.
"""

from __future__ import annotations

import numpy as np

from .contour import contours

SHADES = 10
EVEN = 0.5


def shades(chances: np.ndarray) -> list[str]:
    """The path of each shade, made of strips of neighbouring cells; `chances` (rows, cols)."""
    levels = np.clip((chances * SHADES).astype(int), 0, SHADES - 1)
    strips: list[list[str]] = [[] for _ in range(SHADES)]
    for y, row in enumerate(levels):
        edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), len(row)]
        for start, end in zip(edges, edges[1:], strict=False):
            strips[row[start]].append(f"M{start} {y}h{end - start}v1h{start - end}z")
    return ["".join(strip) for strip in strips]


def even_line(chances: np.ndarray) -> str:
    """The path of the line at probability ½, between the centres of cells."""
    rows, columns = chances.shape
    lines = contours(np.arange(columns) + 0.5, np.arange(rows) + 0.5, chances, EVEN)
    return "".join(
        "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in zip(xs, ys, strict=True)) for xs, ys in lines
    )
