"""Limits on formulas, to protect the converter, which is native code.

Its time doubles with each opening bracket that has no closing one in the same list of signs, while
it blocks every thread; and groups nested thousands deep crash the process. So this checks the
length, then the commands, then counts both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .latex_commands import (
    ARITY,
    CLOSING,
    ENVIRONMENTS,
    KNOWN,
    OPENING,
    OPTIONAL,
    PUNCTUATION,
    SILENT,
    TEXT,
    instead,
)

LONGEST, DEEPEST, MOST_UNCLOSED = 2_000, 30, 4  # characters, nested groups, open brackets

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.?))", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*(?:\{([^{}]*)\})?")
_DELIMITER = r"\s*(?:\\[A-Za-z]+|\\.|.)?"
_SIGN = re.compile(
    rf"\\(?P<fence>left|right|middle)(?![A-Za-z]){_DELIMITER}"
    rf"|\\(?P<size>[bB]igg?[lmr]?)(?![A-Za-z]){_DELIMITER}"
    r"|\\(?P<environment>begin|end)\s*\{[^{}]*\}"
    r"|\\(?P<command>[A-Za-z]+)\*?"
    r"|(?P<sign>\\.|\S)",
    re.DOTALL,
)
# Most formulas are too short to reach a limit, and need no walk.
_MAY_OPEN = re.compile(r"[(\[]|[^\x00-\x7f]|\\\{|\\(?:l|ul|pmod|[bB]igg?l)")
_MAY_NEST = re.compile(r"[{_^]|\\[A-Za-z]")
_OPEN = frozenset("⌜⌞⎰") | {r"\{"}  # besides Unicode's opening punctuation
# What the converter takes for a closing bracket; any of them closes any opening one.
_CLOSED = frozenset(")]⌉⌋⌝⌟⎱❳⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽") | {r"\}"}
_SPACES = frozenset({r"\,", r"\:", r"\;", r"\!", r"\>", r"\ ", "~", "'"})


class BadLatexError(ValueError):
    """A formula cannot be shown; the message is advice to its author."""


def bound(latex: str) -> None:
    """Raise `BadLatexError` if it is too long, too deep or unclosed, or has unknown commands."""
    if len(latex) > LONGEST:
        raise BadLatexError(f"The formula is over {LONGEST:,} characters long; split it.")
    _known(latex)
    near = len(_MAY_OPEN.findall(latex)) + latex.count(r"\pmod") > MOST_UNCLOSED
    if near or len(_MAY_NEST.findall(latex)) >= DEEPEST:
        _Walk().through(latex)


def _known(latex: str) -> None:
    for found in _COMMAND.finditer(latex):
        name, sign = found.groups()
        if (name not in KNOWN) if name else (sign not in PUNCTUATION):
            place = f"(character {found.start() + 1})"
            advice = instead(name) if name else "Leave the backslash out."
            raise BadLatexError(f"{found[0]} is not known here {place}. {advice}".rstrip())
    for found in _ENVIRONMENT.finditer(latex):
        if found[1] not in ENVIRONMENTS:
            what = rf"There is no \begin{{{found[1] or ''}}} here (character {found.start() + 1})."
            raise BadLatexError(f"{what} There are {', '.join(sorted(ENVIRONMENTS))}.")


@dataclass
class _Group:
    """A list of signs: what ends it, whether it is text, and what is open in it."""

    end: str
    text: bool = False
    open: int = 0
    pending: int = 0  # arguments still to come: a bracket that is one closes nothing


class _Walk:
    """Walks over a formula; `unclosed` counts what stayed open in finished groups."""

    def __init__(self) -> None:
        self.groups = [_Group("")]
        self.unclosed = self.chain = 0  # chain: arguments without braces, `\\hat\\hat\\hat a`
        self.command = ""  # the one just before

    def through(self, latex: str) -> None:
        for found in _SIGN.finditer(latex):
            self.step(found)
            if len(self.groups) + self.chain > DEEPEST:
                raise BadLatexError(f"The formula is nested over {DEEPEST} deep; simplify it.")
        unclosed = self.unclosed + sum(group.open for group in self.groups)
        if unclosed > MOST_UNCLOSED:
            raise BadLatexError(
                f"{unclosed} brackets are left open. Close each one inside its own group."
            )

    def step(self, found: re.Match[str]) -> None:
        kind, token = found.lastgroup or "", found[found.lastgroup or 0]
        top, before, self.command = self.groups[-1], self.command, ""
        if token in ("{", "begin", "left"):
            self.argument(top)
            self.groups.append(_Group("}", text=top.text or before in TEXT))
        elif token == "[" and before in OPTIONAL:
            self.groups.append(_Group("]"))
        elif token in ("}", "end", "right", top.end):
            self.leave()
        elif token in ("&", r"\\", "middle"):
            self.settle(top)
        elif kind == "command":
            arity = ARITY.get(token, 0)
            self.chain = self.chain + 1 if top.pending and arity else 0
            visible = token in SILENT or self.argument(top)
            top.pending += arity
            top.open += token in OPENING
            self.unclosed += 2 * (token == "pmod")  # it writes brackets of its own, around anything
            self.close(top, token in CLOSING and visible)
            self.command = token
        elif token in "_^":
            top.pending += 1
        else:
            self.sign(top, kind, token)

    def sign(self, top: _Group, kind: str, token: str) -> None:
        """Handle a sign, which may be a bracket, with or without a size."""
        self.chain = 0
        visible = token in _SPACES or self.argument(top)
        if kind == "size":  # `\\big` and `\\bigm` never come in pairs
            opens, closes = token.endswith("l"), token.endswith("r")
        else:
            opens, closes = opening(token), token in _CLOSED
        if not top.text:
            top.open += opens
            self.close(top, closes and visible)

    def argument(self, group: _Group) -> bool:
        """Count a sign as an argument if one is due; return whether it is not an argument."""
        due = group.pending > 0
        group.pending -= due
        return not due

    def close(self, group: _Group, closes: bool) -> None:
        group.open = max(0, group.open - closes)

    def settle(self, group: _Group) -> None:
        """End a list of signs; what is open in it stays open."""
        self.unclosed += group.open
        group.open = group.pending = 0

    def leave(self) -> None:
        self.settle(self.groups[-1])
        if len(self.groups) > 1:
            self.groups.pop()


def opening(sign: str) -> bool:
    """Whether a sign or command opens something."""
    if sign.startswith("\\"):
        return sign in _OPEN or sign[1:] in OPENING
    return sign in _OPEN or unicodedata.category(sign or " ") in ("Ps", "Pi")
