"""Functions and what they are applied to: `max(0, z)`, `ln|x|`, `log^2 2n`, `sin atan n`."""

from __future__ import annotations

from .cursor import Cursor
from .functions import CONSTANTS, FUNCTIONS
from .lexer import Token
from .tree import Apply, Formula, Number, Symbol

UNCLEAR_AFTER = ("number", "constant", "symbol", "open", "frac", "power")


class Calls(Cursor):
    """The part of the parser that reads applications."""

    def application(self, function: Token) -> Formula:
        """A function with its arguments; `log^2 2n` is the square of log(2n)."""
        self.deeper()
        exponent = self.function_power(function)
        arguments = self.arguments(function)
        takes = FUNCTIONS[function.text]
        if not takes.least <= len(arguments) <= takes.most:
            count = {1: "one argument", 2: "two arguments"}[takes.least]
            raise self.error(f"{function.text} takes {count}", function)
        self.depth -= 1
        applied = Apply(function.text, tuple(arguments))
        return Apply("^", (applied, exponent)) if exponent else applied

    def function_power(self, function: Token) -> Number | None:
        """The exponent between a function and its argument; only a plain number is clear."""
        if self.token.kind == "power":
            token = self.take()
        elif self.token.text == "^":
            self.take()
            braced = self.token.text == "{" and self.take()
            token = self.take()
            if braced and token.kind == "number":
                self.close(braced)
        else:
            return None
        if not token.text.isdigit():
            raise self.error(
                f"Write the power after the brackets, as in ({function.text}(…))^n; "
                "the inverse functions are asin, acos, atan",
                token,
            )
        return Number(token.text, float(token.text))

    def arguments(self, function: Token) -> list[Formula]:
        """The formulas a function is applied to."""
        if self.token.kind != "open":
            return [self.bare_argument(function)]
        opening = self.take()
        if opening.text == "[":
            raise self.error(f"Use round brackets after {function.text}", opening)
        found = [self.expression(0)]
        while self.token.kind == "comma":
            self.take()
            found.append(self.expression(0))
        self.close(opening)
        return found

    def bare_argument(self, function: Token) -> Formula:
        """An argument without brackets, where only one reading is possible."""
        token = self.token
        if token.kind == "function":
            return self.application(self.take())
        if token.kind == "bar" and not self.bars:
            return Apply("abs", (self.absolute(self.take()),))
        if token.kind == "frac":
            self.take()
            return Apply("/", (self.braces(), self.braces()))
        if token.kind not in ("number", "constant", "symbol"):
            raise self.error(f"{function.text} needs its argument in brackets")
        argument: Formula = self.leaf(self.take())
        following = self.token
        doubled = token.kind == "number" and following.kind == "symbol" and following.tight
        if doubled and function.text != "sqrt":
            argument = Apply("*", (argument, self.leaf(self.take())))
        if self.token.kind in UNCLEAR_AFTER or self.token.text in ("^", "/"):
            raise self.error(f"Put the argument of {function.text} in brackets to make it clear")
        return argument

    def leaf(self, token: Token) -> Number | Symbol:
        """A number, a constant or a symbol."""
        if token.kind == "symbol":
            return Symbol(token.text)
        constant = CONSTANTS.get(token.text)
        return Number(token.text, float(token.text) if constant is None else constant)
