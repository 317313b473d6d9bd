"""What makes a variant unfair: its correct answer is refused, or a near miss is accepted.

The correct answer of a drawn variant is also proved in two other ways, with SymPy and by
differences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from engine import BadQuestion, mark
from engine.exercise.exercise import Exercise
from engine.exercise.question import Question
from engine.own_graph.own_template import OWN
from quizapp.practice.hints import hints
from quizapp.practice.offline.key_sheet import key_sheet

from .lines import Found

LOSING = (
    "Digits get lost in {}, as they do where two large numbers are subtracted. Write the formula "
    "another way, or draw numbers of about one size."
)
SHOWN = 3  # seeds whose statement, hints and solution are checked
SEEDS = 20  # seeds of a template to try
PROVEN = 200  # seeds whose keys are proved before a question is published


def variant_problems(question: Question, proven: int = 1, first: int = 0) -> list[Found]:
    """What would make the question unfair; stops at the first seed with a problem.

    Proves the keys of `proven` seeds, beginning at `first`; with 0, a template is only drawn once.
    """
    where = "graph" if question.graph else "params" if question.is_drawn else "answer"
    try:
        drawn = question.is_drawn and proven > 0
        for seed in range(first, max(SEEDS, proven) if drawn else 1):
            exercise = question.exercise(seed)
            shown = partial(untold, question)
            checks = (unfair, SEEDS), (shown, min(SHOWN, proven)), (unproven, proven)
            found = [each for check, seeds in checks if seed < seeds for each in check(exercise)]
            if found:
                return [((where,), what, advice) for what, advice in found]
    except BadQuestion as error:
        return [(error.where, str(error), "")]
    return []


def unfair(exercise: Exercise) -> Iterator[tuple[str, str]]:
    drawn = f" (seed {exercise.seed})" if exercise.graph else ""
    keys = {part.name: part.answer.write() for part in exercise.parts}
    for name, marked in mark(exercise, keys).parts.items():
        if marked.credit < 1:
            what = f"{name}: the correct answer {keys[name]!r} is marked {marked.verdict}{drawn}."
            yield what, "Make the correct answer and the wrong answers different."
    for part in exercise.parts:
        for miss in part.answer.near_misses():
            if part.answer.mark(miss).credit == 1:
                what = f"{part.name}: {miss!r} is accepted, although it is wrong{drawn}."
                yield what, "Ask for more decimals, or make the answers differ."


def untold(question: Question, exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Problems of showing a variant: its statement, hints, solution and sheet for offline use."""
    from .markdown_check import wrong_with

    try:
        json.dumps(key_sheet(exercise), allow_nan=False)
    except ValueError:
        what = "This can't be marked offline: its sheet has a number without an end."
        yield what, "Use smaller numbers."
    if exercise.graph is None and question.answer is not None:
        return  # its texts are in the file, and checked there
    texts = [exercise.statement, *hints(question, exercise)]
    for step in exercise.steps:
        texts += [step.text, f"$${step.latex}$$" if step.latex else ""]
    for text in texts:
        for what, advice in wrong_with(text):
            yield f"{what} (seed {exercise.seed})", advice


def unproven(exercise: Exercise) -> Iterator[tuple[str, str]]:
    if exercise.graph is None:
        return
    from engine.proof import Disproved, check_exercise, first_apart  # imports SymPy

    try:
        check_exercise(exercise)
    except Disproved as error:
        what = (
            f"{error.part} isn't proved (seed {exercise.seed}): the graph gives {error.key:.10g}, "
            f"but computed another way it is {error.other:.10g}."
        )
        if exercise.template != OWN:
            yield what, "The template is wrong: report it."
        elif node := first_apart(exercise):
            yield f"{what} The first number that differs is {node}.", LOSING.format("it")
        else:
            yield what, LOSING.format("a gradient on the way to it")
