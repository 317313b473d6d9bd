"""Moodle's blanks inside a text: `{1:NUMERICAL:=0.25:0.01#Yes~%0%0.5:0#That is the value.}`.

Braces, hashes and tildes of the texts are written as entities, which Moodle and we read as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from ..item import CannotCarry, Gap, Offer, WrongReply
from ..markup_in import bounded
from ..markup_out import to_html
from ._tolerance import left_out, merged, plain, reaches
from ._words_only import ANY, CAPITALS, literal, words_gap

BLANK = re.compile(r"\{(\d*):([A-Z_]+):((?:[^}\\]++|\\.)*+)\}", re.DOTALL)
_COMMA = re.compile(r",(?=[0-9])")  # which some write in decimals, as Moodle allows
_UNFINISHED = re.compile(  # not x_{1:T} of a formula
    r"\{\d*:(?:SHORTANSWER|SA|MW|NUMERICAL|NM|MULTICHOICE|MC|MULTIRESPONSE|MR)[A-Z_]*[:}][^{}]{0,40}"
)
_SEPARATOR = re.compile(r"(?<![\\&])~")
_FEEDBACK = re.compile(r"(?<![\\&])#")
_CREDIT = re.compile(r"^(=|%(-?[0-9]+(?:\.[0-9]*)?)%)?")
_BY_CAPITALS = {"SHORTANSWER_C", "SAC", "MWC"}
_WORDS = {"SHORTANSWER", "SA", "MW"} | _BY_CAPITALS
WEIGHTS = "Its blanks counted differently there. Here, each counts the same."
_NUMBERS = {"NUMERICAL", "NM"}
_ONE = re.compile(r"(MULTICHOICE|MC)(_?(V|H|S|VS|HS))?$")
_MANY = re.compile(r"(MULTIRESPONSE|MR)(_?(H|S|HS))?$")

Text = Callable[[str], str]  # HTML -> Markdown
Note = Callable[..., None]  # tells the author


def write_gap(gap: Gap) -> str:
    """One blank as Moodle embeds it; raises `CannotCarry`."""
    if gap.formula:
        raise CannotCarry("Moodle has no blank that takes a formula.")
    if gap.offers:
        kind = "MULTIRESPONSE" if gap.several else "MULTICHOICE_V"
        offers = [(_credit(offer, gap), to_html(offer.text), offer.remark) for offer in gap.offers]
        return _blank(kind, offers)
    if gap.value is None:
        right = [("=", literal(text), "") for text in gap.accept]
        wrong = [("%0%", literal(w.text), w.remark) for w in gap.mistakes]
        return _blank("SHORTANSWER", right + wrong)
    numbers = [("=", f"{plain(at)}:{plain(reach)}", "") for at, reach in reaches(gap)]
    wrong = [("%0%", f"{w.text}:{plain(reaches(gap)[-1][1])}", w.remark)
             for w in gap.mistakes]  # fmt: skip
    return _blank("NUMERICAL", numbers + wrong)


def read_gap(kind: str, body: str, text: Text, note: Note) -> Gap:
    """The blank of an embedded question; raises `CannotCarry`."""
    answers = [_answer(piece) for piece in _SEPARATOR.split(body)]
    if kind in _WORDS:
        note(*([CAPITALS] if kind in _BY_CAPITALS else []))
        told = ((_plain(said), credit, text(remark)) for credit, said, remark in answers)
        gap, lost = words_gap(told)
        note(*lost)
        return gap
    several = bool(_MANY.match(kind))
    if not several:
        note(*(left_out(_plain(said), share) for share, said, _ in answers if 0 < share < 1))
    if kind in _NUMBERS:
        return _number(answers, text)
    if not several and not _ONE.match(kind):
        raise CannotCarry(f"There are no blanks of the type {kind} here.")
    offers = tuple(Offer(text(said), credit > 0 if several else credit == 1, text(remark))
                   for credit, said, remark in answers)  # fmt: skip
    return Gap(offers=offers, several=several)


def _number(answers: list[tuple[float, str, str]], text: Text) -> Gap:
    right, wrong = [], []
    for credit, said, remark in answers:
        value, _, reach = _COMMA.sub(".", _plain(said)).partition(":")
        if credit == 1:
            right.append((_float(value), _float(reach or "0")))
        elif credit <= 0 and value != ANY and remark:
            wrong.append(WrongReply(value, text(remark)))
    return merged(right, tuple(wrong))


def _float(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        raise CannotCarry(f"A blank has “{said[:40]}” where a number should be.") from None


def _answer(piece: str) -> tuple[float, str, str]:
    """The credit from −1 to 1, what is answered and the remark."""
    said, *remark = _FEEDBACK.split(piece, maxsplit=1)
    found = _CREDIT.match(said)
    credit = (
        1.0 if found and found[1] == "=" else float(found[2]) / 100 if found and found[2] else 0
    )
    said = said[found.end() :] if found else said
    return credit, _bare(said), _bare(remark[0]) if remark else ""


def _bare(text: str) -> str:
    return re.sub(r"\\([}#~/\"\\])", r"\1", text).strip()


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text)).strip()


def _credit(offer: Offer, gap: Gap) -> str:
    alike = sum(other.correct == offer.correct for other in gap.offers)
    if gap.several:
        return f"%{100 / alike * (1 if offer.correct else -1):.5g}%"
    return "=" if offer.correct else ""


def _blank(kind: str, answers: list[tuple[str, str, str]]) -> str:
    def safe(text: str) -> str:
        for sign in "}~{":
            text = text.replace(sign, f"&#{ord(sign)};")
        return re.sub(r"(?<!&)#", "&#35;", text).replace("\n", " ")

    told = [
        f"{credit}{safe(said if kind.startswith('MULTI') else html.escape(said, quote=False))}"
        + (f"#{safe(to_html(remark))}" if remark else "")
        for credit, said, remark in answers
    ]
    return f"{{1:{kind}:{'~'.join(told)}}}"


def placeholder(number: int) -> str:
    """What stands for a blank while HTML becomes Markdown, which leaves it alone."""
    return f"\ue000{number}\ue001"


def marks(markdown: str) -> str:
    """The blanks as our passages have them."""
    return re.sub("\ue000([0-9]+)\ue001", r"[[\1]]", markdown)


def gaps_in(source: str, text: Text, note: Note) -> tuple[str, tuple[Gap, ...]]:
    """HTML with a placeholder for each blank, and the blanks; raises `CannotCarry`."""
    gaps: list[Gap] = []
    weights = set()

    def taken(found: re.Match[str]) -> str:
        weights.add(int(found[1] or 1))
        gaps.append(read_gap(found[2], found[3], text, note))
        return placeholder(len(gaps))

    rest = BLANK.sub(taken, bounded(source))
    if broken := _UNFINISHED.search(rest):
        raise CannotCarry(f"A blank has no answers, or is never closed: {broken[0]}")
    note(*([WEIGHTS] if len(weights) > 1 else []))
    return rest, tuple(gaps)
