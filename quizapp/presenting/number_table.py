"""Numbers with the same subscripts for several letters, set as a table: w_i, w_f, u_i, u_f, …"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

FEWEST = 3  # columns of a table
_NUMBER = re.compile(r"([A-Za-z])_\{\\text\{(\w+)\}\} = (-?[\d.]+),?")


def tabled(pieces: Sequence[str]) -> list[str]:
    """The equations (LaTeX), those that make up a table as one piece behind all others."""
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for piece in pieces:
        if found := _NUMBER.fullmatch(piece):
            rows[found[1]][found[2]] = found[3]
    heads = max((tuple(row) for row in rows.values()), key=len, default=())
    rows = {letter: row for letter, row in rows.items() if row.keys() == set(heads)}
    if len(heads) < FEWEST or len(rows) < 2:
        return list(pieces)
    lines = [["", *(rf"\text{{{head}}}" for head in heads)]]
    lines += [[letter, *(row[head] for head in heads)] for letter, row in rows.items()]
    first, *others = (" & ".join(line) for line in lines)
    body = r" \\ ".join([rf"{first} \\ \hline {others[0]}", *others[1:]])
    table = rf"\begin{{array}}{{c|{'c' * len(heads)}}} {body} \end{{array}}"
    kept = [piece for piece in pieces if not _in(piece, rows)]
    return [*kept, table]


def _in(piece: str, rows: dict[str, dict[str, str]]) -> bool:
    found = _NUMBER.fullmatch(piece)
    return bool(found and found[1] in rows)
