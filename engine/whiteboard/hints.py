"""The next factor: what to look for, its symbols, then the whole line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .names import Vocabulary

LADDER = 3


@dataclass(frozen=True)
class Hint:
    """A hint about one quantity, Markdown."""

    about: str
    text: str


def next_hint(
    vocabulary: Vocabulary, target: str, settled: Collection[str], given: Mapping[str, int]
) -> Hint | None:
    """The next hint about the first quantity on the way that is not settled yet."""
    about = next_step(vocabulary, target, settled)
    if about is None or given.get(about, 0) >= LADDER:
        return None
    return Hint(about, _text(vocabulary, about, given.get(about, 0)))


def next_step(vocabulary: Vocabulary, target: str, settled: Collection[str]) -> str | None:
    """The gradient to find next on the worked way to the target, from the error back."""
    page = vocabulary.page
    needed: dict[str, int] = {}
    waiting = [target]
    while waiting:
        name = waiting.pop()
        if name in settled or name in needed or not name.startswith(("grad.", "updated.")):
            continue
        needed[name] = page.program.position(page.cells[name][0])
        if needed[name] >= 0:
            waiting += page.line(name).uses
    shown = [name for name in needed if "@" not in page.cells[name][0]]
    return min(shown, key=lambda name: (needed[name], name), default=None)


def _text(vocabulary: Vocabulary, about: str, step: int) -> str:
    page, latex = vocabulary.page, vocabulary.latex(about)
    line = page.line(about)
    behind = [name for name in line.uses if name.startswith("grad.")]
    if step == 0:
        if not behind:
            loss = vocabulary.latex(f"value.{vocabulary.loss}")
            return (
                f"Begin at the end: how does ${loss}$ change with what it is made of? "
                f"Next is ${latex}$."
            )
        ways = ", ".join(f"${page._label(*page.cells[name])}$" for name in behind)
        return f"Next is ${latex}$. It comes from {ways}: what is between them is the next factor."
    if step == 1:
        return f"In symbols, ${latex}$ is\n\n$${line.symbols}$$"
    return f"The whole line:\n\n$${latex} = {line.symbols}$$"
