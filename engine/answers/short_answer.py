"""A few sentences, marked point by point; where that is unsure, their writer decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from ..errors import BadQuestion, Unreadable
from ..short_answers.rubric import MustNotSay, RubricPoint
from ._base import CORRECT, LONGEST_RESPONSE, NAMED, WRONG, Answer, PartMark, answer, nonblank
from ._read_text import pick, words

if TYPE_CHECKING:
    from ..short_answers.findings import Examined

_CHECKED = re.compile(r"\[self-check:([^\[\]]*)\]$")
UNSURE = "We aren't sure about some points. Tick those you made."
NOTHING = (
    "We found nothing in this that answers the question. Say it in other words, or submit anyway."
)


class Unsure(Unreadable):
    """Some points need their writer's word; `examined` is what was found."""

    def __init__(self, message: str, examined: Examined) -> None:
        super().__init__(message)
        self.examined = examined


@dataclass(frozen=True)
class CheckedText:
    """What was written, what was found in it, and the unsure points (from 0) its writer ticked."""

    text: str
    examined: Examined
    ticked: tuple[int, ...] = ()

    @property
    def covered(self) -> tuple[int, ...]:
        """The points (from 0) that are made."""
        points = enumerate(self.examined.points)
        return tuple(
            n for n, found in points
            if (found.state == "said" if found.is_sure else n in self.ticked)
        )  # fmt: skip


