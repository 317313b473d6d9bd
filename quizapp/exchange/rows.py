"""An item as named cells of text, for a row of a spreadsheet.

`text 1`, `reply 1` and so on hold options and remarks, pairs, lines, points and their weights, or
blanks and their wrong answers, each with its remark after `=>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from .item import CannotCarry, ForeignQuestion, Gap, Offer, WrongReply

MOST = 9
HEAD = ("id", "topic", "type", "level", "title", "prompt", "answer", "words")
TAIL = ("explanation", "hints", "tags", "source")
NUMBERED = tuple(f"{what} {n}" for n in range(1, MOST + 1) for what in ("text", "reply"))
COLUMNS = (*HEAD, *NUMBERED, *TAIL)
_NUMBER = r"[-−+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?"
_BOUNDED = re.compile(rf"({_NUMBER})(?:\s*\(({_NUMBER}) to ({_NUMBER})\))?\s*(.*)")
_PICKS = re.compile(r"[0-9a-i]([\s,;]+[0-9a-i])*")
Row = dict[str, str]


def row_of(item: ForeignQuestion) -> Row:
    """The cells of an item; those that are empty are left out."""
    answer, replies = _OUT[item.kind](item)
    if len(replies) > MOST:
        raise CannotCarry(f"A row has room for {MOST} texts.")
    row = {
        "id": item.id, "topic": item.topic, "type": item.kind, "level": str(item.level or ""),
        "title": item.title, "prompt": item.prompt, "answer": answer,
        "words": ", ".join(item.words), "explanation": item.explanation,
        "hints": "\n\n".join(hint.replace("\n\n", "\n") for hint in item.hints),
        "tags": " ".join(item.tags), "source": item.source,
    }  # fmt: skip
    for number, (text, reply) in enumerate(replies, 1):
        row |= {f"text {number}": text, f"reply {number}": reply}
    return {key: value for key, value in row.items() if value}


def item_of(row: Mapping[str, str]) -> ForeignQuestion:
    """The item in named cells; raises `CannotCarry`."""
    cell = {key: value.strip() for key, value in row.items()}
    kind = cell.get("type", "").lower().replace(" ", "_") or _guess(cell)
    if kind not in _IN:
        raise CannotCarry(f"There is no type {kind[:40]!r}. There are {', '.join(_IN)}.")
    level = cell.get("level", "")
    item = ForeignQuestion(
        kind=kind, title=cell.get("title", ""), prompt=cell.get("prompt", ""),
        id=cell.get("id", ""), topic=cell.get("topic", ""), source=cell.get("source", ""),
        level=int(level) if level in ("1", "2", "3") else 0, tags=tuple(_words(cell, "tags")),
        explanation=cell.get("explanation", ""),
        hints=tuple(filter(None, re.split(r"\n\s*\n", cell.get("hints", "")))),
        words=tuple(filter(None, map(str.strip, cell.get("words", "").split(",")))),
    )  # fmt: skip
    return replace(item, **_IN[kind](cell))


def _words(cell: Mapping[str, str], name: str) -> list[str]:
    return re.findall(r"[^\s,;]+", cell.get(name, "").lower())


def _guess(cell: Mapping[str, str]) -> str:
    """The type of a row that does not name it."""
    answer = cell.get("answer", "").lower()
    if cell.get("text 1"):
        return "choices" if len(re.findall(r"[0-9a-z]+", answer)) > 1 else "choice"
    if answer in ("true", "false"):
        return "true_false"
    return "number" if _BOUNDED.fullmatch(answer) else "cloze"


def _replies(cell: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [(cell.get(f"text {n}", ""), cell.get(f"reply {n}", "")) for n in range(1, MOST + 1)]
    return [pair for pair in found if any(pair)]


def gap_text(gap: Gap) -> str:
    """What a blank takes, in one cell."""
    if gap.offers:
        raise CannotCarry("A cell has no room for the options of a blank. Take Moodle XML.")
    if gap.formula:
        symbols = (name if ends == (-2.0, 2.0) else f"{name}: {ends[0]:g} to {ends[1]:g}"
                   for name, ends in gap.symbols.items())  # fmt: skip
        return f"= {gap.formula} with {', '.join(symbols)}".removesuffix(" with ")
    if gap.value is None:
        return " | ".join(gap.accept)
    exact = gap.lower == gap.upper == gap.value
    bounds = "" if exact else f" ({gap.lower:.10g} to {gap.upper:.10g})"
    return f"{gap.value!r}".removesuffix(".0") + bounds + (f" {gap.unit}" if gap.unit else "")


def read_gap_text(text: str) -> Gap:
    """The blank that a cell describes."""
    if text.startswith("="):
        formula, _, said = text[1:].partition(" with ")
        return Gap(formula=formula.strip(), symbols=dict(_symbol(one) for one in _listed(said)))
    if found := _BOUNDED.fullmatch(text.replace("−", "-")):
        value = float(found[1])
        lower, upper = float(found[2] or value), float(found[3] or value)
        if not lower <= value <= upper:
            raise CannotCarry(f"{found[1]} isn't between {found[2]} and {found[3]}.")
        return Gap(value=value, lower=lower, upper=upper, unit=found[4].strip())
    return Gap(accept=tuple(part.strip() for part in text.split("|") if part.strip()))


def _listed(said: str) -> list[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


def _symbol(said: str) -> tuple[str, tuple[float, float]]:
    name, _, ends = said.partition(":")
    low, _, high = ends.partition(" to ")
    try:
        return name.strip(), (float(low), float(high)) if ends else (-2.0, 2.0)
    except ValueError:
        raise CannotCarry(f"“{said[:40]}” is no symbol. Write it like a: 0.1 to 0.9") from None


def _mistakes(gap: Gap) -> str:
    return "\n".join(f"{each.text} => {' '.join(each.remark.split())}" for each in gap.mistakes)


def _read_mistakes(text: str) -> tuple[WrongReply, ...]:
    pairs = (line.partition("=>") for line in text.split("\n"))
    return tuple(WrongReply(said.strip(), told.strip()) for said, _, told in pairs if told.strip())


def _picks(answer: str) -> set[int]:
    if not _PICKS.fullmatch(answer.lower()):
        raise CannotCarry("The answer has to name options by number, such as 2, or 1 3.")
    return {int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1
            for sign in re.findall(r"[0-9a-i]", answer.lower())}  # fmt: skip


Out = tuple[str, list[tuple[str, str]]]


def _options_out(item: ForeignQuestion) -> Out:
    right = (str(n) for n, offer in enumerate(item.offers, 1) if offer.correct)
    return " ".join(right), [(offer.text, offer.remark) for offer in item.offers]


def _options_in(cell: Mapping[str, str]) -> dict[str, Any]:
    right = _picks(cell.get("answer", ""))
    told = enumerate(_replies(cell), 1)
    return {"offers": tuple(Offer(text, n in right, reply) for n, (text, reply) in told)}


def _truth_in(cell: Mapping[str, str]) -> dict[str, Any]:
    answer = cell.get("answer", "").lower()
    if answer not in ("true", "false"):
        raise CannotCarry("The answer has to be true or false.")
    return {"truth": answer == "true", "remark": cell.get("reply 1", "")}


def _single_out(item: ForeignQuestion) -> Out:
    (gap,) = item.gaps
    return gap_text(gap), [(each.text, each.remark) for each in gap.mistakes]


def _single_in(cell: Mapping[str, str]) -> dict[str, Any]:
    gap = read_gap_text(cell.get("answer", ""))
    if gap.accept or not gap.written:
        raise CannotCarry("The answer is no number. A formula begins with =.")
    wrong = tuple(WrongReply(text, reply) for text, reply in _replies(cell) if reply)
    return {"gaps": (replace(gap, mistakes=wrong),)}


def _passage_in(cell: Mapping[str, str]) -> dict[str, Any]:
    replies, passage = _replies(cell), cell.get("answer", "")
    if "[[1]]" not in passage:
        replies, passage = [(passage, ""), *replies], "Answer: [[1]]"
    gaps = (replace(read_gap_text(text), mistakes=_read_mistakes(reply)) for text, reply in replies)
    return {"passage": passage, "gaps": tuple(gaps)}


def _pairs_in(cell: Mapping[str, str]) -> dict[str, Any]:
    replies = _replies(cell)
    spare = tuple(right for left, right in replies if not left)
    return {"pairs": tuple(pair for pair in replies if pair[0]), "distractors": spare}


def _essay_in(cell: Mapping[str, str]) -> dict[str, Any]:
    try:
        points = tuple((text, float(reply or 1)) for text, reply in _replies(cell))
    except ValueError:
        raise CannotCarry("The weight of a point is no number.") from None
    return {"model": cell.get("answer", ""), "rubric": points}


_OUT: dict[str, Callable[[ForeignQuestion], Out]] = {
    "choice": _options_out,
    "choices": _options_out,
    "true_false": lambda item: (str(item.truth).lower(), [("", item.remark)]),
    "number": _single_out,
    "expression": _single_out,
    "cloze": lambda item: (item.passage, [(gap_text(g), _mistakes(g)) for g in item.gaps]),
    "matching": lambda item: ("", [*item.pairs, *(("", text) for text in item.distractors)]),
    "ordering": lambda item: ("", [(step, "") for step in item.steps]),
    "short_answer": lambda item: (
        item.model, [(point, "" if weight == 1 else f"{weight:g}") for point, weight in item.rubric]
    ),
}  # fmt: skip
_IN: dict[str, Callable[[Mapping[str, str]], dict[str, Any]]] = {
    "choice": _options_in,
    "choices": _options_in,
    "true_false": _truth_in,
    "number": _single_in,
    "expression": _single_in,
    "cloze": _passage_in,
    "matching": _pairs_in,
    "ordering": lambda cell: {"steps": tuple(text for text, _ in _replies(cell))},
    "short_answer": _essay_in,
}
