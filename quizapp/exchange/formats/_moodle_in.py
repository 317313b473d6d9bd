"""Moodle XML as items. Questions that ours cannot say are listed with the reason."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from ..asides import take_source, take_tags
from ..item import CannotCarry, ForeignQuestion, NotCarried, Offer, WrongReply
from ..markup_in import lost_in, plain_to_markdown, to_markdown
from ._embedded import gaps_in, marks
from ._moodle_out import PLUGIN_FILE
from ._rubric import points_of
from ._tolerance import left_out, merged
from ._words_only import words_item

PASSAGE = '<div class="passage">'
WORDS = re.compile(r'<p class="words">(.*?)</p>', re.DOTALL)
OTHERS = {
    "calculated": "It is computed from a formula in Moodle. Look for a template that draws the "
    "same numbers.",
    "description": "It asks nothing.",
    "random": "It only points to other questions.",
}


def read_questions(root: Element) -> list[ForeignQuestion | NotCarried]:
    """The questions in a `<quiz>`, each with its category as the topic."""
    found: list[ForeignQuestion | NotCarried] = []
    category = ""
    for element in root.iter("question"):
        kind = element.get("type", "")
        if kind == "category":
            path = (element.findtext("category/text") or "").replace("//", "\x00")
            category = path.rpartition("/")[2].replace("\x00", "/").strip()
            continue
        reading = _Reading(element)
        try:
            found.append(_item(reading, kind, category))
        except CannotCarry as error:
            found.append(NotCarried(reading.title, str(error)))
    return found


@dataclass
class _Reading:
    """A `<question>` while it is read: its texts as Markdown, its images, what was lost."""

    element: Element
    images: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return (self.element.findtext("name/text") or "").strip()

    def text(self, element: Element | None) -> str:
        """The text in an element, with the images that stand beside it."""
        if element is None:
            return ""
        for file in element.findall("file"):
            self._take(file)
        return self.markdown(element.findtext("text") or "", element.get("format", "html"))

    def markdown(self, source: str, kind: str = "html") -> str:
        if kind == "markdown":
            return source.strip()
        if kind == "plain_text":
            return plain_to_markdown(source)
        self.notes += [note for note in lost_in(source) if note not in self.notes]
        return to_markdown(source, self._image)

    def _take(self, file: Element) -> None:
        name = (file.get("name") or "").rpartition("/")[2]
        try:
            self.images[name] = base64.b64decode(file.text or "", validate=False)
        except (binascii.Error, ValueError):
            self.notes.append(f"The image {name} is broken.")

    def _image(self, source: str) -> str:
        name = unquote(source.removeprefix(PLUGIN_FILE)).partition("?")[0]
        if source.startswith(PLUGIN_FILE) and name in self.images:
            return name.replace(" ", "%20")
        note = f"An image was left out, which isn't in the file: {source[:60]}"
        self.notes += [] if note in self.notes else [note]
        return ""

    def answers(self) -> Iterator[tuple[Element, float]]:
        """Each answer with its share of the credit, from −1 to 1."""
        for answer in self.element.findall("answer"):
            try:
                yield answer, float(answer.get("fraction") or 0) / 100
            except ValueError:
                raise CannotCarry("The share of an answer is no number.") from None


def _item(reading: _Reading, kind: str, category: str) -> ForeignQuestion:
    if kind not in _READERS:
        what = OTHERS.get(kind.removesuffix("simple").removesuffix("multi"), "")
        raise CannotCarry(what or f"There is no question of the type {kind or '(none)'} here.")
    element = reading.element
    ours, answer = _READERS[kind](reading)
    if "prompt" not in answer:
        answer["prompt"] = reading.text(element.find("questiontext"))
    item = ForeignQuestion(
        kind=ours, title=reading.title, id=(element.findtext("idnumber") or "").strip(),
        topic=category, explanation=reading.text(element.find("generalfeedback")),
        hints=tuple(filter(None, map(reading.text, element.findall("hint")))), **answer,
    )  # fmt: skip
    tags = [tag.findtext("text") or "" for tag in element.findall("tags/tag")]
    found = take_source(take_tags(item, tags))
    return replace(found, images=reading.images, notes=(*found.notes, *reading.notes))


def _choice(reading: _Reading) -> tuple[str, dict[str, Any]]:
    single = (reading.element.findtext("single") or "true").strip() in ("true", "1")
    offers = []
    for answer, share in reading.answers():
        remark = reading.text(answer.find("feedback"))
        text = reading.text(answer)
        if single and 0 < share < 1:
            reading.notes.append(left_out(text, share))
        right = share == 1 if single else share > 0
        offers.append(Offer(text, right, remark, answer.get("name", "")))
    return "choice" if single else "choices", {"offers": tuple(offers)}


def _true_false(reading: _Reading) -> tuple[str, dict[str, Any]]:
    truth, remarks = False, []
    for answer, share in reading.answers():
        said = (answer.findtext("text") or "").strip().lower()
        truth = (said == "true") if share > 0 else truth
        remarks.append(reading.text(answer.find("feedback")))
    remark = "\n\n".join(dict.fromkeys(filter(None, remarks)))
    return "true_false", {"truth": truth, "remark": remark}


def _number(reading: _Reading) -> tuple[str, dict[str, Any]]:
    right, wrong = [], []
    for answer, share in reading.answers():
        said = (answer.findtext("text") or "").strip()
        remark = reading.text(answer.find("feedback"))
        try:
            if share == 1:
                reach = float(answer.findtext("tolerance") or 0)
                right.append((float(said), reach))
            elif share > 0:
                reading.notes.append(left_out(said, share))
            elif said != "*" and remark:
                wrong.append(WrongReply(repr(float(said)), remark, answer.get("name", "")))
        except ValueError:
            raise CannotCarry(f"“{said[:40]}” is no number.") from None
    gap = merged(right, tuple(wrong))
    unit = reading.element.findtext("units/unit/unit_name") or ""
    return "number", {"gaps": (replace(gap, unit=unit),)}


def _matching(reading: _Reading) -> tuple[str, dict[str, Any]]:
    pairs, distractors = [], []
    for sub in reading.element.findall("subquestion"):
        left = reading.text(sub)
        right = reading.markdown(sub.findtext("answer/text") or "")
        if left:
            pairs.append((left, right))
        elif right:
            distractors.append(right)
    return "matching", {"pairs": tuple(pairs), "distractors": tuple(distractors)}


def _ordering(reading: _Reading) -> tuple[str, dict[str, Any]]:
    return "ordering", {"steps": tuple(reading.text(answer) for answer, _ in reading.answers())}


def _essay(reading: _Reading) -> tuple[str, dict[str, Any]]:
    model, rubric = points_of(reading.text(reading.element.find("graderinfo")))
    return "short_answer", {"model": model, "rubric": rubric}


def _words(reading: _Reading) -> tuple[str, dict[str, Any]]:
    answers = [((answer.findtext("text") or "").strip(), share,
                reading.text(answer.find("feedback")))
               for answer, share in reading.answers()]  # fmt: skip
    return "cloze", words_item(answers)


def _passage(reading: _Reading) -> tuple[str, dict[str, Any]]:
    element = reading.element.find("questiontext")
    reading.text(element)  # takes its images
    source = (element.findtext("text") or "") if element is not None else ""
    before, _, passage = source.partition(PASSAGE)
    text, gaps = gaps_in(passage or before, reading.markdown)
    listed = WORDS.search(before) if passage else None
    prompt = reading.markdown(WORDS.sub("", before)) if passage else ""
    found = {"prompt": prompt, "passage": marks(reading.markdown(text)), "gaps": gaps}
    return "cloze", found | ({"words": tuple(unescape(listed[1]).split(", "))} if listed else {})


_READERS: dict[str, Callable[[_Reading], tuple[str, dict[str, Any]]]] = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "numerical": _number,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "shortanswer": _words,
    "multianswer": _passage,
    "cloze": _passage,
}
