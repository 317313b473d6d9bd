"""Where a wrong line is wrong: a sign, a factor, a way left out, another entry; and why perhaps.

Nothing is guessed from spelling: a part is at fault when, with the right thing in its place, the
line has the right value at every point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

import numpy as np

from ..formula import Formula, Symbol
from ..graph.bent import either
from ..readings.decimals import told_apart
from .check_line import HOLE, Checker, same
from .misconceived import misconceived
from .pieces import factors, product, swapped, symbols, terms
from .ways import Link, Way, Ways

MOST_FACTORS, FEW_WAYS = 9, 6
MOST_SWAPS = 600  # of one symbol for another that are tried


@dataclass(frozen=True)
class Located:
    """What is known of a wrong line: Markdown, the parts at fault, misconceptions that give it."""

    remark: str = ""
    parts: tuple[Formula, ...] = ()
    misconceptions: tuple[str, ...] = field(default=())


class Locator:
    """Holds one wrong formula against the quantity it should equal."""

    def __init__(self, checker: Checker, meant: Callable[[Formula], Formula]) -> None:
        self.checker, self.meant, self.latex = checker, meant, checker.vocabulary.latex

    def values(self, part: Formula) -> np.ndarray:
        """The values of a part, with the learner's own names defined."""
        return self.checker.values(self.meant(part))

    def locate(self, subject: str, wrong: Formula) -> Located:
        """Where it is wrong, with the misconceptions that fit, or at least by how much."""
        right, found = self.checker.symbol(subject), self.values(wrong)
        if np.isnan(found).any():
            return Located("It has no value for some numbers: a division by 0, or the logarithm or "
                           "root of what may be negative.")  # fmt: skip
        place = self._place(subject, wrong, right, found) or Located()
        used = {node.name for node in symbols(self.meant(wrong)) if node.name[:5] == "grad."}
        fits = misconceived(self.checker, subject, found, used)
        remarks = [place.remark] if place.remark else []
        if fits:
            remarks.append("Likely mistake: " + either([bend.remark for _, bend in fits]))
        if not remarks:
            given, true = told_apart(found[0], right[0])
            remarks.append(
                f"For the numbers of this exercise the right side is ${given}$, and "
                f"${self.latex(subject)}$ is ${true}$."
            )
        names = tuple(f"{op}.{bend.name}" for op, bend in fits)
        return Located(" ".join(remarks), place.parts, names)

    def _place(
        self, subject: str, wrong: Formula, right: np.ndarray, found: np.ndarray
    ) -> Located | None:
        ways = self._ways(subject)
        chain = ways.chain if ways else ()
        return (
            self._sign(wrong, right, found, chain)
            or self._times(right, found)
            or self._in_product(wrong, right, chain)
            or self._another_entry(wrong, right)
            or (self._way_left_out(ways, found) if ways else None)
            or (self._in_sum(ways, wrong) if ways else None)
        )

    def _ways(self, subject: str) -> Ways | None:
        if "/" in subject:
            return Ways(self.checker, *subject.split("/"))
        if subject.startswith("grad."):
            loss = f"value.{self.checker.vocabulary.loss}"
            cells = [name for name, (array, _) in self.checker.vocabulary.cells.items()
                     if array == self.checker.vocabulary.loss]  # fmt: skip
            above = cells[0] if len(cells) == 1 else loss
            return Ways(self.checker, above, subject.replace("grad.", "value.", 1))
        return None

    def _sign(
        self, wrong: Formula, right: np.ndarray, found: np.ndarray, chain: Sequence[Link]
    ) -> Located | None:
        if not same(-found, right):
            return None
        for part, divides in factors(wrong):
            for link in chain:
                if not divides and part != wrong and same(-self.values(part), link.values):
                    return Located(f"The sign is wrong: look at ${self.latex(link.name)}$.",
                                   (part,))  # fmt: skip
        return Located("The sign is wrong; everything else is correct.")

    def _times(self, right: np.ndarray, found: np.ndarray) -> Located | None:
        if np.any(right == 0):
            return None
        ratio = found / right
        times = Fraction(float(ratio[0])).limit_denominator(100)
        if times in (0, 1) or not same(ratio, np.full_like(ratio, float(times))):
            return None
        shown = str(times) if times.denominator == 1 else (
            rf"\frac{{{times.numerator}}}{{{times.denominator}}}"
        )  # fmt: skip
        # A factor that is the slope on one side of a kink is right on the other side.
        return Located(f"It is ${shown}$ times what it should be with these numbers.")

    def _in_product(
        self, wrong: Formula, right: np.ndarray, chain: Sequence[Link]
    ) -> Located | None:
        """A factor of the chain that is missing, there too often, or another than it should be."""
        parts = list(factors(wrong))
        found = self.values(wrong)
        if np.any(right == 0) or np.any(found == 0):
            return None  # nothing can be told of factors there
        groups = [group for group in _runs(chain) if not same(group.values, np.ones(1))]
        for group in groups:
            if same(found * group.values, right) and len(groups) > 1:
                return Located(f"${self._product(group.name)}$ is missing; the rest is correct.")
        for group in groups:
            if same(found, right * group.values) and len(groups) > 1:
                return Located(f"${self._product(group.name)}$ appears once too often.")
        if len(chain) < 2 or not 2 <= len(parts) <= MOST_FACTORS:
            return None
        values = [1 / self.values(part) if divides else self.values(part)
                  for part, divides in parts]  # fmt: skip
        for group in groups[: len(chain)]:
            wanted = group.values * found / right
            for chosen in _subsets(len(parts)):
                if same(np.prod([values[each] for each in chosen], axis=0), wanted):
                    return self._within(group, [parts[each] for each in chosen])
        return None

    def _within(self, link: Link, at_fault: Sequence[tuple[Formula, bool]]) -> Located:
        """Some factors don't equal the link they represent; says where, as far as possible."""
        remark = f"${self._product(link.name)}$ is wrong; the rest is correct."
        formula = product(at_fault)
        inner = "*" not in link.name and self._place(
            link.name, formula, link.values, self.values(formula)
        )
        if inner and (inner.parts or inner.remark):
            return Located(f"{remark} {inner.remark}", inner.parts or _only(at_fault))
        return Located(remark, _only(at_fault))

    def _another_entry(self, wrong: Formula, right: np.ndarray) -> Located | None:
        """One symbol written for another of its kind, such as h₁ for h₂ or z for its output."""
        entries = self.checker.vocabulary.entries
        here = [symbol for symbol in symbols(wrong) if symbol.name in entries]
        if len(here) * len(entries) > MOST_SWAPS:
            return None
        for symbol in here:
            rest = self.meant(swapped(wrong, symbol, Symbol(HOLE)))
            if self.checker.fits(rest, entries, right):
                return Located("A different quantity belongs there.", (symbol,))
        return None

    def _way_left_out(self, ways: Ways, found: np.ndarray) -> Located | None:
        count = len(ways.all)
        sizes = range(count - 1, 0, -1) if count <= FEW_WAYS else (count - 1, count - 2, 1)
        for size in sizes:
            for chosen in combinations(ways.all, size):
                if same(np.sum([way.values for way in chosen], axis=0), found):
                    missing = [way for way in ways.all if way not in chosen]
                    return Located(self._missing(ways, chosen, missing))
        return None

    def _missing(self, ways: Ways, there: Sequence[Way], missing: Sequence[Way]) -> str:
        through = list(dict.fromkeys(self._through(way, there) for way in missing))
        below, above = ways.all[0].stops[0], ways.all[0].stops[-1]
        left_out = "the one" if len(missing) == 1 else "those"
        return (
            f"${self.latex(below)}$ reaches ${self.latex(above)}$ in {len(ways.all)} ways; "
            f"{left_out} through {' and '.join(through)} {'is' if len(missing) == 1 else 'are'} "
            "missing."
        )

    def _through(self, way: Way, others: Sequence[Way]) -> str:
        """What a way passes that the others do not; all it passes where there is no such place."""
        elsewhere = {stop for other in others for stop in other.stops}
        own = [stop for stop in way.stops if stop not in elsewhere][:1] or way.stops[1:-1]
        return ", ".join(f"${self.latex(stop)}$" for stop in own)

    def _in_sum(self, ways: Ways, wrong: Formula) -> Located | None:
        """One term of a sum over paths that doesn't equal its path."""
        parts = list(terms(wrong))
        if len(parts) != len(ways.all) or len(parts) < 2:
            return None
        left = list(ways.all)
        odd = []
        for part, sign in parts:
            fits = next((way for way in left if same(sign * self.values(part), way.values)), None)
            if fits:
                left.remove(fits)
            else:
                odd.append((part, sign))
        if len(odd) != 1:
            return None
        (part, sign), way = odd[0], left[0]
        through = self._through(way, [other for other in ways.all if other is not way])
        remark = f"The way through {through} is wrong; the others are correct."
        inner = self._in_product(part, sign * way.values, ways.links(way))
        return Located(f"{remark} {inner.remark}" if inner else remark,
                       inner.parts if inner and inner.parts else (part,))  # fmt: skip

    def _product(self, name: str) -> str:
        return r" \cdot ".join(map(self.latex, name.split("*")))


def _only(parts: Sequence[tuple[Formula, bool]]) -> tuple[Formula, ...]:
    return tuple(part for part, _ in parts)


def _runs(chain: Sequence[Link]) -> list[Link]:
    """Every link, then every run of several that is not the whole chain."""
    found = []
    for length in range(1, max(2, len(chain))):
        for first in range(len(chain) - length + 1):
            run = chain[first : first + length]
            product = np.prod([link.values for link in run], axis=0)
            found.append(Link("*".join(link.name for link in run), product))
    return found


def _subsets(count: int) -> Iterator[tuple[int, ...]]:
    """Some, never all, of so many, the fewest first."""
    for size in range(1, count):
        yield from combinations(range(count), size)
