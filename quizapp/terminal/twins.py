"""What an interviewer asks next: one thing about the exercise changed, the numbers kept."""

from __future__ import annotations

from sqlalchemy.orm import Session

from quizapp.practice import Served, open_served

from .screen import Screen


def choose_twin(screen: Screen, session: Session, served: Served) -> Served | None:
    """The changed exercise the learner picks from a list; None for none after all."""
    screen.line()
    for number, twin in enumerate(served.twins, 1):
        screen.markdown(twin.question, first=f"{number:3}  ")
    while True:
        typed = screen.read("Which one? Its number, or Enter for none: ").strip()
        if not typed:
            return None
        if not typed.isdecimal() or not 1 <= int(typed) <= len(served.twins):
            screen.note(f"That is no number from 1 to {len(served.twins)}.")
            continue
        chosen = open_served(
            session,
            served.question_row.id,
            served.seed,
            served.revision.id,
            level=served.question.level,
            and_if=served.twins[int(typed) - 1].name,
        )
        if chosen:
            return chosen
        screen.note("No fair variant of that could be drawn; pick another one.")
