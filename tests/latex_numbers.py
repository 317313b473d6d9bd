"""An independent parser for the numeric sides of a derivation's LaTeX, using Python's `ast`.

It shares no code with the engine: it turns the text into a Python expression by substitution, and
evaluates numbers only.
"""

from __future__ import annotations

import ast
import math
import re
import statistics

FUNCTIONS = {
    "exp": math.exp, "tanh": math.tanh, "log": math.log, "max": max, "sqrt": math.sqrt,
    "erf": math.erf, "pi": math.pi, "abs": abs,
    "Phi": statistics.NormalDist().cdf, "phi": statistics.NormalDist().pdf,
}  # fmt: skip


def last_sides(latex: str) -> list[float]:
    """The values of all sides of an equation that contain only numbers."""
    sides = re.split(r" = | \\approx ", latex)
    return [value for side in sides if (value := number_of(side)) is not None]


def number_of(side: str) -> float | None:
    """The value of LaTeX without symbols; None if it has a symbol."""
    text = side.replace(r"\left|", "abs(").replace(r"\right|", ")")
    text = text.replace(r"\Phi", "Phi").replace(r"\varphi", "phi")
    text = text.replace(r"\left", "").replace(r"\right", "").replace(r"\cdot", "*")
    text = text.replace(r"\tanh", "tanh").replace(r"\max", "max").replace(r"\ln", "log")
    text = text.replace(r"\sqrt", "sqrt")
    text = text.replace(r"\operatorname{erf}", "erf").replace(r"\pi", "pi")
    while r"\frac{" in text:
        text = _fraction(text)
    text = text.replace("e^{", "exp{").replace("^{", "**{")
    text = text.replace("{", "(").replace("}", ")")
    text = re.sub(r"\[(.*?) > 0\]", r"(1.0 if (\1) > 0 else 0.0)", text)
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError:
        return None
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if not names <= set(FUNCTIONS):
        return None
    return float(eval(compile(tree, "latex", "eval"), {"__builtins__": {}}, FUNCTIONS))


def _fraction(text: str) -> str:
    """The last innermost fraction as a quotient."""
    start = text.rindex(r"\frac{")
    top_end = _closing(text, start + 5)
    bottom_end = _closing(text, top_end + 1)
    top, bottom = text[start + 6 : top_end], text[top_end + 2 : bottom_end]
    return f"{text[:start]}(({top})/({bottom})){text[bottom_end + 1 :]}"


def _closing(text: str, opening: int) -> int:
    """The index of the brace that closes the one at `opening`."""
    depth = 0
    for index in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    raise ValueError(f"unbalanced braces in {text}")
