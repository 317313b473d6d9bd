"""Asking for one answer until it can be read: what cannot be read is never marked wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import Any

from engine.answer import Unreadable
from engine.exercise import Exercise, Part

from .box import width
from .screen import Screen

Commands = Mapping[str, Callable[[], None]]  # what may be typed instead of an answer

BEFORE_CARET = 40  # columns of a long answer shown before the place that cannot be read
NOTHING = "Nothing was entered. Enter once more leaves it blank."


def ask(
    screen: Screen,
    part: Part,
    prompt: str,
    role: str,
    commands: Commands,
    *,
    compare: bool = True,
) -> str:
    """A response the part can read, or "" where it is left blank.

    A text is then compared with its model; without `compare` it is left as it was written.
    """
    if part.answer.kind == "short_answer":
        written = _lines(screen, prompt, commands)
        return compared(screen, part.answer, written, commands) if written and compare else written
    symbols = getattr(part.answer, "symbols", ())
    blanks = 0
    while True:
        raw = screen.read(prompt, role)
        if obeyed(raw, commands, symbols):
            continue
        if not raw.strip():
            blanks += 1
            if blanks == 2:
                return ""
            screen.note(NOTHING)
        elif _readable(screen, part.answer, raw, prompt):
            return raw


def obeyed(line: str, commands: Commands, symbols: Collection[str] = ()) -> bool:
    """Whether the line was a command, `q` or `:q`; a letter that is a symbol needs the colon."""
    word = line.strip().lower()
    command = commands.get(word.removeprefix(":"))
    if command is None or word in symbols:
        return False
    command()
    return True


def point_at(screen: Screen, raw: str, trouble: Unreadable, prompt: str | None = None) -> None:
    """A caret where the response cannot be read, and the advice.

    The caret stands below what was just typed after `prompt`, or below a copy of it.
    """
    if trouble.at is not None:
        seen = prompt is not None and raw.isprintable()
        if prompt is None or not seen or width(prompt + raw) >= screen.columns:
            prompt, raw, at = _copied(screen, raw, trouble.at)
        else:
            at = trouble.at
        screen.line(" " * width(prompt + raw[:at]) + screen.paint("amber", "^"))
    screen.note(str(trouble))


def _copied(screen: Screen, raw: str, at: int) -> tuple[str, str, int]:
    """Show the response again, only what is around `at` where it is long."""
    start = max(0, at - BEFORE_CARET)
    shown = raw.replace("\t", " ")[start : start + screen.columns - 8]
    before, after = "…" * (start > 0), "…" * (start + len(shown) < len(raw))
    screen.line(f"    {before}{shown}{after}")
    return f"    {before}", shown, at - start


def readable(exercise: Exercise, responses: Mapping[str, str]) -> dict[str, str]:
    """Those of the responses that their parts can read."""
    found = {}
    for part in exercise.parts:
        with suppress(Unreadable):
            if part.name in responses and part.answer.read(responses[part.name]) is not None:
                found[part.name] = responses[part.name]
    return found


def _readable(screen: Screen, answer: Any, raw: str, prompt: str) -> bool:
    try:
        answer.read(raw)
    except Unreadable as trouble:
        point_at(screen, raw, trouble, prompt)
        return False
    return True


def compared(screen: Screen, answer: Any, written: str, commands: Commands) -> str:
    """The text with a last line that says which points of the rubric its writer found in it."""
    screen.line()
    screen.heading("A model answer")
    screen.markdown(answer.model, indent=2)
    screen.line()
    screen.heading("Which of these points did your answer make?")
    for number, point in enumerate(answer.rubric, 1):
        screen.markdown(point.point, first=f"  {number}  ")
    screen.line()
    screen.aside("Their numbers, like `1 3`, or `none`.")
    prompt, blanks = "Points: ", 0
    while True:
        points = screen.read(prompt).strip()
        if obeyed(points, {"q": commands["q"]}):
            continue
        blanks += not points
        checked = f"{written}\n[self-check: {points if blanks < 2 else 'none'}]"
        try:
            answer.read(checked)
        except Unreadable as trouble:
            screen.note(str(trouble))
        else:
            return checked


def _lines(screen: Screen, prompt: str, commands: Commands) -> str:
    """Lines up to an empty one; "" when there are none, even when asked again."""
    lines: list[str] = []
    blanks = 0
    while blanks < (1 if lines else 2):
        line = screen.read(" " * (width(prompt) - 2) + "… " if lines else prompt)
        if not lines and obeyed(line, commands):
            continue
        if line.strip():
            lines.append(line)
            blanks = 0
            continue
        blanks += 1
        if not lines and blanks == 1:
            screen.note(NOTHING)
    return "\n".join(lines)
