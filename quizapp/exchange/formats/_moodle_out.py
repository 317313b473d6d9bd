"""Items as Moodle XML."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import escape

from ..asides import tags_of, with_source
from ..item import CannotCarry, FileOut, ForeignQuestion, NotCarried
from ..markup_out import blocks, to_html
from ._embedded import write_gap
from ._tolerance import plain, reaches

TYPES = {"choice": "multichoice", "choices": "multichoice", "true_false": "truefalse",
         "number": "numerical", "cloze": "multianswer", "matching": "matching",
         "ordering": "ordering", "short_answer": "essay"}  # fmt: skip
PENALTY = "0.3333333"
PLUGIN_FILE = "@@PLUGINFILE@@/"
IN_FORMULA = re.compile(r"\\\((?:(?!\\\)).)*\[\[\d+\]\]|\\\[(?:(?!\\\]).)*\[\[\d+\]\]", re.DOTALL)
LATEX_IN_MENU = "Moodle shows the formulas on the right as source, since they are in menus."


def write_questions(items: Sequence[ForeignQuestion]) -> FileOut:
    """One file with a category for each topic."""
    quiz, lost = Element("quiz"), []
    for topic, group in groupby(items, key=lambda item: item.topic):
        category = SubElement(quiz, "question", type="category")
        _text(category, "category", f"$course$/top/{topic.replace('/', '//')}")
        for item in group:
            try:
                question, notes = _question(item)
                quiz.append(question)
                lost += [NotCarried(item.title, note) for note in notes]
            except CannotCarry as error:
                lost.append(NotCarried(item.title, str(error)))
    indent(quiz, " ")
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return FileOut(head + tostring(quiz, encoding="utf-8", xml_declaration=False), tuple(lost))


def _question(item: ForeignQuestion) -> tuple[Element, list[str]]:
    """The element, and what it could not say; raises `CannotCarry`."""
    if item.kind not in TYPES:
        raise CannotCarry("Moodle has no question that is answered with a formula.")
    question = Element("question", type=TYPES[item.kind])
    _text(question, "name", item.title)
    _html(question, "questiontext", _asked(item), item)
    _html(question, "generalfeedback", to_html(with_source(item)), item)
    for name, value in (("defaultgrade", "1"), ("penalty", PENALTY), ("hidden", "0")):
        SubElement(question, name).text = value
    SubElement(question, "idnumber").text = item.id
    _WRITERS.get(item.kind, _nothing)(question, item)
    for hint in item.hints:
        _html(question, "hint", to_html(hint), item)
    tags = SubElement(question, "tags")
    for tag in tags_of(item):
        _text(tags, "tag", tag)
    menus = (*(right for _, right in item.pairs), *item.distractors)
    return question, [LATEX_IN_MENU] if any("$" in text for text in menus) else []


def _asked(item: ForeignQuestion) -> str:
    """The text of the question; that of a passage has its blanks in it."""
    if item.kind != "cloze":
        return to_html(item.prompt)
    passage = to_html(item.passage)
    if IN_FORMULA.search(passage):
        raise CannotCarry("Moodle can't have a blank inside a formula.")
    for number, gap in enumerate(item.gaps, 1):
        passage = passage.replace(f"[[{number}]]", write_gap(gap), 1)
    listed = escape(", ".join(sorted(item.words, key=str.casefold)))
    words = f'<p class="words">{listed}</p>' if item.words else ""
    return f'{blocks([item.prompt])}{words}\n<div class="passage">{passage}</div>'


def _nothing(question: Element, item: ForeignQuestion) -> None:
    pass


def _choice(question: Element, item: ForeignQuestion) -> None:
    single = item.kind == "choice"
    _flag(question, "single", single)
    _flag(question, "shuffleanswers", not any(offer.pinned for offer in item.offers))
    SubElement(question, "answernumbering").text = "abc"
    for offer in item.offers:
        alike = sum(other.correct == offer.correct for other in item.offers)
        share = 100 / alike if offer.correct else 0 if single else -100 / alike
        answer = _answer(question, to_html(offer.text), share, offer.remark, item)
        if offer.name:
            answer.set("name", offer.name)


def _true_false(question: Element, item: ForeignQuestion) -> None:
    for truth in (True, False):
        share = 100 if truth == item.truth else 0
        _answer(question, "true" if truth else "false", share, item.remark, item)


def _number(question: Element, item: ForeignQuestion) -> None:
    (gap,) = item.gaps
    for value, reach in reaches(gap):
        answer = _answer(question, plain(value), 100, "", item, "moodle_auto_format")
        SubElement(answer, "tolerance").text = plain(reach)
    for mistake in gap.mistakes:
        answer = _answer(question, mistake.text, 0, mistake.remark, item, "moodle_auto_format")
        SubElement(answer, "tolerance").text = plain(reaches(gap)[-1][1])
        if mistake.name:
            answer.set("name", mistake.name)
    for name, said in (("unitgradingtype", "0"), ("unitpenalty", "0"), ("showunits", "0")):
        SubElement(question, name).text = said  # a unit may be typed, and costs nothing
    if gap.unit:
        unit = SubElement(SubElement(question, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = gap.unit


def _matching(question: Element, item: ForeignQuestion) -> None:
    _flag(question, "shuffleanswers", True)
    for left, right in (*item.pairs, *(("", text) for text in item.distractors)):
        sub = _html(question, "subquestion", to_html(left), item)
        _text(sub, "answer", to_html(right))


def _ordering(question: Element, item: ForeignQuestion) -> None:
    for name, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"),
                        ("gradingtype", "LONGEST_ORDERED_SUBSET")):  # fmt: skip
        SubElement(question, name).text = value
    for place, step in enumerate(item.steps, 1):
        _answer(question, to_html(step), place, "", item)


def _essay(question: Element, item: ForeignQuestion) -> None:
    points = "".join(
        f"<li>{to_html(point)}{'' if weight == 1 else f' (×{weight:g})'}</li>"
        for point, weight in item.rubric
    )
    for name, value in (("responseformat", "editor"), ("responserequired", "1"),
                        ("responsefieldlines", "10"), ("attachments", "0")):  # fmt: skip
        SubElement(question, name).text = value
    _html(question, "graderinfo", f"{blocks([item.model])}<ul>{points}</ul>", item)


_WRITERS: dict[str, Callable[[Element, ForeignQuestion], None]] = {
    "choice": _choice,
    "choices": _choice,
    "true_false": _true_false,
    "number": _number,
    "matching": _matching,
    "ordering": _ordering,
    "short_answer": _essay,
}


def _answer(
    question: Element,
    text: str,
    share: float,
    remark: str,
    item: ForeignQuestion,
    kind: str = "html",
) -> Element:
    answer = _html(question, "answer", text, item)
    answer.attrib = {"fraction": f"{share:.7g}", "format": kind}
    _html(answer, "feedback", to_html(remark), item)
    return answer


def _html(parent: Element, name: str, html: str, item: ForeignQuestion) -> Element:
    """An element with a text, and the images that the text shows."""
    element = SubElement(parent, name, format="html")
    shown = [image for image in item.images if f'src="{image}"' in html]
    for image in shown:
        html = html.replace(f'src="{image}"', f'src="{PLUGIN_FILE}{image}"')
    SubElement(element, "text").text = html
    for image in shown:
        file = SubElement(element, "file", name=image, path="/", encoding="base64")
        file.text = base64.b64encode(item.images[image]).decode()
    return element


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    SubElement(element, "text").text = text
    return element


def _flag(parent: Element, name: str, truth: bool) -> None:
    SubElement(parent, name).text = "true" if truth else "false"
