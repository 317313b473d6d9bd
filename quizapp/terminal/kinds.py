"""How each question type is put on a screen, what is typed, and how its right answer looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from engine.exercise.exercise import Part

from .screen import Screen


@dataclass(frozen=True)
class Kind:
    """`show` prints what there is to choose from, `how` says what to type (Markdown), `solution`
    is the right answer (Markdown)."""

    show: Callable[[Screen, Any], None]
    how: Callable[[Any], str]
    solution: Callable[[Any], str]


def kind_of(answer: Any) -> Kind:
    """The way of that answer; types that need no way of their own are asked as plain text."""
    return KINDS.get(answer.kind, PLAIN)


def joint(part: Part) -> str:
    """What stands between the label of a blank and what is typed into it."""
    return " = " if part.answer.kind in ("number", "expression") else ": "


def solution_line(part: Part) -> str:
    """The right answer of one blank of several, in a few words (Markdown)."""
    solution = kind_of(part.answer).solution(part.answer)
    return solution.strip().removeprefix("- ").replace("\n- ", "; ").replace("\n", " ")


def show_choices(screen: Screen, part: Part) -> None:
    """Above the prompt of one blank of several: what there is to choose from, if anything."""
    kind = kind_of(part.answer)
    if kind.show is not _nothing:
        screen.line()
        kind.show(screen, part.answer)


def _numbered(screen: Screen, texts: Iterable[str], marks: Iterable[Any]) -> None:
    for mark, text in zip(marks, texts, strict=False):
        screen.markdown(text, first=f"  {mark}  ")


def _nothing(screen: Screen, answer: Any) -> None:
    """There is nothing to choose from."""


def _options(screen: Screen, answer: Any) -> None:
    _numbered(screen, (option.text for option in answer.options), range(1, 10))
    screen.line()


def _items(screen: Screen, answer: Any) -> None:
    _numbered(screen, answer.shown, range(1, 10))
    screen.line()


def _columns(screen: Screen, answer: Any) -> None:
    _numbered(screen, (pair.left for pair in answer.pairs), range(1, 10))
    screen.line()
    _numbered(screen, answer.shown, ascii_lowercase)
    screen.line()


def _right_options(answer: Any) -> str:
    right = [f"{i}: {option.text}" for i, option in enumerate(answer.options, 1) if option.correct]
    return right[0] if len(right) == 1 else _list(right)


def _list(texts: Iterable[str]) -> str:
    return "\n\n" + "\n".join("- " + text.replace("\n", "\n  ") for text in texts)


def _rubric(answer: Any) -> str:
    points = "\n".join(f"{i}. {point.point}" for i, point in enumerate(answer.rubric, 1))
    return f"{answer.model}\n\nPoints an examiner looks for:\n\n{points}"


def _formula_of(answer: Any) -> str:
    names = " and ".join(filter(None, [", ".join(map(_code, answer.symbols[:-1])),
                                       *map(_code, answer.symbols[-1:])]))  # fmt: skip
    return f"A formula in {names}, like `2*a^2/(1-b)`." if names else "A formula."


def _code(name: str) -> str:
    return f"`{name}`"


OWN_WORDS = (
    "In your own words; an empty line ends the answer. From the second line on, a command needs a "
    "colon, like `:q`."
)
PLAIN = Kind(_nothing, lambda answer: "", lambda answer: answer.write())

KINDS = {
    "choice": Kind(_options, lambda answer: "One number.", _right_options),
    "choices": Kind(
        _options, lambda answer: "All that are true, like `1 3`, or `none`.", _right_options
    ),
    "true_false": Kind(
        _nothing,
        lambda answer: "`true` or `false`.",
        lambda answer: "true" if answer.truth else "false",
    ),
    "number": Kind(_nothing, lambda answer: "", lambda answer: answer.shown),
    "expression": Kind(_nothing, _formula_of, lambda answer: f"`{answer.write()}`"),
    "ordering": Kind(
        _items,
        lambda answer: "The numbers in the right order, like `2 1 3`.",
        lambda answer: _list(answer.items),
    ),
    "matching": Kind(
        _columns,
        lambda answer: "Pairs, like `1b 2a`.",
        lambda answer: _list(f"{pair.left} — {pair.right}" for pair in answer.pairs),
    ),
    "short_answer": Kind(_nothing, lambda answer: OWN_WORDS, _rubric),
}
