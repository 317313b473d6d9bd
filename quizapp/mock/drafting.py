"""Where what is typed in an interview is kept until it is sent."""

from __future__ import annotations

from quizapp.models import Interview


def place(interview: Interview, position: int) -> str:
    """The place of the draft of one question: below the address of the interview's page."""
    return f"/mock/{interview.id}/{position}"
