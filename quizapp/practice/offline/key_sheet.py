"""What it takes to mark an exercise where this program is not: the keys of its parts, as JSON.

`static/offline/marking.js` reads it and gives the verdicts of `engine.mark`. What needs the graph,
the reason of a wrong number and the credit for what follows from it, is left until the answer
comes in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.answers.choice import ChoiceAnswer
from engine.answers.choices import ChoicesAnswer
from engine.answers.matching import MatchingAnswer
from engine.answers.number import SLACK, NumberAnswer
from engine.answers.ordering import OrderingAnswer
from engine.answers.short_answer import ShortAnswer
from engine.answers.true_false import TrueFalseAnswer
from engine.exercise.exercise import Exercise
from quizapp.presenting.markup import inline, render


def key_sheet(exercise: Exercise) -> dict[str, Any]:
    """Its parts in order; `follows`: a later one may be right from an earlier wrong one."""
    parts = [
        {"name": part.name, "kind": part.answer.kind} | _KEYS[part.answer.kind](part.answer)
        for part in exercise.parts
    ]
    return {"follows": exercise.graph is not None, "parts": parts}


def can_be_marked(exercise: Exercise) -> bool:
    """Whether every part can; a formula cannot, which takes a parser."""
    return all(part.answer.kind in _KEYS for part in exercise.parts)


def _number(answer: NumberAnswer) -> dict[str, Any]:
    low, high = answer.envelope or (answer.value, answer.value)
    slack = float(f"1e-{answer.decimals}") * SLACK
    return {
        "value": answer.value,
        "reach": answer.reach,
        "low": low - slack,
        "high": high + slack,
        "unit": answer.unit,
        "whole": answer.is_whole,
        "wrong": [
            {"value": each.value, "name": each.name, "remark": render(each.remark)}
            for each in answer.wrong
        ],
        "short": [
            {"value": short, "within": slack, "remark": inline(answer.judge(short).remark)}
            for digits in range(answer.decimals - 1, -1, -1)
            if (short := round(answer.value, digits))
        ],
    } | {name: inline(remark) for name, remark in answer.remarks.items()}


def _choice(answer: ChoiceAnswer) -> dict[str, Any]:
    marks = [answer.judge(index) for index in range(len(answer.options))]
    return {
        "options": [
            {"verdict": mark.verdict, "credit": mark.credit, "remark": render(mark.remark)}
            for mark in marks
        ]
    }


def _choices(answer: ChoicesAnswer) -> dict[str, Any]:
    return {
        "options": [
            {"correct": option.correct, "remark": inline(option.remark)}
            for option in answer.options
        ]
    }


def _true_false(answer: TrueFalseAnswer) -> dict[str, Any]:
    return {"truth": answer.write(), "remark": render(answer.remark)}


def _ordering(answer: OrderingAnswer) -> dict[str, Any]:
    return {"key": answer.key}


def _matching(answer: MatchingAnswer) -> dict[str, Any]:
    return {"key": answer.key, "shown": len(answer.shown)}


def _short_answer(answer: ShortAnswer) -> dict[str, Any]:
    return {
        "model": render(answer.model),
        "rubric": [{"weight": each.weight, "point": inline(each.point)} for each in answer.rubric],
    }


_KEYS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "true_false": _true_false,
    "ordering": _ordering,
    "matching": _matching,
    "short_answer": _short_answer,
}
