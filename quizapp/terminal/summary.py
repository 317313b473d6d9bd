"""The summary of a drill, and a learner's progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, Any

from quizapp.models import was_tried

from ..presenting.amounts import count, duration, percent
from ..presenting.latex import pad, width
from .bars import bar, grade
from .screen import Screen

if TYPE_CHECKING:
    from quizapp.practice import Progress

    from .drill import Drill

BAR, SHORT_BAR = 16, 6  # columns
NARROW = 60  # columns; up to here the titles need the room more than the bars


def summary(drill: Drill) -> dict[str, Any]:
    """Count, mean score and time, overall and by skill, and every attempt; ready for JSON."""
    return {
        "questions": len(drill.attempts),
        "score": fmean(a.score for a in drill.attempts) if drill.attempts else None,
        "seconds": round(drill.seconds, 1),
        "ended": drill.ended,
        "skills": [
            {"skill": slug, "title": title, "questions": len(scores), "score": fmean(scores)}
            for (slug, title), scores in _by_skill(drill).items()
        ],
        "attempts": [
            {
                "id": attempt.id,
                "question": attempt.revision.question.slug,
                "seed": attempt.seed,
                "responses": attempt.responses,
                "mark": attempt.mark,
                "score": attempt.score,
                "hints_used": attempt.hints_used,
                "duration_seconds": attempt.duration_seconds,
            }
            for attempt in drill.attempts
        ],
    }


def show_summary(screen: Screen, drill: Drill) -> None:
    """Show the summary as a few lines with bars."""
    screen.line()
    if not drill.attempts:
        if not drill.left_open and not drill.unstored:
            screen.line("You answered nothing, so nothing was stored.")
        return
    tried = [attempt.score for attempt in drill.attempts if was_tried(attempt.mark)]
    asked, given_up = count(len(drill.attempts), "question"), len(drill.attempts) - len(tried)
    if tried and given_up:  # which no score counts
        asked += f", {given_up} given up"
    result = _accuracy(screen, fmean(tried)) if tried else "given up"
    screen.line(f"{asked} · {result} · {duration(drill.seconds)}")
    screen.line()
    rows = [
        (title, len(scores), fmean(scores))
        for (_, title), scores in _by_skill(drill, only_tried=True).items()
    ]
    show_bars(screen, rows)


def show_bars(screen: Screen, rows: Sequence[tuple[str, int | None, float | None]]) -> None:
    """Show a line for each (title, answers or None to leave them out, share or None)."""
    size = SHORT_BAR if screen.columns < NARROW else BAR
    room = screen.columns - size - 16
    widest = min(room, max((width(title) for title, _, _ in rows), default=0))
    for title, answers, score in rows:
        shown = title if width(title) <= widest else title[: widest - 1] + "…"
        if score is None:
            line = screen.paint("dim", "─" * size) + "      –"
        else:
            role = grade(score)
            line = bar(score, size, screen.paint, role) + screen.paint(role, f"{percent(score):>7}")
        screen.line(f"  {pad(shown, widest)}  {line}{'' if answers is None else f'{answers:5}'}")


def _by_skill(drill: Drill, only_tried: bool = False) -> dict[tuple[str, str], list[float]]:
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for attempt in drill.attempts:
        if only_tried and not was_tried(attempt.mark):
            continue
        skill = attempt.revision.question.skill
        scores[skill.slug, skill.title].append(attempt.score)
    return scores


def _accuracy(screen: Screen, accuracy: float | None) -> str:
    """The mean score in its colour, or a dash where only solutions were asked for."""
    shown = percent(accuracy)
    return shown if accuracy is None else screen.paint(grade(accuracy), shown)


def show_progress(screen: Screen, found: Progress, show_trends: Callable[[], None]) -> None:
    """Show trends, a bar for each skill, and recent mistakes."""
    if not found.attempts:
        screen.line(f"Nothing answered yet: start with {screen.command('drill')}.")
    else:
        accuracy = _accuracy(screen, found.accuracy)
        answers, days = count(found.attempts, "answer"), count(found.streak, "day")
        screen.line(f"{answers} · {accuracy} · {days} in a row")
        screen.line()
        show_trends()
    screen.line()
    screen.heading("Score by topic, and answers")
    show_bars(screen, [(skill.title, skill.attempts, skill.accuracy) for skill in found.skills])
    if found.mistakes:
        screen.line()
        screen.heading("Not correct yet")
    for mistake in found.mistakes:
        screen.markdown(
            f"{mistake.title} ({mistake.skill})", first=f"{percent(mistake.score):>6}  "
        )
