"""Exercises worked exactly, without a graph: blanks with their wrong answers, and how to get there.

The wrong answers come from formulas bent the way people bend them; those that are right by chance
are dropped, and equal ones are one entry.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from ..answers._base import Answer
from ..answers.choice import ChoiceAnswer, Option
from ..answers.number import NumberAnswer, WrongNumber
from ..draw import Draw, Redraw
from ..readings.paper import number
from .exercise import Exercise, Follows, Part, Step

Wrong = tuple[str, str, float]  # name, remark, value


@dataclass(frozen=True)
class Line:
    """One blank and the line of the explanation that ends with its key.

    `follows` is for one that is worked out from others: what the numbers there lead to.
    """

    name: str
    label: str  # LaTeX
    answer: Answer
    latex: str
    text: str
    follows: Follows | None = None


def exact_exercise(
    statement: str, lines: Sequence[Line], asked: Container[str] | None = None
) -> Exercise:
    """The exercise whose blanks and explanation are these lines.

    With `asked` only the lines of those names are blanks; the others are still explained.
    """
    return Exercise(
        template="", seed=0, params={}, statement=statement,
        parts=tuple(Part(line.name, line.label, line.answer, line.follows) for line in lines
                    if asked is None or line.name in asked),
        explained=tuple(
            Step("by hand", line.name, line.latex, line.text, line.answer.key) for line in lines
        ),
    )  # fmt: skip


def exact_number(
    value: float, wrong: Iterable[Wrong], decimals: int = 0, reach: float = 0.0
) -> NumberAnswer:
    """A number that ends after `decimals`; `Redraw` where a wrong one could not be told from it.

    With `reach` it leans on other blanks, whose rounding may move it so far.
    """
    key = round(value, decimals + 3)
    found: dict[float, list[tuple[str, str]]] = {}
    for name, remark, bent in wrong:
        near = next((other for other in (key, *found) if abs(other - bent) < 1e-9), None)
        if near == key:
            continue
        if near is None and any(abs(other - bent) < 3 * 10.0**-decimals
                                for other in (key, *found) if decimals):  # fmt: skip
            raise Redraw
        if abs(key - bent) <= 2 * reach:
            raise Redraw
        found.setdefault(round(bent, 9) if near is None else near, []).append((name, remark))
    return NumberAnswer(
        key,
        decimals,
        wrong=tuple(
            WrongNumber(bent, names[0][0], names[0][1], tuple(name for name, _ in names[1:]))
            for bent, names in found.items()
        ),
        lower=key - reach if reach else None,
        upper=key + reach if reach else None,
    )


def exact_choice(
    draw: Draw, right: tuple[str, str], wrong: Sequence[tuple[str, str, str]]
) -> ChoiceAnswer:
    """The right option (text, remark) among wrong ones (name, text, remark), in a drawn order."""
    options = [Option(right[0], True, right[1])]
    options += [Option(text, False, remark, name) for name, text, remark in wrong]
    return ChoiceAnswer(tuple(draw.shuffled(options)))


def qualified(part: Part, template: str) -> Part:
    """The part with its misconceptions named `template.name`, as those of an op are `op.rule`."""

    def full(name: str) -> str:
        return name if not name or "." in name else f"{template}.{name}"

    expected = part.answer
    if isinstance(expected, NumberAnswer):
        wrong = (
            replace(entry, name=full(entry.name), also=tuple(map(full, entry.also)))
            for entry in expected.wrong
        )
        return replace(part, answer=replace(expected, wrong=tuple(wrong)))
    if isinstance(expected, ChoiceAnswer):
        options = (replace(option, name=full(option.name)) for option in expected.options)
        return replace(part, answer=replace(expected, options=tuple(options)))
    return part


def signed(value: float, first: bool = False) -> str:
    """A number as a term of a sum: `+ 0.5`, `- 2`; as the first of it `0.5`, `-2`."""
    text = number(abs(value), 9)
    return f"{'-' if value < 0 else ''}{text}" if first else f"{'-' if value < 0 else '+'} {text}"
