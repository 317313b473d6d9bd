"""The debrief of a mock interview as a document for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .debriefing import Debrief, Tally


def document(found: Debrief) -> dict[str, Any]:
    """The debrief for JSON; credits in 0..1, times in seconds, moments in ISO 8601."""
    interview = found.interview
    return {
        "interview": interview.id,
        "state": "finished",
        "minutes": interview.minutes,
        "seconds": round(interview.spent_seconds, 1),
        "began": _iso(interview.created_at),
        "ended": _iso(interview.finished_at),
        "score": found.score,
        "areas": [_tally(area) for area in found.areas],
        "skills": [_tally(skill) for skill in found.skills],
        "misconceptions": [
            {"remark": belief.remark, "questions": list(belief.numbers)} for belief in found.beliefs
        ],
        "questions": [
            {
                "number": entry.number,
                "question": entry.served.question_row.slug if entry.served else None,
                "area": entry.item.area,
                "follow_up": entry.item.follow_up,
                "probe": entry.item.probe,
                "state": entry.item.state,
                "seconds": entry.seconds,
                "target": entry.item.target,
                "responses": dict(entry.item.responses),
                "credit": entry.credit,
                "mark": entry.attempt.mark if entry.attempt else None,
            }
            for entry in found.entries
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {"name": tally.name, "title": tally.title, "questions": tally.questions,
            "credit": tally.credit}  # fmt: skip


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
