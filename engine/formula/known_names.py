"""Runs of letters looked up: a declared name, a function, a constant, or a product of such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..errors import Unreadable
from ..registry import did_you_mean
from .activations import MARK
from .functions import ALIASES, CONSTANTS, FUNCTIONS, function_name
from .lexeme import Lexeme
from .names import Unit, join, units

LONGEST_RUN = 40  # units; nobody multiplies more by writing them side by side
SHORTEST_LIKE = 4  # letters; shorter names are all alike
COMMANDS = frozenset(FUNCTIONS) | frozenset(ALIASES) | frozenset(CONSTANTS)

_INSTEAD = {"sech": "1/cosh(…)", "csch": "1/sinh(…)", "coth": "1/tanh(…)", "lg": "log10(…)",
            "softmax": "its exponentials",
            "if": "a condition in brackets, such as [z > 0],"}  # fmt: skip
_D = re.compile(r"(?:d|∂|\\partial(?![A-Za-z])|\\mathrm\s*\{\s*d\s*\})\s*")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{\s*")
_OVER, _BETWEEN, _END = (re.compile(text) for text in (r"\s*/\s*", r"\s*\}\s*\{\s*", r"\s*\}"))


def named(
    pieces: list[Unit], scope: Mapping[str, str], tight: bool, raised: bool = False
) -> Iterator[Lexeme]:
    """One token for a known name, or one each for the names that a run multiplies.

    A run of declared letters may end in the number e where that is `raised` to a power: ae^x.
    """
    if whole := _known(pieces, scope):
        yield Lexeme(*whole, pieces[0].start, tight)
        return
    ways = _ways(pieces, scope) if len(pieces) <= LONGEST_RUN else []
    before = pieces[:-1] if raised and not ways and pieces[-1].text == "e" else []
    if before and all(_symbol(piece.text, scope) for piece in before):
        yield from named(before, scope, tight)
        yield Lexeme("constant", "e", pieces[-1].start, True)
        return
    if len(ways) != 1:
        raise Unreadable(_advice(pieces, scope, bool(ways)), pieces[0].start)
    for first, last in ways[0]:
        if known := _known(pieces[first:last], scope, inside=True):
            yield Lexeme(*known, pieces[first].start, tight or first > 0)


def slope(
    text: str, at: int, scope: Mapping[str, str], tight: bool
) -> tuple[list[Lexeme], int] | None:
    """The tokens of `dE/dy` or of a fraction of two differentials, and where it ends.

    Either is declared as it stands, or a function is differentiated by a declared name: `dσ/dz`
    is σ'(z).
    """
    fraction = _FRACTION.match(text, at)
    above = _D.match(text, fraction.end() if fraction else at)
    upper = units(text, above.end(), COMMANDS) if above else []
    over = (_BETWEEN if fraction else _OVER).match(text, upper[-1].end) if upper else None
    below = _D.match(text, over.end()) if over else None
    lower = units(text, below.end(), COMMANDS) if below else []
    closing = _END.match(text, lower[-1].end) if fraction and lower else None
    if not lower or (fraction and not closing):
        return None
    end = closing.end() if closing else lower[-1].end
    function, name = join(upper), join(lower)
    if declared := scope.get(f"d{function}/d{name}"):
        return [Lexeme("symbol", declared, at, tight)], end
    plain = any(_symbol(each, scope) for each in (function, f"d{function}", f"d{name}"))
    applied = _function(f"{function}'", scope)
    if plain or not _symbol(name, scope) or not applied:
        return None
    if re.match(r"\s*[\[({]" if fraction else r"\s*[\[({^⁰-⁹⁻²³¹]", text[end:]):
        return None  # it is not clear what it is applied to, or what is raised
    tokens = [("function", applied), ("open", "("),
              ("symbol", scope[name]), ("close", ")")]  # fmt: skip
    return [Lexeme(*token, at, tight) for token in tokens], end


def _known(
    pieces: list[Unit], scope: Mapping[str, str], inside: bool = False
) -> tuple[str, str] | None:
    """Kind and text of a known name. Inside a run, ASCII letters never spell e, pi or exp."""
    name = join(pieces)
    if declared := _symbol(name, scope) or _symbol(name.replace("∂", "d"), scope):
        return "symbol", declared
    if inside and len(pieces[0].text) == 1:
        return None
    if function := _function(name, scope):
        return "function", function
    return ("constant", name) if name in CONSTANTS else None


def _symbol(name: str, scope: Mapping[str, str]) -> str | None:
    declared = scope.get(name, MARK)
    return None if declared.startswith(MARK) else declared


def _function(name: str, scope: Mapping[str, str]) -> str | None:
    """The function of this name, or the activation that the scope knows under it in any case."""
    for spelling in (name, name.lower().replace("_", "")):
        if (found := scope.get(spelling, "")).startswith(MARK):
            return found
    return function_name(name)


def _ways(pieces: list[Unit], scope: Mapping[str, str]) -> list[list[tuple[int, int]]]:
    """Up to two ways of cutting a run into known names."""
    ways: list[list[list[tuple[int, int]]]] = [[[]]]
    for last in range(1, len(pieces) + 1):
        found = [
            [*way, (first, last)]
            for first in range(last)
            if ways[first] and pieces[first].begins
            if _known(pieces[first:last], scope, inside=True)
            for way in ways[first]
        ]
        ways.append(found[:2])
    return ways[-1]


def _advice(pieces: list[Unit], scope: Mapping[str, str], several: bool) -> str:
    """What to do about a run that is no known name, or more than one product of them."""
    name = join(pieces)[:30]
    if several:
        return f"`{name}` can be read in several ways: put `*` between."
    for cut in range(1, min(len(pieces), LONGEST_RUN)):
        before, after = pieces[:cut], pieces[cut:]
        if function_name(join(after)) and (_known(before, scope) or _ways(before, scope)):
            apart = f"`{join(before)}` and `{join(after)}`"
            return f"`{name}` is two names in one: put a space or `*` between {apart}."
    instead = _INSTEAD.get(name.lower())
    known = [*scope.values(), *FUNCTIONS, *ALIASES]
    near = did_you_mean(name, known) if len(name) >= SHORTEST_LIKE else ""
    hint = f" Write {instead} instead." if instead else near
    listed = ", ".join(sorted(scope.values())) or "numbers only"
    return (
        f"`{name}` is not known here.{hint} You may use: {listed}; and functions such as exp, ln, "
        "sqrt."
    )
