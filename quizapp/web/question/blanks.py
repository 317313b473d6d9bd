"""The blanks of a question on a page: what was typed, what could not be read, and marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from engine import Unreadable
from engine.answers._base import PartMark
from engine.answers.short_answer import Unsure
from engine.exercise.exercise import Exercise, Part
from quizapp.kinds import Kind, is_written, kind_of
from quizapp.models import Attempt
from quizapp.practice import NotMarked
from quizapp.practice.drafts import PREFIX

CHECKED = "[self-check:"
COMPARE = Unreadable("Compare.")


@dataclass(frozen=True)
class PageBlank:
    """A part and its state; `typed` holds the text of each of its fields."""

    part: Part
    number: int  # from 1, in the order of the exercise
    typed: tuple[str, ...] = ()
    trouble: Unreadable | None = None
    empty: bool = False  # the only trouble is that nothing was entered
    partial: bool = False  # … or not all that there is to enter
    mark: PartMark | None = None
    ticked: tuple[int, ...] = ()  # points of a rubric, from 1, that are ticked so far

    @property
    def id(self) -> str:
        return f"blank-{self.number}"

    @property
    def field(self) -> str:
        return field(self.part)

    @property
    def kind(self) -> str:
        return self.part.answer.kind

    @property
    def way(self) -> Kind:
        """How to ask and show its kind of answer."""
        return kind_of(self.part.answer)

    @property
    def text(self) -> str:
        return " ".join(self.typed)

    @property
    def off(self) -> bool:
        """Whether it lost credit."""
        return self.mark is not None and self.mark.credit < 1

    @property
    def written(self) -> str:
        """A text answer without its last line, which says what points it covers."""
        return self.text.rpartition(CHECKED)[0].strip() if CHECKED in self.text else self.text

    @property
    def checking(self) -> bool:
        """Whether a text answer is waiting to be compared with its rubric."""
        if not is_written(self.kind) or not self.trouble or self.empty and not self.text.strip():
            return False
        examined = getattr(self.trouble, "examined", None)
        return examined is None or not examined.is_empty

    @property
    def findings(self) -> Sequence[Mapping[str, Any]]:
        """What was found of each point of a rubric; () if nobody has looked yet."""
        if self.mark:
            return self.mark.points
        examined = getattr(self.trouble, "examined", None)
        return [found.as_dict() for found in examined.points] if examined else ()

    @property
    def confirmed(self) -> tuple[int, ...]:
        """The points (from 0) that its writer found in a text that is marked."""
        if self.findings:
            return tuple(n for n, found in enumerate(self.findings) if found.get("ticked"))
        ticks = self.text.rpartition(CHECKED)[2] if CHECKED in self.text else ""
        return tuple(int(tick) - 1 for tick in re.findall(r"\d+", ticks))

    @property
    def can_stay(self) -> bool:
        """Whether it may be marked as it is: left blank, or with too few digits."""
        if self.checking:
            return False
        return self.empty or self.partial or bool(self.trouble and self.response is not None)

    @property
    def beside_the_point(self) -> bool:
        """Whether it is a text in which nothing was found; the note beside it says so."""
        return self.partial and isinstance(self.trouble, Unsure)

    @property
    def given(self) -> str:
        """The answer; for a choice, the text of the chosen options."""
        return self.way.given(self.part.answer, self.text)

    @property
    def response(self) -> Any:
        """The text that was read (indices from 0); None if it can't be read."""
        try:
            return self.part.answer.read(self.text)
        except Unreadable:
            return None

    def place(self, index: int) -> str:
        """What was typed into the field with this index."""
        return self.typed[index] if index < len(self.typed) else ""


def field(part: Part) -> str:
    """The name of a part's form fields."""
    return f"{PREFIX}{part.name}"


def fresh(exercise: Exercise) -> list[PageBlank]:
    """Blanks with nothing typed."""
    return [PageBlank(part, number) for number, part in enumerate(exercise.parts, 1)]


def typed(
    exercise: Exercise, form: MultiDict[str, str], refused: NotMarked | None = None
) -> list[PageBlank]:
    """Blanks with what the form holds, and what could not be read in it."""
    troubles = refused.parts if refused else {}
    empty = refused.blank if refused else frozenset()
    ticked = tuple(form.getlist("point", type=int))
    given = responses(exercise, form)
    blanks = [
        PageBlank(
            part, number, _fields(form, part), troubles.get(part.name),
            empty=part.name in empty and not given[part.name].strip(),
            partial=part.name in empty and bool(given[part.name].strip()), ticked=ticked,
        )
        for number, part in enumerate(exercise.parts, 1)
    ]  # fmt: skip
    return [
        replace(blank, trouble=_unticked(blank)) if _compared(blank, form) else blank
        for blank in blanks
    ]


def _unticked(blank: PageBlank) -> Unreadable:
    """What was found in a text before its writer was asked, to be shown again."""
    try:
        blank.part.answer.read(blank.written)
    except Unsure as unsure:
        return unsure
    except Unreadable:
        pass
    return COMPARE


def _compared(blank: PageBlank, form: MultiDict[str, str]) -> bool:
    """Whether a text was being compared with its rubric when the form was sent."""
    waits = blank.trouble is None and "checked" in form and blank.text.strip()
    return is_written(blank.kind) and bool(waits)


def marked(exercise: Exercise, attempt: Attempt) -> list[PageBlank]:
    """Blanks with the answers and marks of an attempt."""
    marks: Mapping[str, Any] = attempt.mark["parts"]
    return [
        PageBlank(
            part,
            number,
            typed=(attempt.responses.get(part.name, ""),),
            mark=PartMark(**marks[part.name]),
        )
        for number, part in enumerate(exercise.parts, 1)
    ]


def responses(exercise: Exercise, form: MultiDict[str, str]) -> dict[str, str]:
    """Each part's text: its fields joined, plus a last line with the ticks on a rubric."""
    found = {part.name: kind_of(part.answer).joined(_fields(form, part)) for part in exercise.parts}
    for part in exercise.parts:
        if is_written(part.answer.kind) and "checked" in form and found[part.name]:
            ticks = " ".join(form.getlist("point")) or "none"
            found[part.name] += f"\n{CHECKED} {ticks}]"
    return found


def _fields(form: MultiDict[str, str], part: Part) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n") for text in form.getlist(field(part)))
