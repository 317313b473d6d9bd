"""A few sentences, held against a rubric by the learner: the tool does not pretend to read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from ..errors import BadQuestion, Unreadable
from ._base import CORRECT, LONGEST_RESPONSE, WRONG, Answer, PartMark, answer, nonblank
from ._read_text import pick, words

_CHECKED = re.compile(r"\[self-check:([^\[\]]*)\]$")


@dataclass(frozen=True)
class RubricPoint:
    """Something a good answer says, and how much it counts."""

    point: str
    weight: float = 1.0


@dataclass(frozen=True)
class CheckedText:
    """What was written, and the rubric points (from 0) its writer found in it."""

    text: str
    covered: tuple[int, ...]


@answer
@dataclass(frozen=True)
class ShortAnswer(Answer):
    """Free text, then a line `[self-check: 1 3]` naming the rubric points that were covered.

    Without that line the text is not marked yet: it is `Unreadable`, and nothing is lost.
    """

    kind: ClassVar[str] = "short_answer"

    model: str
    rubric: tuple[RubricPoint, ...]

    def read(self, raw: str) -> CheckedText:
        text = nonblank(raw)
        match = _CHECKED.search(text)
        if match is None:
            raise Unreadable(
                "Compare your answer with the model answer and tick the points it covers."
            )
        written = text[: match.start()].strip()
        if not written:
            raise Unreadable("Write your answer first, then check it.")
        if match[1].strip().lower() == "none":
            return CheckedText(written, ())
        start = raw.rindex("[self-check:") + len("[self-check:")
        picks = {pick(word, start + at, len(self.rubric)) for word, at in words(match[1])}
        return CheckedText(written, tuple(sorted(picks)))

    def judge(self, response: CheckedText) -> PartMark:
        missed = [n for n in range(len(self.rubric)) if n not in response.covered]
        if not missed:
            return PartMark(CORRECT, 1.0)
        total = sum(entry.weight for entry in self.rubric)
        credit = sum(self.rubric[n].weight for n in response.covered) / total
        remark = f"{len(response.covered)} of {len(self.rubric)} points covered. You missed:\n"
        listed = [f"* {self.rubric[n].point}" for n in missed]
        return PartMark(WRONG, credit, "\n".join([remark, *listed]))

    def write(self) -> str:
        every = " ".join(str(n) for n in range(1, len(self.rubric) + 1))
        return f"{self.model.strip()}\n[self-check: {every}]"

    @property
    def key(self) -> str:
        return self.model

    def near_misses(self) -> tuple[str, ...]:
        return tuple(
            f"{self.model.strip()}\n[self-check: {some}]"
            for some in ("none", *map(str, range(1, len(self.rubric) + 1)))
        )

    @classmethod
    def samples(cls) -> tuple[ShortAnswer, ...]:
        saturated = RubricPoint("σ′ is nearly 0 where σ saturates", 2)
        return (
            cls("The slope is nearly 0, so it learns slowly.", (saturated, RubricPoint("slow"))),
        )

    def check(self) -> None:
        if not self.model.strip() or len(self.model) > LONGEST_RESPONSE // 2:
            raise BadQuestion("Give a model answer of a few sentences.", ("model",))
        if not 2 <= len(self.rubric) <= 6:
            raise BadQuestion("Give 2 to 6 rubric points.", ("rubric",))
        for index, entry in enumerate(self.rubric):
            if not entry.point.strip():
                raise BadQuestion("This rubric point is empty.", ("rubric", index, "point"))
            if not 0 < entry.weight <= 100:
                raise BadQuestion("A weight is above 0, at most 100.", ("rubric", index, "weight"))
