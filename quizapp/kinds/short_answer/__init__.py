"""A few sentences, marked point by point; where that is unsure, their writer decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.short_answers.findings import SURE

from .._base import Kind, kind
from .evidence import PointShown, pieces, shown
from .second_opinion import examiner, second_opinions

OWN_WORDS = (
    "In your own words. An empty line ends your answer. From the second line on, a command needs a "
    "colon, like `:q`."
)
SENT = (
    "Where we aren't sure, your answer goes to %s for a second opinion, without your name. The "
    "decision is yours."
)


@kind
class OwnWords(Kind):
    """Explain it."""

    name = "Explain"
    seconds = 120.0
    is_field = True
    is_written = True

    def how(self, answer: Any) -> str:
        return f"{OWN_WORDS} {self.notice}".strip()

    def solution(self, answer: Any) -> str:
        points = "\n".join(f"{i}. {point.told}" for i, point in enumerate(answer.rubric, 1))
        return f"{answer.model}\n\nPoints an examiner looks for:\n\n{points}"

    def reason(self, remark: str) -> str:
        return remark.partition(" You missed:")[0]

    def key_sheet(self, answer: Any) -> dict[str, Any]:
        return {"points": len(answer.rubric)}

    def pieces(self, text: str, points: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
        """A text in pieces, each with the numbers of the points it is evidence of."""
        return pieces(text, points)

    def points(self, answer: Any, blank: Any) -> list[PointShown]:
        """Each point of the rubric beside what was written."""
        if blank.mark:
            return shown(answer, blank.findings, blank.confirmed, marked=True)
        ticked = [number - 1 for number in blank.ticked]
        return self.rows(answer, blank.findings, blank.written, ticked)

    def findings(self, answer: Any, text: str, blank: Any = None) -> Sequence[Mapping[str, Any]]:
        """What was found of each point: as it was marked, or as it would be now."""
        if blank:
            found: Sequence[Mapping[str, Any]] = blank.findings
            return found
        return [point.as_dict() for point in answer.examine(text.strip()).points]

    def rows(
        self, answer: Any, points: Sequence[Mapping[str, Any]], text: str,
        ticked: Sequence[int] = (),
    ) -> list[PointShown]:  # fmt: skip
        """Each point of a text that is not marked yet."""
        unsure = [n for n, found in enumerate(points) if found["confidence"] < SURE]
        opinions = second_opinions(answer, text, unsure)
        return shown(answer, points, ticked, marked=False, opinions=opinions)

    @property
    def notice(self) -> str:
        """Who else may read the answer; "" if nobody will."""
        return SENT % host if (host := examiner()) else ""

    def advice(self, answer: Any, index: int) -> list[str]:
        """What would make the point at this index fairer (Markdown), for its author."""
        from engine.short_answers.proposing import overlaps, proposal

        found = [f"`{text}` also makes point {other + 1}." for text, other
                 in overlaps(answer.rubric, index)]  # fmt: skip
        text = proposal(answer.rubric, answer.model, index)
        return found + ([f"Another phrasing might be `{text}`."] if text else [])
