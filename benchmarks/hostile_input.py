"""How long the slowest of many attacks on the formula parser takes, compared with a normal answer.

`python -m benchmarks.hostile_input`; the limit is 10 ms.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from benchmarks.figures import Figure, told
from engine import ANSWERS

LIMIT = 10.0  # milliseconds
ATTACKS = {
    "tower of powers": "9^" * 200 + "9",
    "brackets": "(" * 10_000 + "x" + ")" * 10_000,
    "open brackets": "[{(" * 160,
    "long line": "x+" * 500_000 + "x",
    "factorials": "9!!!!!!!!!!!!!!!!",
    "dunder names": "x.__class__.__bases__[0].__subclasses__()",
    "format string": "{0.__globals__}{x!r:>1000000}",
    "signs": "-" * 480 + "x",
    "fractions": r"\frac{1}{" * 50 + "x" + "}" * 50,
    "implicit products": "x " * 240,
    "function calls": "exp(" * 49 + "x" + ")" * 49,
    "null characters": "\0" * 400,
    "a run of names": "ax" * 250,
    "products of names": "ax " * 160,
    "sums": "+".join(["x"] * 250),
    "differentials": r"\frac{dx}{da}" * 38,
    "raised powers": "x⁻ˣ" * 160,
    "bars": "|x|" * 166,
    "conditions": "[x>0]" * 100,
    "accents": r"\hat{x}" * 71,
}


def seconds(answer, text: str) -> float:
    """The processor's time of the fastest of five runs: other load hardly matters."""
    times = []
    for _ in range(5):
        start = time.process_time()
        answer.mark(text)
        times.append(time.process_time() - start)
    return min(times)


def figures() -> Iterator[Figure]:
    """The slowest of the attacks."""
    answer = ANSWERS["expression"]("a*(1-a)*x", ("a", "x"), {"a": (0.1, 0.9)})
    honest = seconds(answer, "x*(a - a^2)")
    taken = {name: seconds(answer, text) for name, text in ATTACKS.items()}
    slowest = max(taken, key=lambda name: taken[name])
    yield Figure(f"the worst of {len(taken)} attacks on the formula parser, {slowest}",
                 1e3 * taken[slowest], LIMIT, 1e3 * honest)  # fmt: skip


if __name__ == "__main__":
    sys.exit(told(figures()))
