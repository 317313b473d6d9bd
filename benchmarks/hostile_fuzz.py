"""Does anything that people may type take long or break? `python -m benchmarks.hostile_fuzz [N]`.

N hostile texts (200,000 by default), made by chance from what breaks other parsers, are read as
formulas and as numbers. None may take over 10 ms of the processor, or raise anything.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from benchmarks.hostile_input import ATTACKS, LIMIT
from engine import ANSWERS

PIECES = (
    *"+-*/^()[]{}|,.;:!%&=<>'\"\\_ \t\n\0×·√½²₁−π∞𝑎𝛽１٣xaeE109é\u0301\u202e\ud800\U0001f4a9",
    "**", "//", "..", "⁻¹", "0.1", "1e308", "1e-308", "1e999", "9" * 30, "exp", "ln", "log", "sqrt",
    "sin", "tanh", "max", "step", "sigma", "relu", "abs", "exp(", "ln(", "sqrt(", "9^9^", "!!!",
    r"\frac", r"\frac{1}{", r"\left(", r"\sqrt{", r"\exp", "__import__", "lambda:", "x.__class__",
    "{0}", "%s", "nan", "inf", "None", "[z > 0]", "</script>", "' OR 1=1 --",
)  # fmt: skip
LENGTHS = (1, 3, 8, 20, 60, 200, 500, 2000, 20_000)  # in pieces; most are short
WEIGHTS = (9, 15, 30, 30, 15, 6, 3, 0.5, 0.1)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    chance = random.Random(0)
    formula = ANSWERS["expression"]("a*(1-a)*x", ("a", "x"), {"a": (0.1, 0.9)})
    number, whole = ANSWERS["number"](0.25, decimals=2), ANSWERS["number"](480, decimals=0)
    readers: tuple[Callable[[str], Any], ...] = (formula.mark, number.mark, whole.mark)
    slow: list[tuple[float, str]] = []
    broken: list[tuple[str, str]] = []
    read = 0
    for turn in range(count):
        text, reader = hostile(chance), readers[turn % len(readers)]
        began = time.process_time()
        try:
            read += reader(text).verdict != "unreadable"
        except Exception as error:
            broken.append((repr(error), text[:200]))
        slow.append((time.process_time() - began, text))
        if len(slow) > 10_000:
            slow = sorted(slow, reverse=True)[:20]
    # what was slow once may have been disturbed: it is read again, and the best of five counts
    again = [(best(readers, text), text) for _, text in sorted(slow, reverse=True)[:20]]
    worst, text = max(again)
    print(f"{count} texts, {read} of them readable; slowest {1000 * worst:.2f} ms: {text[:80]!r}")
    for error, told in broken[:10]:
        print(f"raised {error}: {told!r}")
    print(f"{len(broken)} raised; the limit is {LIMIT} ms")
    return int(bool(broken) or 1000 * worst > LIMIT)


def hostile(chance: random.Random) -> str:
    """A text by chance: pieces in a row, one piece again and again, or an attack that was cut."""
    (length,) = chance.choices(LENGTHS, WEIGHTS)
    kind = chance.random()
    if kind < 0.6:
        return "".join(chance.choices(PIECES, k=length))
    if kind < 0.8:
        return "".join(chance.choices(PIECES, k=chance.randint(1, 4))) * length
    attack = chance.choice(list(ATTACKS.values()))
    return attack[: chance.randint(1, 600)] + chance.choice(PIECES) * chance.randint(0, 3)


def best(readers: tuple[Callable[[str], Any], ...], text: str) -> float:
    """Seconds of the processor of the slowest reader, each at its best of five."""
    return max(min(_seconds(reader, text) for _ in range(5)) for reader in readers)


def _seconds(reader: Callable[[str], Any], text: str) -> float:
    began = time.process_time()
    with suppress(Exception):  # counted above
        reader(text)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
