"""The arithmetic that people type into a number field, worked out as it is read.

It has what a scientific calculator has, and no activation: knowing those is the exercise.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from ..errors import Unreadable
from .functions import CALLS
from .lexeme import Lexeme
from .names import canonical
from .parser import Parser
from .tree import Formula, Number

HAS = {
    "+", "-", "*", "/", "^", "neg", "exp", "ln", "log2", "log10", "sqrt", "abs", "sin",
    "cos", "tan", "asin", "acos", "atan", "sinh", "cosh",
}  # fmt: skip
EXAMPLES = "Give one number, such as 0.37, -1.7, 3.1e-3 or 5/7, or arithmetic, such as 7*0.13."
THOUSANDS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")
LARGEST_FACTORIAL = 170  # of those that are floats

_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*|,[0-9]+)?|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?")
_APART = re.compile(r"[_'’٬.,\s]\s*[0-9]")
_REPEATING = re.compile(r"(?<=[0-9.,])\([0-9]+\)")
_LOWERED = re.compile(r"\s*([-+]?[0-9.,]+)\s*(?:\*|[xX]|\\times|\\cdot)\s*10-([0-9]{1,2})\s*")
_CROWDED = re.compile(r"`(ln|log|log10|exp|sqrt)_?([0-9]+)`")
_E = re.compile(r"\s*([eE])(?![A-Za-z])\s*(\^?)\s*[({]?([-+]?[0-9]*)")
_TIMES = re.compile(r"(?<=[0-9.)])(?<!\A0)(?<![^0-9.]0)(\s*)[xX](?=\s*[0-9.(√])")
_ACTIVATION = re.compile(
    r"(?<![A-Za-zͰ-Ͽ])(?:soft(?:max|plus|sign)|sigmoid|sigma|σ|logistic|tanh|th|(?:leaky_?)?relu|"
    r"[gs]?elu|silu|swish|step|heaviside)(?![A-Za-zͰ-Ͽ0-9_₀-₉])",
    re.IGNORECASE,
)
_NO_VALUE = {
    "/": "A fraction cannot have 0 below the bar.",
    "sqrt": "A negative number has no square root here.",
    "^": "This power has no real value.",
}


def comma_advice(typed: str) -> str:
    """What to do about a comma that may group thousands."""
    both = f"{typed} could mean {typed.replace(',', '.')} or {typed.replace(',', '')}."
    return f"{both} Use a point for decimals and nothing for thousands."


def calculate(text: str, names: Mapping[str, float], unit: str = "") -> float:
    """The finite value of unified `text`, with `names` for numbers; raises `Unreadable`.

    It may be wanted in a `unit`, which does not stand in it any more.
    """
    scope = {canonical(name): name for name in names if canonical(name)}
    if (activation := _ACTIVATION.search(text)) and canonical(activation[0]) not in scope:
        raise Unreadable(
            f"Work it out from e: knowing {activation[0]} is the exercise, so this field has only "
            "what a calculator has, such as e^(-0.7), ln and sqrt.",
            activation.start(),
        )
    if (equals := text.find("=")) >= 0:
        raise Unreadable("Give either the arithmetic or its result, on its own.", equals)
    if lowered := _LOWERED.fullmatch(text):
        power = f"{lowered[1]}e-{lowered[2]}"
        raise Unreadable(
            f"This could be {lowered[1]}*10^(-{lowered[2]}) or a difference: write {power}, or put "
            "spaces around the minus sign.",
            text.index("10-") + 2,
        )
    if not any(name[0] in "xX" for name in scope):
        text = _TIMES.sub(r"\1*", text)
    try:
        return Calculator(text, scope, names).value()
    except Unreadable as trouble:
        name, unknown, _ = str(trouble).partition(" is not known here.")
        if not unknown:
            raise
        raise Unreadable(_stranger(name, names, unit), trouble.at) from None


class Calculator(Parser):
    """Every number, operator and function becomes its value at once."""

    wanted = "a number"
    comma = "Write a single number, with no spaces around its decimal point or comma"

    def __init__(self, text: str, scope: Mapping[str, str], names: Mapping[str, float]) -> None:
        super().__init__(text, scope)
        self.names = names
        self.calls = 0  # functions whose brackets are open

    @staticmethod
    def numeral(text: str, at: int, scope: Mapping[str, str]) -> int:
        """Where the number ends that begins here, `at` where none does."""
        match = _NUMBER.match(text, at)
        if match is None:
            return at
        end = match.end()
        if _APART.match(text, end):
            two = "; write * or + between two numbers" if text[end].isspace() else ""
            raise Unreadable(f"Use one decimal point or comma and no other separators{two}.", end)
        if not match[0].isdigit() and _REPEATING.match(text, end):
            raise Unreadable(
                "This could be a product or digits that repeat: write * or a fraction like 1/3.",
                end,
            )
        if THOUSANDS.fullmatch(match[0]):
            raise Unreadable(comma_advice(match[0]), text.index(",", at))
        e = _E.match(text, end)
        if e and e[1] not in scope and (e.start(1) == end or (e[3].strip("+-") and not e[2])):
            raise Unreadable(
                f"This could be a power of ten, {match[0]}*10^({e[3] or 3}), or {match[0]} times "
                "e = 2.718…: write `*10^` or `*e`.",
                e.start(1),
            )
        return end

    def value(self) -> float:
        """The value of the whole text."""
        return _number(self.formula()) + 0.0  # of −0, 0

    def leaf(self, token: Lexeme) -> Formula:
        if token.kind == "symbol":
            return self.finite(self.names[token.text], token)
        if token.kind == "constant":
            return super().leaf(token)
        if self.calls and "," in token.text:
            raise self.error(
                "A comma inside a function could stand between two numbers: use a point", token
            )
        number = float(token.text.replace(",", "."))
        if number == 0 and re.match("[0.,]*[1-9]", token.text):
            raise self.error("This number is too small to be read", token)
        return self.finite(number, token)

    def finite(self, value: float, at: Lexeme) -> Number:
        """A number to go on with."""
        if not math.isfinite(value):
            raise self.error("This number is too large to be read", at)
        return Number("", value)

    def apply(self, name: str, *arguments: Formula, at: Lexeme) -> Formula:
        if name not in HAS:
            raise self.error(f"A calculator has no {name}: use + - * / ^, e, ln, sqrt, abs", at)
        values = [_number(argument) for argument in arguments]
        if at.kind == "operator" and len(values) == 2 and name in "+-":
            self.refuse_relative(name, values[0], values[1], at)
        try:
            value = CALLS[name](*values)
        except OverflowError:
            value = math.inf
        except (ArithmeticError, ValueError):
            told = _NO_VALUE.get(name, f"{name} has no value at {values[0]:g}.")
            raise Unreadable(told, at.start) from None
        return self.finite(value, at)

    def refuse_relative(self, sign: str, left: float, right: float, at: Lexeme) -> None:
        """Raise for `100 + 10%`, which is 110 on a calculator and 100.1 in algebra."""
        if self.before.text != "%" or self.tokens[self.tokens.index(at) - 1].text == "%":
            return
        plain, relative = CALLS[sign](left, right), left * CALLS[sign](1, right)
        if not math.isclose(plain, relative):
            raise self.error(f"This could be {plain:g} or {relative:g}: write it without %", at)

    def postfix(self, operand: Formula) -> Formula:
        before, sign = self.before, self.take()
        number = _number(operand)
        if before.kind in ("postfix", "power"):
            raise self.error(f"Add brackets to show what the `{sign.text}` belongs to", sign)
        if sign.text == "%":
            return self.finite(number / 100, sign)
        if number != int(number) or not 0 <= number <= LARGEST_FACTORIAL:
            raise self.error(f"A factorial takes a whole number up to {LARGEST_FACTORIAL}", sign)
        return self.finite(float(math.factorial(int(number))), sign)

    def refuse_unclear(self, token: Lexeme, after: str, bare: bool) -> None:
        if self.before.text == "%":
            raise self.error("An operator is missing after `%`")
        super().refuse_unclear(token, after, bare)

    def indicator(self, left: Formula) -> Formula:
        raise self.error(f"Give {self.wanted}, not a comparison")

    def arguments(self, function: Lexeme) -> list[Formula]:
        self.calls += 1
        found = super().arguments(function)
        self.calls -= 1
        return found


def _number(formula: Formula) -> float:
    assert isinstance(formula, Number)
    return formula.value


def _stranger(name: str, names: Mapping[str, float], unit: str) -> str:
    """Advice about a name that has no value here."""
    if name.strip("`").lower() in ("nan", "inf", "infty", "infinity"):
        return "Enter a finite number."
    if name == "`or`":
        return "Give one number: only one answer counts."
    if crowded := _CROWDED.fullmatch(name):
        return f"Put brackets after {crowded[1]}: {crowded[1]}({crowded[2]})."
    if unit:
        return f"{name} has no value here. This blank is in {unit}: write the number alone."
    known = f" Earlier blanks go by their names: {', '.join(names)}." if names else ""
    return f"{name} has no value here. {EXAMPLES}{known}"
