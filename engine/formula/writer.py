"""Formulas back to text: LaTeX to be typeset, plain Unicode for the terminal. Both read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .activations import MARK, function_of, plain
from .functions import FUNCTIONS
from .names import GREEK, canonical
from .tree import Formula, Number, Symbol, fold, program

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUM, QUOTIENT, PRODUCT, SIGN, POWER, ATOM = range(6)
_LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": QUOTIENT, "neg": SIGN, "^": POWER}
_LETTER = {name: letter for letter, name in reversed(list(GREEK.items()))}
_TEXT = {"ln": "ln", "sigmoid": "σ", "sigmoid'": "σ'", "relu": "ReLU", "relu'": "ReLU'"}
_NAME = re.compile(r"(?P<base>∂?[^\W\d_]*)(?P<index>[0-9]*)(?P<rest>(?:_\w+)*)(?P<prime>'*)")

Written = tuple[str, int]  # text, and how tightly its outermost operator binds


@lru_cache(maxsize=256)
def symbol_to_latex(name: str) -> str:
    r"""`h_1` as `h_{1}`, `eta` as `\eta`, `y_hat` as `\hat{y}`, `lr` as `\mathrm{lr}`."""
    if "/" in name:
        above, below = (symbol_to_latex(part.strip()[1:]) for part in name.split("/"))
        return rf"\frac{{\partial {above}}}{{\partial {below}}}"
    base, index, prime = _parts(name)
    if base in _LETTER or base == "∂":
        base = rf"\{base}" if base != "∂" else r"\partial "
    elif len(base) > 1:
        base = rf"\mathrm{{{base}}}"
    for accent in ("hat", "bar", "tilde"):
        if index == accent:
            return rf"\{accent}{{{base}}}{prime}"
    return base + (f"_{{{index}}}" if index else "") + prime


def to_latex(formula: Formula, symbol: Callable[[str], str] = symbol_to_latex) -> str:
    """LaTeX without dollars; `symbol` writes a name."""

    def leaf(node: Number | Symbol) -> Written:
        if isinstance(node, Symbol):
            latex = symbol(node.name)
            return latex, POWER if "^" in latex or latex.startswith(r"\frac") else ATOM
        digits, _, exponent = node.text.lower().partition("e")
        if digits and exponent:
            return rf"{digits} \cdot 10^{{{int(exponent)}}}", PRODUCT
        return (r"\pi" if node.text == "pi" else node.text), ATOM

    def apply(name: str, written: list[Written]) -> Written:
        texts = [text for text, _ in written]
        if name == "/":
            return rf"\frac{{{texts[0]}}}{{{texts[1]}}}", POWER
        if name == "^":
            return rf"{_within(written[0], ATOM, True)}^{{{texts[1]}}}", POWER
        if name == "abs":
            return rf"\left|{texts[0]}\right|", ATOM
        if name == "sqrt":
            return rf"\sqrt{{{texts[0]}}}", ATOM
        if name in FUNCTIONS or name.startswith(MARK):
            return rf"{function_of(name).tex}\left({', '.join(texts)}\right)", POWER
        return _infix(name, written, r" \cdot ", "-", True)

    return fold(program(formula), leaf, apply)[0]


def symbol_to_text(name: str) -> str:
    """`h_1` as h₁, `eta` as η; anything without a Unicode form stays the same."""
    if "/" in name:
        return name
    base, index, prime = _parts(name)
    if index.isdigit():
        index = index.translate(SUBSCRIPTS)
    elif index:
        index = f"_{index}"
    return _LETTER.get(base, base) + index + prime


def to_text(formula: Formula, symbol: Callable[[str], str] = symbol_to_text) -> str:
    """One line of Unicode; `symbol` writes a name."""

    def leaf(node: Number | Symbol) -> Written:
        if isinstance(node, Symbol):
            text = symbol(node.name)
            return text, QUOTIENT if "/" in text else ATOM
        return ("π" if node.text == "pi" else node.text), ATOM

    def apply(name: str, written: list[Written]) -> Written:
        if name in ("/", "^"):
            right = _within(written[1], SIGN if name == "/" else ATOM)
            left = _within(written[0], PRODUCT if name == "/" else ATOM)
            return f"{left}{name}{right}", _LEVELS[name]
        if name in FUNCTIONS or name.startswith(MARK):
            return f"{_TEXT.get(name, plain(name))}({', '.join(text for text, _ in written)})", ATOM
        return _infix(name, written, "·", "−", False)

    return fold(program(formula), leaf, apply)[0]


def _parts(name: str) -> tuple[str, str, str]:
    """Base, index and primes of a symbol."""
    match = _NAME.fullmatch(canonical(name))
    if match is None:
        return name, "", ""
    return match["base"], match["index"] + match["rest"].lstrip("_"), match["prime"]


def _infix(name: str, written: list[Written], times: str, minus: str, tex: bool) -> Written:
    """A sum, a product or a sign, with the brackets it needs."""
    level = _LEVELS[name]
    if name == "neg":
        loose = written[0] if written[0][1] != PRODUCT or not tex else (written[0][0], POWER)
        return f"{minus}{_within(loose, POWER, tex)}", SIGN
    sign = {"+": " + ", "-": f" {minus} ", "*": times}[name]
    right = level + 1 if name != "*" else POWER
    return f"{_within(written[0], level, tex)}{sign}{_within(written[1], right, tex)}", level


def _within(written: Written, least: int, tex: bool = False) -> str:
    """Bracketed unless it binds at least so tightly."""
    text, level = written
    if level >= least:
        return text
    return rf"\left({text}\right)" if tex else f"({text})"
