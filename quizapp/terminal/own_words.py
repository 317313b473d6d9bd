"""Free-text answers: written line by line; their writer is asked only about unsure points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.errors import Unreadable

from ..kinds.short_answer.second_opinion import second_opinions
from ..presenting.latex import width
from ..presenting.phrases import CONFIRM
from .obeying import Commands, obeyed
from .screen import Screen, StopError

NOTHING = "Nothing was entered. Press Enter again to leave it blank."
UNFOUND = "We found nothing in this that answers the question."
EDITOR = "e"  # opens the learner's editor, unless the letter is another command


def write(
    screen: Screen,
    prompt: str,
    commands: Commands,
    begun: str = "",
    keep: Callable[[str], None] = lambda text: None,
) -> str:
    """Read lines up to an empty one; "" if there are none, even after asking again.

    The text continues what was `begun`, and is passed to `keep` after every line. From the second
    line on, commands need the colon. A pasted text may have empty lines.
    """
    lines = begun.split("\n") if begun.strip() else []
    margin = " " * (width(prompt) - 2) + "… "
    _show(screen, prompt, margin, lines)
    blanks = 0
    while blanks < (1 if lines else 2):
        try:
            line = screen.read(margin if lines else prompt)
        except StopError as stop:
            if stop.typed.strip():
                keep("\n".join([*lines, stop.typed]))
            raise
        if not lines or line.strip().startswith(":"):
            if EDITOR not in commands and line.strip().lower().removeprefix(":") == EDITOR:
                lines = _edited(screen, lines)
                _show(screen, prompt, margin, lines)
                keep("\n".join(lines))
                continue
            if obeyed(line, commands):
                _show(screen, prompt, margin, lines)
                continue
        if line.strip():
            lines += line.split("\n")
            keep("\n".join(lines))
            blanks = 0
        elif lines and screen.pasted_more():
            lines.append("")
        else:
            blanks += 1
            if not lines and blanks == 1:
                screen.note(NOTHING)
    return "\n".join(lines).strip()


def compared(screen: Screen, answer: Any, written: str, commands: Commands) -> str:
    """The text, plus a last line with the unsure points that its writer ticked, if there are any.

    A text that is marked without its writer comes back as it is.
    """
    examined = answer.examine(written)
    if examined.is_empty:
        screen.note(examined.trouble or UNFOUND)
        return checked_off(written, "none")
    if not examined.unsure:
        return written
    screen.forget_typeahead()
    screen.line()
    screen.heading(CONFIRM)
    opinions = second_opinions(answer, written, examined.unsure)
    for index in examined.unsure:
        spans = examined.points[index].spans
        quoted = ", ".join(f"“{written[start:end]}”" for start, end in spans)
        screen.markdown(answer.rubric[index].told, first=f"  {index + 1}  ")
        if quoted:
            screen.markdown(f"You wrote {quoted}.", indent=5)
        if index in opinions:
            screen.markdown(opinions[index], indent=5)
    screen.line()
    few = " ".join(str(index + 1) for index in examined.unsure[:2])
    said = f"Its number, `{few}`" if len(examined.unsure) == 1 else f"Their numbers, like `{few}`"
    screen.aside(f"{said}, or `none`.")
    blanks = 0
    while True:
        points = screen.read("Points: ").strip()
        if obeyed(points, commands):
            continue
        blanks += not points
        checked = checked_off(written, points if blanks < 2 else "none")
        try:
            answer.read(checked)
        except Unreadable as trouble:
            screen.note(str(trouble))
        else:
            screen.heading("A model answer")
            screen.markdown(answer.model, indent=2)
            screen.line()
            return checked


def checked_off(written: str, points: str) -> str:
    """A text with its writer's points as the last line."""
    return f"{written}\n[self-check: {points}]"


def _show(screen: Screen, prompt: str, margin: str, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        screen.line((margin if number else prompt) + line)


def _edited(screen: Screen, lines: list[str]) -> list[str]:
    """The text after the learner edited it, or unchanged if there is no editor."""
    import click

    if not screen.interactive:
        screen.note("The editor works only in a terminal.")
        return lines
    try:
        found = click.edit("\n".join(lines) + "\n", extension=".txt", require_save=False)
    except click.ClickException as error:
        screen.note(f"{error.message} Set EDITOR to one that is installed.")
        return lines
    return found.strip().split("\n") if found and found.strip() else []
