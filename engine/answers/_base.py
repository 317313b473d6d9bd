"""The expected answer *is* the question type.

An answer knows its own fields, how to read a raw response (always text), how to judge what it
read, and how a learner would write the right one. Dropping a file into `engine/answers/` adds a
question type; `ANSWERS` maps its `kind` to the class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..errors import Unreadable
from ..registry import Registry

CORRECT, ROUNDED, FOLLOW_THROUGH = "correct", "rounded", "follow_through"
WRONG, IMPRECISE, UNREADABLE = "wrong", "imprecise", "unreadable"
NAMED = "misconception:"  # beginning of the verdict on a mistake that was recognised

ANSWERS: Registry[type[Answer]] = Registry("engine.answers")

LONGEST_RESPONSE = 10_000  # characters


@dataclass(frozen=True)
class Misconception:
    """A wrong answer worth naming: `op.rule`, its value, and how a learner would type it."""

    name: str
    answer: Any  # JSON-ready
    written: str
    remark: str
    also: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "answer": self.answer,
            "written": self.written,
            "remark": self.remark,
            "also": list(self.also),
        }


@dataclass(frozen=True)
class PartMark:
    """The verdict on one part: its credit in 0..1 and a remark (Markdown) for the learner."""

    verdict: str
    credit: float
    remark: str = ""
    also: tuple[str, ...] = ()  # names of other misconceptions that give the same number
    points: Sequence[Mapping[str, Any]] = ()  # what was found of each point of a rubric
    by_hand: float = 0.0  # share of the credit that rests on the learner's own word
    probe: str = ""  # what an interviewer would ask next

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; `also` and `points` only where there is something in them."""
        told: dict[str, Any] = {
            "verdict": self.verdict,
            "credit": self.credit,
            "remark": self.remark,
        }
        if self.also:
            told["also"] = list(self.also)
        if self.points:
            told["points"] = [dict(point) for point in self.points]
        if self.by_hand:
            told["by_hand"] = self.by_hand
        if self.probe:
            told["probe"] = self.probe
        return told


@dataclass(frozen=True)
class Answer:
    """Base of every question type. Subclasses are frozen dataclasses registered with `@answer`."""

    kind: ClassVar[str]

    def read(self, raw: str) -> Any:
        """The response behind the text; raises `Unreadable` (also for blank text)."""
        raise NotImplementedError

    def judge(self, response: Any) -> PartMark:
        """The mark of a response that `read` returned."""
        raise NotImplementedError

    def write(self) -> str:
        """The right answer as a learner would type it."""
        raise NotImplementedError

    @property
    def key(self) -> Any:
        """The right answer, JSON-ready."""
        raise NotImplementedError

    @property
    def envelope(self) -> tuple[float, float] | None:
        """Lowest and highest accepted number; None for exact answers."""
        return None

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """The wrong answers worth naming."""
        return ()

    def near_misses(self) -> tuple[str, ...]:
        """Responses close to the right one that must be refused (read by the law)."""
        raise NotImplementedError

    @classmethod
    def samples(cls) -> tuple[Answer, ...]:
        """A few instances for the law that runs over every question type."""
        raise NotImplementedError

    def as_it_is(self, raw: str) -> str:
        """A response with gaps, where its type has such, as one that leaves them on purpose."""
        return raw

    def posed(self, prompt: str) -> Answer:
        """This answer, for one who needs to know what was asked."""
        return self

    def settled(self, raw: str) -> str:
        """The form of a response that is stored, which means the same whatever order was shown."""
        return raw

    def typed(self, raw: str) -> str:
        """A stored response, as a learner would type it given the order on the screen."""
        return raw

    def check(self) -> None:
        """Raise `BadQuestion` where the fields fit their types but make no fair question."""

    def mark(self, raw: str) -> PartMark:
        """Read and judge in one go; what cannot be read is `unreadable`, never wrong."""
        try:
            return self.judge(self.read(raw))
        except Unreadable as error:
            return PartMark(UNREADABLE, 0.0, str(error))


def answer(cls: type[Answer]) -> type[Answer]:
    """Class decorator: register a question type under its `kind`."""
    ANSWERS.add(cls.kind, cls)
    return cls


def nonblank(raw: str) -> str:
    """The stripped text, or `Unreadable` when there is none or far too much of it."""
    if len(raw) > LONGEST_RESPONSE:
        raise Unreadable(f"That is over {LONGEST_RESPONSE:,} characters; please shorten it.")
    if not raw.strip():
        raise Unreadable("Nothing was entered.")
    return raw.strip()
