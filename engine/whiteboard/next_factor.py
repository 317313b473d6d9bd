"""The next factor: its name, its symbols, then the whole line as it may be typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..formula import Formula, Symbol
from ..formula.writer import to_latex
from . import worked
from .board_names import Vocabulary
from .pieces import factors, symbols, terms

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
    step = given.get(about, 0) if about else LADDER
    if about is None or step >= LADDER:
        return None
    return Hint(about, (_name, _symbols, _line)[step](vocabulary, about))


def next_step(vocabulary: Vocabulary, target: str, settled: Collection[str]) -> str | None:
    """The gradient to find next on the worked way to the target, from the error back."""
    page = vocabulary.page
    needed: dict[str, int] = {}
    waiting = [target]
    while waiting:
        name = waiting.pop()
        if name not in settled and name not in needed:
            needed[name] = page.program.position(page.cells[name][0])
            waiting += worked.uses(vocabulary, name)
    return min(needed, key=lambda name: (needed[name], name), default=None)


def _name(vocabulary: Vocabulary, about: str) -> str:
    latex, behind = vocabulary.latex(about), worked.uses(vocabulary, about)
    if about.startswith("updated."):
        return f"Next is the step itself: ${latex}$."
    below = vocabulary.latex(about.replace("grad.", "value.", 1))
    loss = vocabulary.latex(f"value.{vocabulary.loss}") if not behind else ""
    if not behind:
        return f"Start at the end: how does ${loss}$ change with ${below}$? Next is ${latex}$."
    through = [name.replace("grad.", "value.", 1) for name in behind]
    if len(behind) > 1:
        ways = ", ".join(f"${vocabulary.latex(name)}$" for name in through)
        return f"Next is ${latex}$. There are several paths from ${below}$, through {ways}."
    factor = vocabulary.latex(f"{through[0]}/{about.replace('grad.', 'value.', 1)}")
    return f"Next is ${latex}$: ${vocabulary.latex(behind[0])}$ times one factor, ${factor}$."


def _symbols(vocabulary: Vocabulary, about: str) -> str:
    rule, behind = worked.rule(vocabulary, about), worked.uses(vocabulary, about)
    latex = vocabulary.latex(about)
    parts = [part for part, _ in terms(rule)]
    if len(parts) > 1 and len(behind) > 1:
        return f"One of the terms of ${latex}$ is ${_latex(vocabulary, parts[0])}$."
    others = [part for part, divides in factors(rule) if not divides and part not in _all(behind)]
    if behind and others and not any(name in behind for each in others for name in _names(each)):
        alone = len(others) == 1
        factor = r" \cdot ".join(_latex(vocabulary, part, alone) for part in others)
        return f"The factor is ${factor}$."
    inside = ", ".join(f"${vocabulary.latex(name)}$" for name in dict.fromkeys(_names(rule)))
    if not inside:
        return f"${latex}$ is a plain number: think about what it affects on the way to the end."
    return f"${latex}$ is made up of: {inside}."


def _line(vocabulary: Vocabulary, about: str) -> str:
    rule = worked.rule(vocabulary, about)
    typed = f"{vocabulary.typed(about)} = {worked.typed(vocabulary, rule)}"
    return f"The whole line: `{typed}`"


def _latex(vocabulary: Vocabulary, part: Formula, alone: bool = True) -> str:
    text = to_latex(part, vocabulary.latex)
    return text if alone or len(list(terms(part))) == 1 else rf"\left({text}\right)"


def _names(part: Formula) -> list[str]:
    return [symbol.name for symbol in symbols(part)]


def _all(names: Collection[str]) -> list[Formula]:
    return [Symbol(name) for name in names]
