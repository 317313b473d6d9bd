"""Questions of the bank as items. A template goes out as some of its variants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from engine.answers._base import Answer
from engine.answers.cloze import ClozeAnswer
from engine.exercise.exercise import Exercise
from engine.exercise.question import Question
from quizapp.practice.hints import hints

from .item import ForeignQuestion, Gap, Offer, WrongReply

VARIANT = "~"  # between a question's name and the number of its variant
MOST_VARIANTS = 50
EVERYWHERE = (-2.0, 2.0)


def items_of(slug: str, question: Question, variants: int = 1) -> Iterator[ForeignQuestion]:
    """The question as an item, or so many variants of it."""
    if not question.is_drawn:
        yield _fixed(slug, question)
        return
    for seed in range(1, variants + 1):
        yield _variant(slug, question, question.exercise(seed))


def _head(slug: str, question: Question) -> ForeignQuestion:
    return ForeignQuestion(
        kind=question.type,
        title=question.title,
        prompt=question.prompt.strip(),
        id=slug,
        topic=slug.partition("/")[0],
        level=question.level,
        source=question.source,
        tags=question.tags,
        explanation=question.explanation.strip(),
        hints=tuple(hint.strip() for hint in question.hints),
    )


def _fixed(slug: str, question: Question) -> ForeignQuestion:
    answer: Any = question.answer
    return replace(_head(slug, question), **_ANSWERS[question.type](answer))


def _variant(slug: str, question: Question, exercise: Exercise) -> ForeignQuestion:
    """One variant, with the bounds of its answers as they are when earlier ones are correct."""
    told = [f"{step.text}\n\n$${step.latex}$$" if step.latex else step.text
            for step in exercise.steps]  # fmt: skip
    item = replace(
        _head(slug, question),
        title=f"{question.title} ({exercise.seed})",
        id=f"{slug}{VARIANT}{exercise.seed}",
        variant=exercise.seed,
        prompt=exercise.statement.strip(),
        explanation="\n\n".join(filter(None, [*told, question.explanation.strip()])),
        hints=hints(question, exercise),
    )
    first: Any = exercise.parts[0].answer
    if len(exercise.parts) == 1:
        return replace(item, kind=first.kind, **_ANSWERS[first.kind](first))
    lines = [f"${part.label}$ = [[{n}]]" for n, part in enumerate(exercise.parts, 1)]
    gaps = tuple(_gap(part.answer) for part in exercise.parts)
    return replace(item, kind="cloze", passage="\n\n".join(lines), gaps=gaps)


def _gap(answer: Any) -> Gap:
    """What one blank takes."""
    if hasattr(answer, "options"):
        return Gap(offers=_offers(answer)["offers"], several=answer.kind == "choices")
    return _GAPS[getattr(answer, "kind", "words")](answer)


def _number_gap(answer: Any) -> Gap:
    lower, upper = answer.envelope or (answer.value, answer.value)
    wrong = tuple(WrongReply(repr(each.value), each.remark, each.name) for each in answer.wrong)
    shown = answer.rounded(answer.value)
    return Gap(value=answer.value, lower=lower, upper=upper, unit=answer.unit, mistakes=wrong,
               shown=shown)  # fmt: skip


def _formula_gap(answer: Any) -> Gap:
    symbols = {name: tuple(answer.domain.get(name, EVERYWHERE)) for name in answer.symbols}
    wrong = tuple(WrongReply(each.formula, each.remark, each.name) for each in answer.wrong)
    return Gap(formula=answer.formula, symbols=symbols, mistakes=wrong)


def _words_gap(answer: Any) -> Gap:
    wrong = tuple(WrongReply(each.text, each.remark, each.name) for each in answer.wrong)
    return Gap(accept=answer.accept, mistakes=wrong)


_GAPS: dict[str, Callable[[Any], Gap]] = {
    "number": _number_gap,
    "expression": _formula_gap,
    "words": _words_gap,
}


def _offers(answer: Any) -> dict[str, Any]:
    found = (
        Offer(each.text.strip(), each.correct, each.remark.strip(), each.name, each.pinned)
        for each in answer.options
    )
    return {"offers": tuple(found)}


def _truth(answer: Any) -> dict[str, Any]:
    return {"truth": answer.truth, "remark": answer.remark.strip()}


def _passage(answer: ClozeAnswer) -> dict[str, Any]:
    gaps = tuple(_gap(blank.answer) for blank in answer.blanks)
    return {"passage": answer.passage.strip(), "gaps": gaps, "words": answer.words}


def _single(answer: Answer) -> dict[str, Any]:
    return {"gaps": (_gap(answer),)}


def _pairs(answer: Any) -> dict[str, Any]:
    pairs = tuple((pair.left.strip(), pair.right.strip()) for pair in answer.pairs)
    return {"pairs": pairs, "distractors": tuple(text.strip() for text in answer.distractors)}


def _steps(answer: Any) -> dict[str, Any]:
    return {"steps": tuple(item.strip() for item in answer.items)}


def _essay(answer: Any) -> dict[str, Any]:
    points = tuple((entry.point.strip(), entry.weight) for entry in answer.rubric)
    return {"model": answer.model.strip(), "rubric": points}


_ANSWERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "choice": _offers,
    "choices": _offers,
    "true_false": _truth,
    "number": _single,
    "expression": _single,
    "cloze": _passage,
    "matching": _pairs,
    "ordering": _steps,
    "short_answer": _essay,
}
