"""Moodle XML as items. Questions that ours cannot say are listed with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from ..asides import take_source, take_tags
from ..item import CannotCarry, ForeignQuestion, Gap, NotCarried, Offer, WrongReply
from ..markup_in import bounded
from ._embedded import gaps_in, marks, placeholder
from ._moodle_texts import MoodleQuestion, said_in
from ._rubric import points_of
from ._tolerance import left_out, merged
from ._words_only import CAPITALS, words_item

PASSAGE = '<div class="passage">'
CHOICE = re.compile(r"\[\[([0-9]{1,3})\]\]")
WORDS = re.compile(r'<p class="words">(.*?)</p>', re.DOTALL)
GRADERS = "in Moodle, under “Information for graders”."
FINED = "A wrong answer took marks away there. Here, it earns nothing."
UNEQUAL = "Its correct options earned different shares there. Here, they earn equal ones."
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
        reading = MoodleQuestion(element)
        try:
            found.append(_item(reading, kind, category))
        except CannotCarry as error:
            found.append(NotCarried(reading.title, str(error)))
    return found


def _item(reading: MoodleQuestion, kind: str, category: str) -> ForeignQuestion:
    if kind not in _READERS:
        what = OTHERS.get(kind.removesuffix("simple").removesuffix("multi"), "")
        raise CannotCarry(what or f"There is no question of the type {kind or '(none)'} here.")
    element = reading.element
    ours, answer = _READERS[kind](reading)
    if "prompt" not in answer:
        answer["prompt"] = reading.asked
    reading.said_of_all()
    item = ForeignQuestion(
        kind=ours, title=reading.title, id=(element.findtext("idnumber") or "").strip(),
        topic=category, explanation=reading.text(element.find("generalfeedback")),
        hints=reading.hints, **answer,
    )  # fmt: skip
    tags = [tag.findtext("text") or "" for tag in element.findall("tags/tag")]
    found = take_source(take_tags(item, tags))
    return replace(found, images=reading.images, notes=(*found.notes, *reading.notes))


def _choice(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    single = (reading.element.findtext("single") or "true").strip() in ("true", "1")
    offers = []
    for answer, share in reading.answers():
        remark = reading.text(answer.find("feedback"))
        text = reading.text(answer)
        if single and 0 < share < 1:
            reading.notes.append(left_out(text, share))
        if single and share < 0:
            reading.note(FINED)
        right = share == 1 if single else share > 0
        offers.append(Offer(text, right, remark, answer.get("name", "")))
    if not single and len({share for _, share in reading.answers() if share > 0}) > 1:
        reading.note(UNEQUAL)
    return "choice" if single else "choices", {"offers": tuple(offers)}


def _true_false(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    truth, remarks = False, []
    for number, (answer, share) in enumerate(reading.answers()):
        said = said_in(answer).lower()
        is_true = said == "true" or (
            said != "false" and not number
        )  # old files: in words, in order
        truth = is_true if share > 0 else truth
        remarks.append(reading.text(answer.find("feedback")))
    remark = "\n\n".join(dict.fromkeys(filter(None, remarks)))
    return "true_false", {"truth": truth, "remark": remark}


def _number(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    right, wrong = [], []
    for answer, share in reading.answers():
        said = said_in(answer)
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
    units = [unit.text or "" for unit in reading.element.findall("units/unit/unit_name")]
    if units[1:]:
        reading.note(f"Only {units[0]} is taken as its unit, not {', '.join(units[1:])}.")
    return "number", {"gaps": (replace(gap, unit=units[0] if units else ""),)}


def _matching(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    pairs, distractors = [], []
    for sub in reading.element.findall("subquestion"):
        left = reading.text(sub)
        right = reading.markdown(sub.findtext("answer/text") or "")
        if left:
            pairs.append((left, right))
        elif right:
            distractors.append(right)
    return "matching", {"pairs": tuple(pairs), "distractors": tuple(distractors)}


def _ordering(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    return "ordering", {"steps": tuple(reading.text(answer) for answer, _ in reading.answers())}


def _essay(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    model, rubric = points_of(reading.text(reading.element.find("graderinfo")), GRADERS)
    return "short_answer", {"model": model, "rubric": rubric}


def _words(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    answers = [(said_in(answer), share, reading.text(answer.find("feedback")))
               for answer, share in reading.answers()]  # fmt: skip
    if (reading.element.findtext("usecase") or "").strip() == "1":
        reading.note(CAPITALS)
    return "cloze", words_item(answers)


def _passage(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    element = reading.element.find("questiontext")
    reading.text(element)  # takes its images
    source = (element.findtext("text") or "") if element is not None else ""
    before, _, passage = source.partition(PASSAGE)
    text, gaps = gaps_in(passage or before, reading.markdown, reading.note)
    listed = WORDS.search(before) if passage else None
    prompt = reading.markdown(WORDS.sub("", before)) if passage else ""
    found = {"prompt": prompt, "passage": marks(reading.markdown(text)), "gaps": gaps}
    return "cloze", found | ({"words": tuple(unescape(listed[1]).split(", "))} if listed else {})


def _chosen_words(reading: MoodleQuestion) -> tuple[str, dict[str, Any]]:
    """A passage whose blanks are filled from menus, or by dragging: `[[2]]` takes the second."""
    found = [one for one in reading.element if one.tag in ("selectoption", "dragbox")]
    texts = [reading.text(one) for one in found]
    groups = [(one.findtext("group") or "1").strip() for one in found]
    gaps: list[Gap] = []

    def taken(mark: re.Match[str]) -> str:
        right = int(mark[1]) - 1
        if not 0 <= right < len(found):
            raise CannotCarry(f"There is no choice for the blank {mark[0]}.")
        menu = dict.fromkeys(text for text, group in zip(texts, groups, strict=True)
                             if group == groups[right])  # fmt: skip
        gaps.append(Gap(offers=tuple(Offer(text, text == texts[right]) for text in menu)))
        return placeholder(len(gaps))

    if len(set(groups)) > 1:
        reading.note("Each blank had choices of its own. Here, all are in one list.")
    element = reading.element.find("questiontext")
    if element is not None and (source := element.find("text")) is not None:
        source.text = CHOICE.sub(taken, bounded(source.text or ""))
    return "cloze", {"prompt": "", "passage": marks(reading.asked), "gaps": tuple(gaps)}


_READERS: dict[str, Callable[[MoodleQuestion], tuple[str, dict[str, Any]]]] = {
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
    "gapselect": _chosen_words,
    "ddwtos": _chosen_words,
}
