"""A place in a list of tokens: look, take, match brackets, complain with a caret."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errors import Unreadable
from .lexeme import Lexeme
from .lexer import Numeral, numeral, tokens
from .tree import Apply, Formula, Number

CLOSING = {"(": ")", "[": "]", "{": "}"}
DEEPEST = 50


class Cursor:
    """Reads tokens one by one; `expression` is what a subclass makes of them."""

    wanted = "a formula"
    comma = "A comma only separates arguments; for decimals use a point"
    numeral: Numeral = staticmethod(numeral)

    def __init__(self, text: str, scope: Mapping[str, str]) -> None:
        self.tokens = list(tokens(text, scope, self.numeral))
        self.at = self.depth = self.bars = 0

    @property
    def token(self) -> Lexeme:
        """The next token, not yet taken."""
        return self.tokens[self.at]

    @property
    def before(self) -> Lexeme:
        """The token taken last."""
        return self.tokens[self.at - 1]

    def take(self) -> Lexeme:
        self.at += 1
        return self.before

    def error(self, message: str, token: Lexeme | None = None) -> Unreadable:
        """Advice that points at `token`, by default the next one."""
        return Unreadable(f"{message}.", (token or self.token).start)

    def deeper(self) -> None:
        """Count one level of nesting; the caller counts down again."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"Nested more than {DEEPEST} deep; please simplify")

    def expression(self, floor: int, after: str = "") -> Formula:
        """Everything that binds tighter than `floor`; `after` is the operator to its left."""
        raise NotImplementedError

    def apply(self, name: str, *arguments: Formula, at: Lexeme) -> Formula:
        """An operator or a function applied; `at` is the token to blame where it has no value."""
        return Apply(name, arguments)

    def leaf(self, token: Lexeme) -> Formula:
        """A number, a constant or a symbol."""
        raise NotImplementedError

    def inside(self, opening: Lexeme) -> Formula:
        """The one formula between brackets, 1 or 0 for a condition."""
        tree = self.expression(0)
        if self.token.kind == "compare":
            tree = self.indicator(tree)
        self.close(opening)
        return tree

    def indicator(self, left: Formula) -> Formula:
        """1 where the condition holds that goes on with the next token, and 0 elsewhere."""
        sign = self.take()
        right = self.expression(0)
        small, large = (right, left) if sign.text[0] == ">" else (left, right)
        if len(sign.text) == 1:
            return Apply("step", (_difference(large, small),))
        return Apply("-", (Number("1", 1.0), Apply("step", (_difference(small, large),))))

    def close(self, opening: Lexeme) -> None:
        """Take the bracket that closes `opening`."""
        closing = CLOSING[opening.text]
        if self.token.kind == "comma":
            raise self.error(self.comma)
        if self.token.kind == "compare":
            raise self.error("Write each condition in brackets of its own: [z > 0]")
        if self.token.kind == "end":
            raise self.error(f"`{closing}` is missing for this `{opening.text}`", opening)
        if self.token.text != closing:
            raise self.error(f"`{closing}` is expected before `{self.token.text}`")
        self.take()

    def fraction(self, bar: Lexeme) -> Formula:
        r"""Both parts of `\frac{a}{b}`; in `\frac12` each is one digit."""
        if self.token.kind == "number" and re.fullmatch("[0-9]{2}", self.token.text):
            above, below = (Number(digit, float(digit)) for digit in self.take().text)
            return self.apply("/", above, below, at=bar)
        return self.apply("/", self.braces(), self.braces(), at=bar)

    def braces(self) -> Formula:
        """The formula in braces, or a single character without them."""
        kind, text = self.token.kind, self.token.text
        if kind in ("symbol", "constant") or (kind == "number" and re.fullmatch("[0-9]", text)):
            return self.leaf(self.take())
        if text != "{":
            raise self.error(r"\frac needs both of its parts in braces: \frac{a}{b}")
        return self.inside(self.take())

    def absolute(self, opening: Lexeme) -> Formula:
        r"""What stands between two bars; a bar where an operand is due opens another pair."""
        self.bars += 1
        tree = self.expression(0)
        self.bars -= 1
        if self.token.kind != "bar":
            raise self.error("The closing `|` is missing; abs(…) works too", opening)
        self.take()
        return tree


def _difference(left: Formula, right: Formula) -> Formula:
    """left − right, written without a 0."""
    if isinstance(right, Number) and right.value == 0:
        return left
    return (
        Apply("neg", (right,))
        if isinstance(left, Number) and not left.value
        else Apply("-", (left, right))
    )
