"""Matrices, cases and aligned lines: environments laid out in columns."""

from __future__ import annotations

import re

from .box import Box, fence, grid

_FENCES = {
    "bmatrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "Bmatrix": ("{", "}"),
    "cases": ("{", ""),
}


def layout(kind: str, rows: list[list[Box]], flat: bool) -> Box:
    """The cells of an environment in two dimensions; on one line if `flat` or if cells are tall."""
    left, right = _FENCES.get(kind, ("", ""))
    if flat or any(not cell.flat for row in rows for cell in row):
        comma = ", " if kind == "cases" else " "
        text = "; ".join(comma.join("; ".join(c.lines).strip() for c in row) for row in rows)
        return Box((left + text + ("}" if kind == "cases" else right),))
    columns = max(len(row) for row in rows)
    if kind == "cases":
        aligns, gap = ["left"] * columns, 3
    elif kind.endswith("matrix") or kind == "array":
        aligns, gap = ["right" if _numeric(rows, i) else "centre" for i in range(columns)], 2
    else:  # aligned and its kin
        aligns, gap = [("right", "left")[i % 2] for i in range(columns)], 1
    body = grid(rows, aligns, gap)
    margin = Box((" " if len(rows) > 1 else "",))
    before = fence(left, body) + margin if left else Box()
    return before + body + (margin + fence(right, body) if right else Box())


def _numeric(rows: list[list[Box]], column: int) -> bool:
    cells = [row[column].lines[0] for row in rows if column < len(row)]
    return all(re.fullmatch(r"[−+]?[\d.]*", cell) for cell in cells)
