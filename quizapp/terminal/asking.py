"""Asking for one answer until it can be read: what cannot be read is never marked wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.answer import Unreadable
from engine.exercise import Part

from .box import width
from .screen import Screen

BEFORE_CARET = 40  # columns of a long answer shown before the place that cannot be read


class GiveUpError(Exception):
    """The learner wants to see the solution."""


def ask(screen: Screen, part: Part, prompt: str, role: str, hint: Callable[[], None]) -> str:
    """A response the part can read, or "" where it is left blank."""
    if part.answer.kind == "short_answer":
        return _ask_freely(screen, part.answer, prompt, hint)
    return _ask_line(screen, part.answer, prompt, role, hint)


def command(screen: Screen, line: str, hint: Callable[[], None], names: Any = ()) -> bool:
    """Obey `?`, `s` and `q`, with or without a colon; a letter that is a symbol needs the colon."""
    from .screen import StopError

    word = line.strip().lower()
    if word.removeprefix(":") not in ("?", "s", "q") or word in names:
        return False
    match word[-1]:
        case "s":
            raise GiveUpError
        case "q":
            raise StopError
    hint()
    return True


def _ask_line(screen: Screen, answer: Any, prompt: str, role: str, hint: Callable[[], None]) -> str:
    blank_before = False
    while True:
        raw = screen.read(prompt, role)
        if command(screen, raw, hint, getattr(answer, "symbols", ())):
            continue
        if not raw.strip():
            if blank_before:
                return ""
            blank_before = True
            screen.note("Nothing was entered. Enter once more leaves it blank.")
            continue
        try:
            answer.read(raw)
        except Unreadable as trouble:
            point_at(screen, raw, trouble)
        else:
            return raw


def point_at(screen: Screen, raw: str, trouble: Unreadable) -> None:
    """What was typed, a caret where it cannot be read, and the advice."""
    if trouble.at is not None:
        shown = raw.replace("\t", " ")
        start = max(0, trouble.at - BEFORE_CARET)
        end = start + screen.columns - 8
        before = ("…" if start else "") + shown[start : trouble.at]
        screen.line("    " + ("…" if start else "") + shown[start:end] + "…" * (end < len(shown)))
        screen.line("    " + " " * width(before) + screen.paint("amber", "^"))
    screen.note(str(trouble))


def _ask_freely(screen: Screen, answer: Any, prompt: str, hint: Callable[[], None]) -> str:
    """Free text, then the learner's own check of it against the rubric."""
    text = _lines(screen, prompt, hint)
    if not text:
        return ""
    screen.line()
    screen.heading("A model answer")
    screen.markdown(answer.model, indent=2)
    screen.line()
    screen.heading("Which of these points did your answer make?")
    for i, point in enumerate(answer.rubric, 1):
        screen.markdown(point.point, first=f"  {i}  ")
    screen.line()
    screen.markdown("Their numbers, like `1 3`, or `none`.", indent=2)
    blanks = 0
    while True:
        points = screen.read("  Points made: ")
        if points.strip().lower() in ("q", ":q"):
            command(screen, points, hint)
        blanks += not points.strip()
        points = "none" if blanks == 2 else points
        checked = f"{text}\n[self-check: {points.strip()}]"
        try:
            answer.read(checked)
        except Unreadable as trouble:
            screen.note(str(trouble))
        else:
            return checked


def _lines(screen: Screen, prompt: str, hint: Callable[[], None]) -> str:
    """Lines up to an empty one; "" when there are none, even when asked again."""
    lines: list[str] = []
    blanks = 0
    while blanks < (1 if lines else 2):
        line = screen.read("  … " if lines else prompt)
        if not lines and command(screen, line, hint):
            continue
        if line.strip():
            lines.append(line)
            continue
        blanks += 1
        if not lines and blanks == 1:
            screen.note("Nothing was entered. Enter once more leaves it blank.")
    return "\n".join(lines)
