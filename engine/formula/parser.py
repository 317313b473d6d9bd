"""A precedence (Pratt) parser: text to a tree. What two people would read in two ways is refused.

`1/2x`, `e^2x` and `sin x y` are handed back with advice instead of being guessed at, because a
wrong guess would be marked wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from .activations import function_of
from .cursor import Cursor
from .functions import CONSTANTS
from .lexeme import Lexeme
from .lexer import FRACTIONS
from .lookalikes import bare, pointing_into, unified
from .names import declared
from .tree import Formula, Number, Symbol

SUM, PRODUCT, SIGN, IMPLICIT, POWER = 10, 20, 24, 25, 40
BINARY = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
OPERANDS = ("number", "mixed", "constant", "symbol", "function", "open", "iverson", "frac")
UNCLEAR_AFTER = (*(kind for kind in OPERANDS if kind != "function"), "power", "postfix")


def parse(text: str, symbols: Iterable[str]) -> Formula:
    """The formula in `text` over the declared `symbols`; raises `Unreadable` with advice."""
    with pointing_into(text):
        return Parser(bare(unified(text)), {declared(name): name for name in symbols}).formula()


class Parser(Cursor):
    """Operators by precedence, and functions (`max(0, z)`, `ln|x|`, `log^2 2n`).

    One parser reads one text once.
    """

    def formula(self) -> Formula:
        """The whole text as one formula."""
        tree = self.expression(0)
        if self.token.kind == "comma":
            raise self.error(self.comma)
        if self.token.kind == "compare":
            advice = "; a condition stands in brackets: [z > 0]" * (self.wanted == "a formula")
            raise self.error(f"Give {self.wanted}, not a comparison{advice}")
        if self.token.kind != "end":
            raise self.error(f"`{self.token.text}` does not fit here")
        return tree

    def expression(self, floor: int, after: str = "") -> Formula:
        self.deeper()
        left = self.prefix(floor, after)
        bare = False  # whether `left` ends in an exponent without brackets
        while True:
            token = self.token
            if token.kind == "postfix":
                left = self.postfix(left)
            elif token.kind == "power" and floor <= POWER:
                left, bare = self.apply("^", left, self.superscript(), at=token), False
            elif token.kind == "operator" and BINARY[token.text] >= floor:
                self.take()
                bare = token.text == "^" and self.token.kind not in ("open", "iverson")
                # `^` groups to the right, the others to the left
                right = self.expression(BINARY[token.text] + (token.text != "^"), token.text)
                left = self.apply(token.text, left, right, at=token)
            elif self.multiplies(token) and floor <= IMPLICIT:
                if after == "/" and self.is_apart(token):
                    self.depth -= 1
                    return left
                self.refuse_unclear(token, after, bare)
                right = self.expression(IMPLICIT + 1)
                left, bare = self.apply("*", left, right, at=token), False
            else:
                self.depth -= 1
                return left

    def multiplies(self, token: Lexeme) -> bool:
        """Whether a factor begins here without an operator before it."""
        return token.kind in OPERANDS or (token.kind == "bar" and not self.bars)

    def is_apart(self, token: Lexeme) -> bool:
        """Whether a space sets off a bracket after a plain fraction: `2/n (y - t)`."""
        over = self.tokens[self.at - 2].text == "/" and self.before.kind != "close"
        return over and token.kind in ("open", "iverson") and not token.tight

    def postfix(self, operand: Formula) -> Formula:
        """What `!` or `%` makes of the operand before it; only a calculator has them."""
        if self.token.text == "!":
            raise self.error("Factorials are not used here")
        raise self.error("Write a percentage as a number: 0.5 for 50%")

    def refuse_unclear(self, token: Lexeme, after: str, bare: bool) -> None:
        """Raise if a factor without an operator could be read in two ways."""
        before = self.before.kind
        if token.kind in ("number", "mixed") or (
            token.kind == "frac" and before in ("number", "mixed")
        ):
            raise self.error(f"An operator is missing before `{token.text}`")
        if token.kind == "open" and token.text == "[" and before in ("symbol", "constant"):
            raise self.error("Use round brackets; square ones after a name look like an index")
        if after == "/":
            raise self.error("It is not clear what is below the fraction bar: add brackets or `*`")
        if bare and token.tight and not (token.kind in ("open", "iverson") and before == "number"):
            raise self.error("It is not clear where the exponent ends: add brackets or `*`")

    def prefix(self, floor: int, after: str) -> Formula:
        """An operand: a literal, a symbol, a function, brackets, or a sign before one."""
        token = self.take()
        match token.kind:
            case "number" | "constant" | "symbol":
                return self.leaf(token)
            case "function":
                return self.application(token)
            case "mixed":
                return self.mixed(token)
            case "open" | "iverson":
                return self.inside(token)
            case "bar":
                return self.apply("abs", self.absolute(token), at=token)
            case "frac":
                return self.fraction(token)
            case "operator" if token.text in "+-":
                if self.token.kind == "operator" and self.token.text in "+-":
                    raise self.error("Two signs stand here: write one")  # a slip of the finger
                operand = self.expression(max(SIGN, floor), after)
                return operand if token.text == "+" else self.apply("neg", operand, at=token)
            case "end":
                raise self.error("The formula ends too early: something is missing here", token)
        raise self.error(f"A number, a name or a bracket is missing before `{token.text}`", token)

    def superscript(self) -> Formula:
        """The exponent in superscript digits."""
        digits = self.take().text
        number = Number(digits.lstrip("+-"), float(digits.lstrip("+-")))
        return self.apply("neg", number, at=self.before) if digits[0] == "-" else number

    def mixed(self, token: Lexeme) -> Formula:
        """½, or 2½ as a number and a half."""
        above, below = (Number(str(part), part) for part in FRACTIONS[token.text[-1]])
        part = self.apply("/", above, below, at=token)
        whole = token.text[:-1]
        return self.apply("+", Number(whole, float(whole)), part, at=token) if whole else part

    def application(self, function: Lexeme) -> Formula:
        """A function with its arguments; `log^2 2n` is the square of log(2n)."""
        self.deeper()
        exponent = self.function_power(function)
        arguments = self.arguments(function)
        takes = function_of(function.text)
        if not takes.least <= len(arguments) <= takes.most:
            count = {1: "one argument", 2: "two arguments"}[takes.least]
            raise self.error(f"{function.text} takes {count}", function)
        self.depth -= 1
        applied = self.apply(function.text, *arguments, at=function)
        return self.apply("^", applied, exponent, at=function) if exponent else applied

    def function_power(self, function: Lexeme) -> Number | None:
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

    def arguments(self, function: Lexeme) -> list[Formula]:
        """The formulas a function is applied to."""
        if self.token.kind not in ("open", "iverson"):
            return [self.bare_argument(function)]
        opening = self.take()
        if opening.text == "[" and opening.kind == "open":
            raise self.error(f"Use round brackets after {function.text}", opening)
        found = [self.expression(0)]
        while self.token.kind == "comma":
            self.take()
            found.append(self.expression(0))
        self.close(opening)
        return found

    def bare_argument(self, function: Lexeme) -> Formula:
        """An argument without brackets, where only one reading is possible."""
        token = self.token
        if token.kind == "function":
            return self.application(self.take())
        if token.kind == "bar" and not self.bars:
            return self.apply("abs", self.absolute(self.take()), at=token)
        if token.kind == "frac":
            return self.fraction(self.take())
        if token.kind not in ("number", "constant", "symbol"):
            raise self.error(f"{function.text} needs its argument in brackets")
        argument = self.leaf(self.take())
        following = self.token
        doubled = token.kind == "number" and following.kind == "symbol" and following.tight
        if doubled and function.text != "sqrt":
            argument = self.apply("*", argument, self.leaf(self.take()), at=following)
        if self.token.kind in UNCLEAR_AFTER or self.token.text in ("^", "/"):
            raise self.error(f"Put the argument of {function.text} in brackets to make it clear")
        return argument

    def leaf(self, token: Lexeme) -> Formula:
        """A number, a constant or a symbol."""
        if token.kind == "symbol":
            return Symbol(token.text)
        constant = CONSTANTS.get(token.text)
        return Number(token.text, float(token.text) if constant is None else constant)
