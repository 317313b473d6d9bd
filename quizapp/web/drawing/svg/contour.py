"""Lines of equal height, by marching squares (Lorensen and Cline 1987, in the plane)."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

Edge = tuple[int, int, int]  # of the grid: row, column, and whether it leads down (1) or right (0)
Line = tuple[np.ndarray, np.ndarray]  # xs and ys; a closed line ends where it began


def contours(x: np.ndarray, y: np.ndarray, z: np.ndarray, level: float) -> list[Line]:
    """The lines on which z is `level`; z is (len(y), len(x)), and lines end only at its rim."""
    links = _links(z, level)
    waiting = dict.fromkeys(sorted(links, key=lambda edge: len(links[edge])))  # ends first
    found = []
    while waiting:
        edge: Edge | None = next(iter(waiting))
        way: list[Edge] = []
        while edge is not None:
            way.append(edge)
            waiting.pop(edge)
            edge = next((other for other in links[edge] if other in waiting), None)
        if len(way) > 2 and way[0] in links[way[-1]]:
            way.append(way[0])
        found.append(_points(x, y, z, level, way))
    return found


def regions(x: np.ndarray, y: np.ndarray, z: np.ndarray, level: float) -> list[Line]:
    """Closed lines around where z is above `level`, to be filled by the even-odd rule."""
    rim = np.pad(z, 1, constant_values=level - 1.0)  # below, at the rim itself
    return contours(np.pad(x, 1, mode="edge"), np.pad(y, 1, mode="edge"), rim, level)


def _links(z: np.ndarray, level: float) -> dict[Edge, list[Edge]]:
    """From each edge of the grid that is crossed to those where the line goes on."""
    above = z > level
    corner = (above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1])  # clockwise
    mixed = np.any(corner, axis=0) & ~np.all(corner, axis=0)
    links: dict[Edge, list[Edge]] = defaultdict(list)
    for row, col in np.argwhere(mixed).tolist():
        a, b, c, d = (bool(side[row, col]) for side in corner)
        top, bottom = (row, col, 0), (row + 1, col, 0)
        left, right = (row, col, 1), (row, col + 1, 1)
        crossed = [edge for edge, cut in (
            (top, a != b), (right, b != c), (bottom, c != d), (left, d != a)) if cut]  # fmt: skip
        pairs = [crossed]
        if len(crossed) == 4:  # a saddle: its middle says which two corners belong together
            middle = z[row : row + 2, col : col + 2].mean() > level
            pairs = (
                [[top, right], [bottom, left]] if middle == a else [[top, left], [bottom, right]]
            )
        for one, other in pairs:
            links[one].append(other)
            links[other].append(one)
    return links


def _points(x: np.ndarray, y: np.ndarray, z: np.ndarray, level: float, way: list[Edge]) -> Line:
    """Where each of these edges reaches the height, between its two ends."""
    row, col, down = np.array(way).T
    below, beside = row + down, col + 1 - down
    start, end = z[row, col], z[below, beside]
    share = (level - start) / (end - start)
    return x[col] + share * (x[beside] - x[col]), y[row] + share * (y[below] - y[row])
