"""GIFT as items: the grammar as Moodle reads it, comments and escapes included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ..asides import take_source, take_tags
from ..item import CannotCarry, ForeignQuestion, NotCarried, Offer, WrongReply
from ..markup_in import lost_in, plain_to_markdown, to_markdown
from ._embedded import marks, placeholder
from ._gift_out import HINT, MODEL
from ._gift_pieces import ESCAPED, ESCAPES, blocks
from ._rubric import points_of
from ._tolerance import left_out, merged
from ._words_only import words_item

_MEANT = {sign: written[1:] for written, sign in ESCAPES.items()} | {"\ue017": "\n"}
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]")
_MARK = re.compile(r"\[(id|tag):([^\]]+)\]")
_TRUTH = re.compile(r"\s*(TRUE|FALSE|T|F)\s*(#.*)?$", re.DOTALL | re.IGNORECASE)
_SHARE = re.compile(r"\s*%(-?[0-9]+(?:\.[0-9]*)?)%")
RUBRIC = f"after ####, below a line “{MODEL}”."
UNCLOSED = "A } is missing after its answers. Add it to the file."
TWO_LISTS = (
    "It has two lists of answers between { and }. Make a question of each, with an empty line "
    "between them, or write \\{ and \\} where braces belong to the text."
)
_ANSWER = re.compile(r"[=~][^=~]*")
SPLIT = re.compile(r"\n\n(?=[^\n]*\ue000)")  # before the paragraph with the blank


def read_text(text: str) -> list[ForeignQuestion | NotCarried]:
    """The questions of a text, each with its category as the topic."""
    found: list[ForeignQuestion | NotCarried] = []
    category = ""
    for comments, block in blocks(text):
        said = block.strip()
        if said.startswith("$CATEGORY:"):
            category = said.removeprefix("$CATEGORY:").strip().rpartition("/")[2].strip()
            continue
        reading = _Question(ESCAPED.sub(lambda sign: ESCAPES[sign[0]], block))
        try:
            if reading.is_open or reading.has_two_lists:
                raise CannotCarry(UNCLOSED if reading.is_open else TWO_LISTS)
            found.append(replace(_item(reading, comments), topic=category))
        except CannotCarry as error:
            found.append(NotCarried(reading.title or _meant(reading.before)[:60], str(error)))
    return found


@dataclass
class _Question:
    """One paragraph, with its escapes as single signs; texts take its format."""

    text: str
    title: str = ""
    format: str = "moodle"
    before: str = ""
    answers: str | None = None  # between the braces
    after: str = ""
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        rest = self.text
        if found := _TITLE.match(rest):
            self.title, rest = " ".join(_meant(found[1]).split()), rest[found.end() :]
        if found := _FORMAT.match(rest):
            self.format, rest = found[1], rest[found.end() :]
        self.before, brace, rest = rest.partition("{")
        if brace:
            self.answers, _, self.after = rest.rpartition("}")

    @property
    def is_open(self) -> bool:
        """Whether the brace that begins its answers is never closed."""
        return "{" in self.text and "}" not in self.text.partition("{")[2]

    @property
    def has_two_lists(self) -> bool:
        """Whether its answers are closed and others begin after them."""
        depth = 1  # braces of a formula may be in an answer
        for sign in re.findall("[{}]", self.answers or ""):
            depth += 1 if sign == "{" else -1
            if not depth:
                return True
        return False

    def markdown(self, text: str) -> str:
        """A piece of it as our Markdown; it may name a format of its own."""
        own = _FORMAT.match(text)
        kind, text = (own[1], text[own.end() :]) if own else (self.format, text)
        text = _meant(text).strip()
        if kind == "markdown":
            return text
        if kind == "plain":
            return plain_to_markdown(text)
        self.notes += [note for note in lost_in(text) if note not in self.notes]
        return to_markdown(text.replace("\n", "<br>") if kind == "moodle" else text)


def _meant(text: str) -> str:
    """The text without escapes."""
    return re.sub("[\ue010-\ue017]", lambda sign: _MEANT[sign[0]], text)


def _item(reading: _Question, comments: list[str]) -> ForeignQuestion:
    if reading.answers is None:
        raise CannotCarry("It asks nothing: there are no answers between { and }.")
    said, _, feedback = reading.answers.partition("####")
    told = reading.markdown(feedback) if feedback.strip() else ""
    kind, answer = _answer(reading, said.strip())
    if kind == "short_answer":
        told, _, model = told.partition(MODEL)
        answer["model"], answer["rubric"] = points_of(model, RUBRIC)
    marked = [found for line in comments for found in _MARK.findall(line)]
    hints = [to_markdown(line.removeprefix(HINT)) for line in comments if line.startswith(HINT)]
    item = ForeignQuestion(
        kind=kind, title=reading.title, explanation=told.strip(), hints=tuple(hints),
        id=next((value for name, value in marked if name == "id"), "").strip(),
        **{"prompt": reading.markdown(reading.before), **answer},
    )  # fmt: skip
    found = take_source(take_tags(item, (value for name, value in marked if name == "tag")))
    return replace(found, notes=(*found.notes, *reading.notes))


def _answer(reading: _Question, said: str) -> tuple[str, dict[str, Any]]:
    """The type and the fields of what is between the braces, without the feedback."""
    if not said:
        return "short_answer", {}
    if truth := _TRUTH.match(said):
        remarks = [reading.markdown(part) for part in (truth[2] or "").split("#")[1:]]
        remark = "\n\n".join(dict.fromkeys(filter(None, remarks)))
        return "true_false", {"truth": truth[1].upper().startswith("T"), "remark": remark}
    if said.startswith("#"):
        return _embedded("number", reading, {"gaps": (_number(reading, said[1:]),)})
    answers = [_parted(piece) for piece in _ANSWER.findall(said)]
    if not answers:
        raise CannotCarry("Its answers begin neither with = nor with ~.")
    signs = {sign for sign, *_ in answers}
    if signs == {"="} and all("->" in text for _, _, text, _ in answers):
        return "matching", _pairs(reading, answers)
    if signs == {"="}:
        told = [(_meant(_FORMAT.sub("", text, 1)).strip(), share, reading.markdown(remark))
                for _, share, text, remark in answers]  # fmt: skip
        return _embedded("cloze", reading, words_item(told))
    single = "=" in signs
    if single:
        partly = [(text, share) for _, share, text, _ in answers if 0 < share < 1]
        reading.notes += [left_out(_meant(text).strip(), share) for text, share in partly]
    offers = tuple(
        Offer(reading.markdown(text), share == 1 if single else share > 0, reading.markdown(remark))
        for _, share, text, remark in answers
    )
    gap = "_____" if reading.after.strip() else ""
    prompt = reading.markdown(f"{reading.before}{gap}{reading.after}")
    return "choice" if single else "choices", {"offers": offers, "prompt": prompt}


def _parted(piece: str) -> tuple[str, float, str, str]:
    """Sign, share of the credit, text and remark of an answer."""
    sign, rest = piece[0], piece[1:]
    share = 1.0 if sign == "=" else 0.0
    if found := _SHARE.match(rest):
        share, rest = float(found[1]) / 100, rest[found.end() :]
    text, _, remark = rest.partition("#")
    return sign, share, text, remark.strip().rstrip("#")


def _pairs(reading: _Question, answers: list[tuple[str, float, str, str]]) -> dict[str, Any]:
    pairs = [(reading.markdown(left), reading.markdown(right))
             for left, _, right in (text.partition("->") for _, _, text, _ in answers)]  # fmt: skip
    spare = tuple(right for left, right in pairs if not left and right)
    return {"pairs": tuple(pair for pair in pairs if pair[0]), "distractors": spare}


def _number(reading: _Question, said: str) -> Any:
    pieces = _ANSWER.findall(said) or ["=" + said]
    right, wrong = [], []
    for _, share, text, remark in map(_parted, pieces):
        value, reach = _span(_meant(text).strip())
        if share == 1:
            right.append((value, reach))
        elif share > 0:
            reading.notes.append(left_out(_meant(text).strip(), share))
        elif remark:
            wrong.append(WrongReply(repr(value), reading.markdown(remark)))
    return merged(right, tuple(wrong))


def _span(said: str) -> tuple[float, float]:
    """Value and tolerance of `0.5`, `0.5:0.01` or `0.4..0.6`."""
    try:
        if ".." in said:
            low, high = map(float, said.split("..", 1))
            return round((low + high) / 2, 12), abs(high - low) / 2
        value, _, reach = said.partition(":")
        return float(value), float(reach or 0)
    except ValueError:
        raise CannotCarry(f"“{said[:40]}” is no number.") from None


def _embedded(kind: str, reading: _Question, found: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The same as a passage, if its text goes on after the answers."""
    after = _meant(reading.after).strip()
    if len(after) < 2 and not (kind == "cloze" and after) or after == "</p>":
        return kind, found
    text = reading.markdown(f"{reading.before}{placeholder(1)}{reading.after}")
    prompt, passage = SPLIT.split(text, 1) if SPLIT.search(text) else ("", text)
    return "cloze", found | {"prompt": prompt, "passage": marks(passage)}
