"""An item as the document of a question file, and what had to be made up or left out for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from engine.answers._named_wrong import NAME
from quizapp.presenting import prose
from quizapp.presenting.grammar import oversized

from .item import CannotCarry, ForeignQuestion, Gap, Offer, WrongReply
from .tolerances import named, number_of, wrong_numbers

Doc = dict[str, Any]
LONGEST_TITLE = 100
FILL_IN = "Fill in the blank."
NO_REMARKS = "The file doesn't say why an option is right or wrong. Add a remark to each option."
NO_EXPLANATION = "The file has no explanation. Write one."


def document(item: ForeignQuestion, source: str) -> tuple[Doc, list[str]]:
    """The document, and notes for its author; `source` is used if the item names none.

    Raises `CannotCarry` where our question types cannot say it.
    """
    notes = list(item.notes)
    if too_long := next(filter(None, map(oversized, _texts(item))), ""):
        raise CannotCarry(too_long)
    answer = _ANSWERS[item.kind](item, notes)
    explanation = item.explanation
    if not explanation.strip():
        explanation = f"The correct answer is: {_key(item)}"
        notes.append(NO_EXPLANATION)
    doc: Doc = {
        "title": title_of(item),
        "type": item.kind,
        "level": item.level or 2,
        "source": _line(item.source) or source,
        "prompt": item.prompt.strip() or FILL_IN,
        "explanation": explanation,
        "hints": list(item.hints),
        "tags": list(item.tags),
        "answer": answer,
    }
    return {key: value for key, value in doc.items() if value != []}, notes


def _texts(item: ForeignQuestion) -> Iterator[str]:
    """The texts that may be long."""
    yield from (item.prompt, item.explanation, item.passage, item.model, item.remark, *item.hints)
    yield from (text for offer in item.offers for text in (offer.text, offer.remark))
    yield from (text for pair in item.pairs for text in pair)


def title_of(item: ForeignQuestion) -> str:
    """Its title in one line without formulas; the first words of the question if it has none."""
    said = _line(item.title) or prose.text(item.prompt.partition("\n\n")[0][:300])
    said = _line(said.replace("$", "").replace("\\", "")) or "Question"
    return said if len(said) <= LONGEST_TITLE else said[:LONGEST_TITLE].rpartition(" ")[0] + " …"


def _line(text: str) -> str:
    return " ".join(text.split())


def _key(item: ForeignQuestion) -> str:
    """The correct answer in words."""
    if item.kind in ("choice", "choices"):
        return "; ".join(offer.text for offer in item.offers if offer.correct)
    if item.kind == "true_false":
        return "true." if item.truth else "false."
    if item.kind == "matching":
        return "\n\n" + "\n".join(f"- {left}: {right}" for left, right in item.pairs)
    if item.kind == "ordering":
        return "\n\n" + "\n".join(f"{n}. {step}" for n, step in enumerate(item.steps, 1))
    if item.kind == "short_answer":
        return item.model
    return "; ".join(gap.written for gap in item.gaps)


def _options(item: ForeignQuestion, notes: list[str]) -> Doc:
    right = [offer for offer in item.offers if offer.correct]
    bare = [_paragraph(offer.text) for offer in item.offers if not offer.remark.strip()]
    if len(bare) == len(item.offers):
        notes.append(NO_REMARKS)
    elif bare:
        which = ", ".join(f"“{text[:40]}”" for text in bare)
        many = f"These options have no remark: {which}. Add one to each."
        notes.append(many if bare[1:] else f"The option {which} has no remark. Add one.")
    return {"options": [_option(offer, right) for offer in item.offers]}


def _option(offer: Offer, right: Sequence[Offer]) -> Doc:
    other = f"No. The correct answer is: {right[0].text}" if len(right) == 1 else "No."
    option: Doc = {"text": _paragraph(offer.text), "correct": offer.correct}
    option["remark"] = offer.remark or ("Yes." if offer.correct else other)
    if not offer.correct and NAME.fullmatch(offer.name):
        option["name"] = offer.name
    return option | ({"pinned": True} if offer.pinned else {})


def _paragraph(text: str) -> str:
    """A text for a list, where only one paragraph can be shown."""
    return re.sub(r"\\?\n\s*", " ", text).strip()


def _truth(item: ForeignQuestion, notes: list[str]) -> Doc:
    said = f"This is {'true' if item.truth else 'false'}."
    if not item.remark.strip():
        notes.append(NO_REMARKS.replace("an option is", "it is").replace(" to each option", ""))
    return {"truth": item.truth, "remark": item.remark or said}


def _number(item: ForeignQuestion, notes: list[str]) -> Doc:
    (gap,) = item.gaps
    said = number_of(gap)
    wrong = wrong_numbers(gap, said, notes)
    return said | ({"wrong": wrong} if wrong else {})


def _formula(item: ForeignQuestion, notes: list[str]) -> Doc:
    return _formula_gap(item.gaps[0])


def _formula_gap(gap: Gap) -> Doc:
    domain = {name: list(ends) for name, ends in gap.symbols.items() if ends != (-2.0, 2.0)}
    wrong = [{"formula": mistake.text, "name": name, "remark": mistake.remark}
             for mistake, name in named(gap.mistakes)]  # fmt: skip
    said: Doc = {"formula": gap.formula, "symbols": list(gap.symbols)}
    return said | ({"domain": domain} if domain else {}) | ({"wrong": wrong} if wrong else {})


def _cloze(item: ForeignQuestion, notes: list[str]) -> Doc:
    words, gaps = list(item.words), list(item.gaps)
    if not gaps:
        raise CannotCarry("It has no blanks.")
    menus = [number for number, gap in enumerate(gaps) if gap.offers]
    for number in menus:
        gaps[number] = _menu(gaps[number], words)
    for number, gap in enumerate(gaps, 1):
        if menus and number - 1 not in menus and gap.accept:
            _as_listed(number, gap, words, notes)
    # names are unique in the whole passage
    told = iter(name for _, name in named([each for gap in gaps for each in gap.mistakes]))
    gaps = [replace(gap, mistakes=tuple(replace(each, name=next(told)) for each in gap.mistakes))
            for gap in gaps]  # fmt: skip
    blanks = [_blank(gap, notes) for gap in gaps]
    return {"passage": item.passage, "blanks": blanks} | ({"words": words} if words else {})


def _menu(gap: Gap, words: list[str]) -> Gap:
    """A menu in a passage as a blank that is filled from a list of words."""
    texts = [prose.text(offer.text) for offer in gap.offers]
    if gap.several or any("$" in offer.text for offer in gap.offers):
        raise CannotCarry("A blank in a passage can't offer formulas or several correct options.")
    words += [text for text in texts if text not in words]
    told = list(zip(texts, gap.offers, strict=True))
    right = tuple(text for text, offer in told if offer.correct)
    if len(right) != 1:
        raise CannotCarry("A menu in a passage needs exactly one correct option.")
    wrong = (WrongReply(t, o.remark, o.name) for t, o in told if not o.correct and o.remark)
    return Gap(accept=right, mistakes=tuple(wrong))


def _as_listed(number: int, gap: Gap, words: list[str], notes: list[str]) -> None:
    """Add the words of a typed blank to the list that the menus beside it are filled from."""
    known = {_line(word).lower() for word in words}
    own = dict.fromkeys((gap.accept[0], *(each.text for each in gap.mistakes)))
    words += [text for text in own if _line(text).lower() not in known]
    notes.append(f"Blank {number} was typed there. Here, it's filled from the list of words.")


def _blank(gap: Gap, notes: list[str]) -> Doc:
    if gap.formula:
        return _formula_gap(gap)
    if gap.value is not None:
        said = number_of(gap)
        wrong = wrong_numbers(gap, said, notes, typed=True)
    else:
        said = {"accept": list(gap.accept)}
        wrong = [{"text": mistake.text, "name": name, "remark": mistake.remark}
                 for mistake, name in named(gap.mistakes)]  # fmt: skip
    return said | ({"wrong": wrong} if wrong else {})


def _matching(item: ForeignQuestion, notes: list[str]) -> Doc:
    pairs = [{"left": _paragraph(a), "right": _paragraph(b)} for a, b in item.pairs]
    spare = [_paragraph(text) for text in item.distractors]
    return {"pairs": pairs} | ({"distractors": spare} if spare else {})


def _ordering(item: ForeignQuestion, notes: list[str]) -> Doc:
    return {"items": [_paragraph(step) for step in item.steps]}


def _essay(item: ForeignQuestion, notes: list[str]) -> Doc:
    rubric = [{"point": _paragraph(point)} | ({"weight": weight} if weight != 1 else {})
              for point, weight in item.rubric]  # fmt: skip
    return {"model": item.model, "rubric": rubric}


_ANSWERS: dict[str, Callable[[ForeignQuestion, list[str]], Doc]] = {
    "choice": _options,
    "choices": _options,
    "true_false": _truth,
    "number": _number,
    "expression": _formula,
    "cloze": _cloze,
    "matching": _matching,
    "ordering": _ordering,
    "short_answer": _essay,
}
