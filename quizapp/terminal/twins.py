"""Follow-ups: the same exercise with one thing changed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from quizapp.practice import Served, open_served

from .screen import Screen


def choose_twin(screen: Screen, session: Session, served: Served) -> Served | None:
    """Let the learner pick a changed exercise from a list; None if they pick none."""
    screen.line()
    follow_ups = served.follow_ups
    for number, (_, asked) in enumerate(follow_ups, 1):
        screen.markdown(asked, first=f"{number:3}  ")
    while True:
        typed = screen.read("Which one? Type its number, or press Enter for none: ").strip()
        if not typed:
            return None
        if not typed.isdecimal() or not 1 <= int(typed) <= len(follow_ups):
            screen.note(f"Type a number from 1 to {len(follow_ups)}.")
            continue
        chosen = open_served(
            session,
            served.question_row.id,
            served.seed,
            served.revision.id,
            level=served.question.level,
            and_if=follow_ups[int(typed) - 1][0],
        )
        if chosen:
            return chosen
        screen.note("We couldn't draw a fair variant of that. Pick another one.")
