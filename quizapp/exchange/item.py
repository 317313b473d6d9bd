"""A question between two programs: what every format writes and reads. Texts are our Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class FileRefused(ValueError):
    """A whole file that cannot be read; the message says what to do."""


class CannotCarry(ValueError):
    """A question that cannot be said on the other side, and why."""


@dataclass(frozen=True)
class Offer:
    """An option to choose; `name` is the misconception behind a wrong one."""

    text: str
    correct: bool = False
    remark: str = ""
    name: str = ""
    pinned: bool = False


@dataclass(frozen=True)
class WrongReply:
    """A wrong word or number that is answered with a remark of its own."""

    text: str
    remark: str
    name: str = ""


@dataclass(frozen=True)
class Gap:
    """A blank: spellings to accept, a number with its bounds, a formula, or options."""

    accept: tuple[str, ...] = ()
    value: float | None = None
    lower: float = 0.0
    upper: float = 0.0
    unit: str = ""
    formula: str = ""
    symbols: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # each with its domain
    mistakes: tuple[WrongReply, ...] = ()
    shown: str = ""  # the number in the digits that were asked for
    offers: tuple[Offer, ...] = ()
    several: bool = False  # whether more than one of the options may be right

    @property
    def written(self) -> str:
        """The correct answer, for reading."""
        if self.offers:
            return "; ".join(offer.text for offer in self.offers if offer.correct)
        if self.value is None:
            return self.formula or (self.accept[0] if self.accept else "")
        return self.shown or f"{self.value!r}".removesuffix(".0")


@dataclass(frozen=True)
class ForeignQuestion:
    """One question. `kind` says which of the fields below `hints` are used."""

    kind: str  # one of our types, never "template"
    title: str
    prompt: str
    id: str = ""  # what it is known by where it comes from
    topic: str = ""  # our topic, or the name of a category elsewhere
    level: int = 0  # 0 if nobody says
    source: str = ""
    tags: tuple[str, ...] = ()
    explanation: str = ""
    hints: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()  # choice, choices
    truth: bool = False  # true_false …
    remark: str = ""  # … and what is said of either
    passage: str = ""  # cloze, with [[1]] where the first gap is
    gaps: tuple[Gap, ...] = ()  # cloze, number (one), expression (one)
    words: tuple[str, ...] = ()  # cloze: what the gaps are filled from
    pairs: tuple[tuple[str, str], ...] = ()  # matching
    distractors: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()  # ordering, in the right order
    model: str = ""  # short_answer
    rubric: tuple[tuple[str, float], ...] = ()  # each point and its weight
    variant: int | None = None  # which variant of a template it is
    images: Mapping[str, bytes] = field(default_factory=dict)  # by the names used in the texts
    notes: tuple[str, ...] = ()  # what was lost or changed on the way


@dataclass(frozen=True)
class NotCarried:
    """A question of a file that cannot come in, and why."""

    title: str
    why: str


@dataclass(frozen=True)
class FileOut:
    """A file to hand out, and what it could not carry: a question's title and the reason."""

    data: bytes
    lost: tuple[NotCarried, ...] = ()
    is_empty: bool = False  # no question fits at all, so there is no use in the file
