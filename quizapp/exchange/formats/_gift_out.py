"""Items as GIFT. What it has no place for is in comments, which Moodle skips and we read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..asides import tags_of, with_source
from ..item import CannotCarry, FileOut, ForeignQuestion, Gap, NotCarried, Offer
from ..markup_out import blocks, to_html
from ._tolerance import plain, reaches
from ._words_only import literal

BLANK = "\ue000"  # where the answers stand in a text
MODEL = "Model answer:"
HINT = "// hint: "
_SIGNS = re.compile(r"[~=#{}:]")
ONE_BLANK = "GIFT has only one blank in a question. Moodle XML has more."
HINTS = "GIFT has no hints. They are in comments, which only this program reads."
IMAGES = "GIFT has no images. Take Moodle XML."


def write_text(items: Sequence[ForeignQuestion]) -> FileOut:
    """One text with a category for each topic."""
    written, lost = ["// Questions from quizapp, in GIFT format"], []
    for topic, group in groupby(items, key=lambda item: item.topic):
        written.append(f"$CATEGORY: $course$/top/{topic}")
        for item in group:
            try:
                written += map(_question, _apart(item))
                lost += [NotCarried(item.title, HINTS)] if item.hints else []
            except CannotCarry as error:
                lost.append(NotCarried(item.title, str(error)))
    return FileOut(("\n\n".join(written) + "\n").encode(), tuple(lost))


def _apart(item: ForeignQuestion) -> Iterator[ForeignQuestion]:
    """The item, or if it is a variant with several blanks, a question for each of them."""
    if item.images:
        raise CannotCarry(IMAGES)
    if item.kind != "cloze" or len(item.gaps) == 1:
        yield item
        return
    if item.variant is None:
        raise CannotCarry(ONE_BLANK)
    for number, (gap, line) in enumerate(
        zip(item.gaps, item.passage.split("\n\n"), strict=True), 1
    ):
        own = replace(item, id=f"{item.id}.{number}", title=f"{item.title}, part {number}")
        asked = line.replace(f"[[{number}]]", "[[1]]")
        if gap.offers:
            kind = "choices" if gap.several else "choice"
            prompt = f"{item.prompt}\n\n{asked.replace(' = [[1]]', '')}"
            yield replace(own, kind=kind, offers=gap.offers, gaps=(), prompt=prompt)
        else:
            yield replace(own, passage=asked, gaps=(gap,))


def _question(item: ForeignQuestion) -> str:
    if item.kind not in _ANSWERS:
        raise CannotCarry("GIFT has no question that is answered with a formula or an order.")
    marks = [f"[id:{item.id}]", *(f"[tag:{tag}]" for tag in tags_of(item))]
    lines = [f"// {' '.join(marks)}"]
    lines += [HINT + to_html(hint).replace("\n", " ") for hint in item.hints]
    answers = [*_ANSWERS[item.kind](item)]
    if told := blocks([with_source(item)]) + _model(item):
        answers.append(f"####{safe(told)}")
    text = safe(_asked(item))
    braces = "{" + "\n\t".join(answers) + "\n}" if answers else "{}"
    before, blank, after = text.partition(BLANK)
    lines.append(f"::{safe(item.title)}::[html]{before}{braces}{after if blank else ''}")
    return "\n".join(lines)


def _asked(item: ForeignQuestion) -> str:
    if item.kind != "cloze":
        return to_html(item.prompt)
    passage = to_html(item.passage)
    if "[[1]]" not in re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "", passage, flags=re.DOTALL):
        raise CannotCarry("GIFT can't have a blank inside a formula.")
    return blocks([item.prompt]) + f"\n<p>{passage.replace('[[1]]', BLANK)}</p>"


def _model(item: ForeignQuestion) -> str:
    """The model answer and what it is compared with."""
    if item.kind != "short_answer":
        return ""
    points = "".join(f"<li>{to_html(point)}{'' if weight == 1 else f' (×{weight:g})'}</li>"
                     for point, weight in item.rubric)  # fmt: skip
    return f"<p>{MODEL}</p>{blocks([item.model])}<ul>{points}</ul>"


def safe(text: str) -> str:
    """A text with the signs of the format escaped, on one line."""
    text = _SIGNS.sub(r"\\\g<0>", text.replace("\\", "\\\\"))
    return text.replace("\n", r"\n")


def _told(remark: str) -> str:
    return f" #{safe(to_html(remark))}" if remark else ""


def _options(item: ForeignQuestion) -> Iterator[str]:
    for offer in item.offers:
        yield f"{_sign(offer, item)}{safe(to_html(offer.text))}{_told(offer.remark)}"


def _sign(offer: Offer, item: ForeignQuestion) -> str:
    if item.kind == "choice":
        return "=" if offer.correct else "~"
    alike = sum(other.correct == offer.correct for other in item.offers)
    return f"~%{100 / alike * (1 if offer.correct else -1):.7g}%"


def _truth(item: ForeignQuestion) -> Iterator[str]:
    told = _told(item.remark)
    yield f"{'TRUE' if item.truth else 'FALSE'}{told}{told}"


def _gap(item: ForeignQuestion) -> Iterator[str]:
    gap = item.gaps[0]
    if gap.formula:
        raise CannotCarry("GIFT has no question that is answered with a formula or an order.")
    yield from _number(gap) if gap.value is not None else _words(gap)


def _number(gap: Gap) -> Iterator[str]:
    yield "#"
    for value, reach in reaches(gap):
        yield f"=%100%{plain(value)}:{plain(reach)}"
    for mistake in gap.mistakes:
        said = f"{plain(float(mistake.text))}:{plain(reaches(gap)[-1][1])}"
        yield f"=%0%{said}{_told(mistake.remark)}"


def _words(gap: Gap) -> Iterator[str]:
    for text in gap.accept:
        yield f"=%100%{safe(literal(text))}"
    for mistake in gap.mistakes:
        yield f"=%0%{safe(literal(mistake.text))}{_told(mistake.remark)}"


def _pairs(item: ForeignQuestion) -> Iterator[str]:
    for left, right in (*item.pairs, *(("", text) for text in item.distractors)):
        if "->" in left + right:
            raise CannotCarry("A text has “->” in it, which separates pairs in GIFT.")
        yield f"={safe(to_html(left))} -> {safe(to_html(right))}"


def _essay(item: ForeignQuestion) -> Iterator[str]:
    yield from ()


_ANSWERS: dict[str, Callable[[ForeignQuestion], Iterator[str]]] = {
    "choice": _options,
    "choices": _options,
    "true_false": _truth,
    "number": _gap,
    "cloze": _gap,
    "matching": _pairs,
    "short_answer": _essay,
}
