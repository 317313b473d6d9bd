"""One line on a whole sheet: where the slips are, what follows from them, how many are right."""

from __future__ import annotations

from collections.abc import Mapping

from ..answers._base import FOLLOW_THROUGH, IMPRECISE, UNREADABLE, PartMark
from ..exercise.exercise import Exercise

NAMED = 3  # slips that are listed


def account(exercise: Exercise, marks: Mapping[str, PartMark], responses: Mapping[str, str]) -> str:
    """A line of Markdown with the labels of the blanks in LaTeX; "" for a lone or an empty one."""
    blank = sum(not responses.get(name, "").strip() for name in marks)
    if len(marks) < 2 or blank == len(marks):
        return ""
    right = sum(part.credit == 1 for part in marks.values())
    if right == len(marks):
        return "Both are correct." if right == 2 else f"All {right} are correct."
    slips = [part.name for part in exercise.parts
             if marks[part.name].credit < 1 and marks[part.name].verdict not in
             (UNREADABLE, FOLLOW_THROUGH, IMPRECISE)]  # fmt: skip
    said = [_slips(exercise, slips)] if slips else []
    follows = sum(part.verdict == FOLLOW_THROUGH and part.credit == 1 for part in marks.values())
    if slips and follows:
        everything = right + len(slips) == len(marks)
        said.append(
            ("Everything after it follows." if len(slips) == 1 else "All else follows.")
            if everything
            else f"{follows} {'answer follows' if follows == 1 else 'answers follow'} from your "
            "earlier values."
        )
    short = [part.credit for part in marks.values() if part.verdict == IMPRECISE]
    if halves := len(short) - short.count(0):
        said.append(f"{_with_few_digits(halves)}, half marks.")
    if copied := short.count(0):
        said.append(f"{_with_few_digits(copied)}.")
    if blank:
        said.append(f"{blank} left blank.")
    if unread := sum(part.verdict == UNREADABLE for part in marks.values()) - blank:
        said.append(f"{unread} couldn't be read.")
    return " ".join([*said, f"{right} of {len(marks)} correct."])


def _with_few_digits(count: int) -> str:
    return f"{count} {'has' if count == 1 else 'have'} too few digits to tell"


def _slips(exercise: Exercise, slips: list[str]) -> str:
    labels = [f"${label}$" if (label := exercise.part(name).label) else name for name in slips]
    if len(labels) > NAMED:
        return f"{len(labels)} slips, the first at {labels[0]}."
    where = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
    return f"{'One slip' if len(labels) == 1 else f'{len(labels)} slips'}: {where}."