@answer
@dataclass(frozen=True)
class ShortAnswer(Answer):
    """Free text, then perhaps a line `[self-check: 1 3]` with points that its writer found in it.

    The line counts only for points about which the examiner is unsure. Without it such a text is
    not marked yet: it is `Unreadable`, and nothing is lost.
    """

    kind: ClassVar[str] = "short_answer"

    model: str
    rubric: tuple[RubricPoint, ...]
    mistakes: tuple[MustNotSay, ...] = ()
    # The question, which says nothing as an answer; it is no key of `[answer]`.
    asked: str = field(default="", init=False, repr=False, compare=False)

    def posed(self, prompt: str) -> ShortAnswer:
        found = replace(self)
        object.__setattr__(found, "asked", prompt)
        return found

    def examine(self, text: str) -> Examined:
        """What the text says of each point."""
        from ..short_answers.examining import examine  # not before the first short answer

        return examine(text, self.rubric, self.mistakes, self.asked, self.model)

    def read(self, raw: str) -> CheckedText:
        text = nonblank(raw)
        match = _CHECKED.search(text)
        written = text[: match.start()].strip() if match else text
        if not written:
            raise Unreadable("Write your answer first, then check it.")
        examined = self.examine(written)
        if match is None:
            if examined.is_empty:
                raise Unsure(examined.trouble or NOTHING, examined)
            if examined.unsure:
                raise Unsure(UNSURE, examined)
            return CheckedText(written, examined)
        if match[1].strip().lower() == "none":
            return CheckedText(written, examined)
        start = raw.rindex("[self-check:") + len("[self-check:")
        picks = {pick(word, start + at, len(self.rubric)) for word, at in words(match[1])}
        return CheckedText(written, examined, tuple(sorted(picks & set(examined.unsure))))

    def judge(self, response: CheckedText) -> PartMark:
        credits = [self._credit(response, n) for n in range(len(self.rubric))]
        weights = [entry.weight for entry in self.rubric]
        total = sum(entry.weight for entry in self.rubric if not entry.bonus)
        earned = sum(credit * weight for credit, weight in zip(credits, weights, strict=True))
        wrong = self._wrong(response.examined)
        lost = sum(entry.weight for entry in wrong)
        credit = max(0.0, (min(earned, total) - lost) / total)
        more: dict[str, Any] = {"points": self._told(response)}
        if earned:
            ticked = sum(weights[n] for n in response.ticked)
            more["by_hand"] = round(ticked / earned, 3)
        if credit > 1 - 1e-9:
            return PartMark(CORRECT, 1.0, **more)
        verdict = f"{NAMED}{wrong[0].name}" if wrong else WRONG
        more["probe"] = self._probe(response, wrong)
        return PartMark(verdict, credit, self._remark(response, wrong), **more)

    def _credit(self, response: CheckedText, index: int) -> float:
        found = response.examined.points[index]
        if index in response.covered:
            return 1.0
        return 0.5 if found.state == "partly" and found.is_sure else 0.0

    def _told(self, response: CheckedText) -> tuple[dict[str, Any], ...]:
        return tuple(
            found.as_dict() | ({} if found.is_sure else {"ticked": n in response.ticked})
            for n, found in enumerate(response.examined.points)
        )

    def probe(self, text: str) -> str:
        """What an interviewer asks next; unsure points pass for made. "" if nothing is missing."""
        examined = self.examine(text)
        response = CheckedText(text, examined, examined.unsure)
        return self._probe(response, self._wrong(examined))

    def _wrong(self, examined: Examined) -> list[MustNotSay]:
        """What must not be said, and surely was."""
        return [
            entry for entry, found in zip(self.mistakes, examined.mistakes, strict=True)
            if found.state == "said" and found.is_sure
        ]  # fmt: skip

    def _probe(self, response: CheckedText, wrong: list[MustNotSay]) -> str:
        """The next question: what exposes a mistake, or asks for the weightiest missing point."""
        missing = [self.rubric[n] for n in range(len(self.rubric)) if n not in response.covered]
        missing.sort(key=lambda entry: (entry.bonus, -entry.weight))
        asked = [entry.probe for entry in wrong] + [entry.probe for entry in missing]
        return next(filter(None, asked), "")

    def _remark(self, response: CheckedText, wrong: list[MustNotSay]) -> str:
        said = [entry.remark for entry in wrong]
        said += [
            entry.reply
            for entry, found in zip(self.rubric, response.examined.points, strict=True)
            if found.state == "contradicted" and found.is_sure and entry.reply
        ]
        asked = [n for n, entry in enumerate(self.rubric) if not entry.bonus]
        missed = [n for n in asked if n not in response.covered]
        made = len(asked) - len(missed)
        extra = len(set(response.covered) - set(asked))
        more = f", and {extra} bonus point{'s' * (extra > 1)}" if extra else ""
        counted = f"{made} of {len(asked)} points covered{more}."
        if made and missed and len({self.rubric[n].weight for n in asked}) > 1:
            counted += " Some points count more than others."
        if missed:
            listed = [f"* {self.rubric[n].point}" for n in missed]
            counted = "\n".join([f"{counted} You missed:\n", *listed])
        return "\n\n".join([*dict.fromkeys(said), counted])

    def as_it_is(self, raw: str) -> str:
        """The text, if it is unsure, as one whose writer found no more in it."""
        try:
            self.read(raw)
        except Unsure:
            return f"{raw.strip()}\n[self-check: none]"
        except Unreadable:
            pass
        return raw

    def settled(self, raw: str) -> str:
        """The text with only those ticks that count, which keeps them apart in the log."""
        try:
            found = self.read(raw)
        except Unreadable:
            return raw
        if not found.examined.unsure and not found.examined.is_empty:
            return found.text
        ticks = " ".join(str(n + 1) for n in found.ticked) or "none"
        return f"{found.text}\n[self-check: {ticks}]"

    def write(self) -> str:
        every = " ".join(str(n) for n in range(1, len(self.rubric) + 1))
        return f"{self.model.strip()}\n[self-check: {every}]"

    @property
    def key(self) -> str:
        return self.model

    def near_misses(self) -> tuple[str, ...]:
        every = " ".join(str(n) for n in range(1, len(self.rubric) + 1))
        return (f"banana\n[self-check: {every}]", "The banana is not a network.\n[self-check: 1]")

    @classmethod
    def samples(cls) -> tuple[ShortAnswer, ...]:
        flat = RubricPoint(
            "σ′ is nearly 0 where σ saturates", 2, ("slope zero|flat", "saturate slope small"),
            ("slope large",), "Where a sigmoid saturates it is flat.",
        )  # fmt: skip
        slow = RubricPoint("it learns slowly", phrasings=("learn slow",))
        plain = (RubricPoint("σ′ is nearly 0 where σ saturates", 2), RubricPoint("slow"))
        stops = MustNotSay("saturation_is_convergence", ("unit converged",), "It is only stuck.")
        model = "The slope is nearly 0, so it learns slowly."
        return (cls(model, plain), cls(model, (flat, slow), (stops,)))

    def check(self) -> None:
        if not self.model.strip() or len(self.model) > LONGEST_RESPONSE // 2:
            raise BadQuestion("Give a model answer of a few sentences.", ("model",))
        if not 2 <= len(self.rubric) <= 8:
            raise BadQuestion("Give 2 to 8 rubric points.", ("rubric",))
        if all(entry.bonus for entry in self.rubric):
            raise BadQuestion("At least one point must count.", ("rubric", 0, "bonus"))
        for index, point in enumerate(self.rubric):
            _checked(point.check, ("rubric", index))
        for index, mistake in enumerate(self.mistakes):
            _checked(mistake.check, ("mistakes", index))
        examined = self.examine(self.model)
        for index, (entry, found) in enumerate(zip(self.rubric, examined.points, strict=True)):
            unsaid = found.state == "not found" and not found.spans
            unsaid = unsaid or (found.is_sure and found.state != "said")
            if entry.phrasings and unsaid:
                raise BadQuestion(
                    "The model answer doesn't say this in any of its phrasings. Add one that it "
                    "uses, or say it in the model answer.", ("rubric", index, "phrasings"),
                )  # fmt: skip
        for index, found in enumerate(examined.mistakes):
            if found.state == "said":
                raise BadQuestion("The model answer itself says this.", ("mistakes", index))


def _checked(check: Callable[[], None], where: tuple[str | int, ...]) -> None:
    try:
        check()
    except BadQuestion as error:
        raise BadQuestion(str(error), (*where, *error.where)) from None
