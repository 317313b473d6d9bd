"""A place in a list of tokens: look, take, match brackets, complain with a caret."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import Unreadable
from .lexer import Lexeme, tokens
from .tree import Formula

CLOSING = {"(": ")", "[": "]", "{": "}"}
DEEPEST = 50


class Cursor:
    """Reads tokens one by one; `expression` is what a subclass makes of them."""

    def __init__(self, text: str, scope: Mapping[str, str]) -> None:
        self.tokens = list(tokens(text, scope))
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

    def inside(self, opening: Lexeme) -> Formula:
        """The one formula between brackets."""
        tree = self.expression(0)
        self.close(opening)
        return tree

    def close(self, opening: Lexeme) -> None:
        """Take the bracket that closes `opening`."""
        closing = CLOSING[opening.text]
        if self.token.kind == "comma":
            raise self.error("A comma only separates arguments; for decimals use a point")
        if self.token.kind == "end":
            raise self.error(f"`{closing}` is missing for this `{opening.text}`", opening)
        if self.token.text != closing:
            raise self.error(f"`{closing}` is expected before `{self.token.text}`")
        self.take()

    def braces(self) -> Formula:
        """The formula between braces."""
        if self.token.text != "{":
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
