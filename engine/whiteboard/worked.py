"""The lines of the worked derivation as they may be typed, to hint at and to prove against."""

from __future__ import annotations

import re

from ..formula import Formula, to_text
from ..graph.bent import at
from .board_names import Vocabulary
from .reading import LineReader

_CONDITION = re.compile(r"\\left\[([^\[\]]*) > 0\\right\]")
_KEYS = str.maketrans({"·": "*", "−": "-"})


def symbols(vocabulary: Vocabulary, name: str) -> str:
    """LaTeX of the rule that makes a quantity, contributions written out where several add up."""
    page = vocabulary.page
    line = page.line(name)
    latex = line.symbols
    for used in line.uses:
        if "@" in used:
            part = symbols(vocabulary, used)
            latex = latex.replace(page._label(*page.cells[used]), rf"\left({part}\right)")
    return _CONDITION.sub(r"\\operatorname{step}\\left(\1\\right)", latex)


def rule(vocabulary: Vocabulary, name: str) -> Formula:
    """The same as a formula."""
    (side,) = LineReader(vocabulary).read(symbols(vocabulary, name)).sides
    return side


def forward(vocabulary: Vocabulary) -> list[str]:
    """The equations of all values in LaTeX, entry by entry: what can be differentiated."""
    lines = []
    for name, entry in vocabulary.entries.items():
        if not entry.given and name.startswith("value."):
            node = next(node for node in vocabulary.graph.nodes
                        if node.name == vocabulary.cells[name][0])  # fmt: skip
            rule = vocabulary.page.line(name).symbols
            if node.op.pointwise:
                before = name.replace(f".{node.name}", f".{node.inputs[0]}", 1)
                rule = node.op.latex(vocabulary.latex(before))
            lines.append(rf"{entry.latex} &= {rule}")
    return lines


def computed(vocabulary: Vocabulary) -> list[tuple[str, float]]:
    """LaTeX and value of everything in the forward pass, to see which side of a kink it is on."""
    page, found = vocabulary.page, []
    for name, entry in vocabulary.entries.items():
        if not entry.given and name.startswith("value."):
            array, quantity = vocabulary.cells[name]
            found.append((entry.latex, float(at(page.values[array], quantity.index))))
    return found


def uses(vocabulary: Vocabulary, name: str) -> list[str]:
    """The gradients a quantity is worked out from, contributions looked through."""
    page, found = vocabulary.page, []
    for used in page.line(name).uses:
        if used.startswith("grad."):
            found += uses(vocabulary, used) if "@" in used else [used]
    return list(dict.fromkeys(found))


def typed(vocabulary: Vocabulary, formula: Formula) -> str:
    """A formula in characters that a keyboard has."""
    return to_text(formula, vocabulary.typed).translate(_KEYS)
