"""Asking for one answer until it can be read, so that a typo is never marked wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import Any

from engine.answers.number import NumberAnswer
from engine.errors import Unreadable
from engine.exercise.exercise import Exercise, Part
from engine.marking.responses import plain_name, read_all
from quizapp.kinds import is_written, kind_of

from ..presenting.amounts import figure
from ..presenting.latex import width
from .obeying import BackError, Commands, obeyed
from .own_words import NOTHING, compared, write
from .screen import Screen

UNREAD = "That is what you had typed; it can't be read."
LEFT = "-"  # typed for one of several blanks that is left empty
SHOWN = 8  # significant digits of what arithmetic comes to
BEFORE_CARET = 40  # columns of a long answer shown before the place that cannot be read


def ask(
    screen: Screen,
    part: Part,
    prompt: str,
    role: str,
    commands: Commands,
    *,
    compare: bool = True,
    begun: str = "",
    keep: Callable[[str], None] = lambda text: None,
    names: Mapping[str, float] | None = None,
) -> str:
    """A response that the part can read, or "" if it is left blank.

    It continues what was `begun`. A text passes its lines to `keep`, and is then compared with its
    model answer if `compare` is set. Arithmetic may use `names`.
    """
    if is_written(part.answer.kind):
        while True:
            begun = write(screen, prompt, commands, begun, keep)
            if not begun or not compare:
                return begun
            with suppress(BackError):  # from the points to the text
                return compared(screen, part.answer, begun, commands)
    if kind_of(part.answer).blanks(part.answer):
        return _piecewise(screen, part.answer, prompt, role, commands, begun, keep)
    return _line(screen, part.answer, prompt, role, commands, names, begun)


def _line(
    screen: Screen, answer: Any, prompt: str, role: str, commands: Commands,
    names: Mapping[str, float] | None = None, begun: str = "",
) -> str:  # fmt: skip
    """A line that the answer can read, or "" if it is left blank.

    What was `begun` is there to be edited, or Enter keeps it.
    """
    symbols = _not_commands(answer, commands, names or ())
    keeps = begun if begun.strip() and is_read(answer, begun) else ""
    if begun.strip() and not screen.edits:
        screen.line(f"{prompt}{begun}")
        screen.aside("Enter keeps it." if keeps else UNREAD)
    blanks = 0
    while True:
        there, begun = begun if screen.edits else "", ""
        raw = screen.read(prompt, role, there)
        if obeyed(raw, commands, symbols):
            continue
        added = raw.removeprefix(there) if there else raw
        if added != raw and not is_read(answer, raw) and obeyed(added, commands, symbols):
            continue  # a command, typed after what was there
        if keeps and not raw.strip() and not screen.edits:
            return keeps
        if not raw.strip():
            blanks += 1
            if blanks == 2:
                return ""
            screen.note(NOTHING)
        elif _readable(screen, answer, raw, prompt, names):
            return raw


def _piecewise(
    screen: Screen,
    answer: Any,
    prompt: str,
    role: str,
    commands: Commands,
    begun: str,
    keep: Callable[[str], None],
) -> str:
    """Ask for the blanks of one answer, one after the other; "" if all are left blank."""
    kind = kind_of(answer)
    fields = kind.typed_pieces(answer, begun)
    pieces, index = kind.blanks(answer), 0
    done = [bool(text.strip()) and is_read(pieces[i][1], text) for i, text in enumerate(fields)]
    if all(done):  # someone came back to it
        done = [False] * len(done)
    while index < len(pieces):
        label, piece = pieces[index]
        before = f"{prompt.rstrip(': =')} {label}: "
        if done[index]:
            screen.line(before + screen.paint(role, fields[index]))
        else:
            try:
                fields[index] = _line(screen, piece, before, role, commands, begun=fields[index])
            except BackError:
                if index == 0:
                    raise
                index -= 1
                done[index] = False
                continue
            done[index] = True
            keep(kind.from_pieces(fields))
        index += 1
    return kind.from_pieces([text or LEFT for text in fields]) if any(fields) else ""


def letters_taken(exercise: Exercise, commands: Collection[str]) -> set[str]:
    """The commands that need their colon somewhere in this exercise."""
    answers = [part.answer for part in exercise.parts]
    answers += [piece for each in answers for _, piece in kind_of(each).blanks(each)]
    names = {plain_name(part.label) for part in exercise.parts if part.answer.kind == "number"}
    return {*commands} & (names.union(*(_not_commands(each, commands, ()) for each in answers)))


def _not_commands(answer: Any, commands: Collection[str], names: Collection[str]) -> set[str]:
    """What may be an answer here, so that it is a command only with a colon."""
    kind = kind_of(answer) if hasattr(answer, "kind") else None
    letters = commands if kind and kind.choices(answer) else ()
    return {
        *getattr(answer, "symbols", ()),
        *names,
        *(letter for letter in letters if is_read(answer, letter)),
    }


def is_read(answer: Any, text: str) -> bool:
    """Whether the answer can read the text."""
    try:
        answer.read(text)
    except Unreadable:
        return False
    return True


def point_at(screen: Screen, raw: str, trouble: Unreadable, prompt: str | None = None) -> None:
    """Show a caret where the response cannot be read, and the advice.

    The caret goes below what was just typed after `prompt`, or else below a copy of it.
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
    """Show the response again, or the part around `at` if it is long."""
    start = max(0, at - BEFORE_CARET)
    shown = raw.replace("\t", " ").replace("\n", " ")[start : start + screen.columns - 8]
    before, after = "…" * (start > 0), "…" * (start + len(shown) < len(raw))
    screen.line(f"    {before}{shown}{after}")
    return f"    {before}", shown, at - start


def readable(exercise: Exercise, responses: Mapping[str, str]) -> dict[str, str]:
    """The responses that their parts can read."""
    read = read_all(exercise, responses)
    return {name: text for name, text in responses.items()
            if not isinstance(read[name], Unreadable) and read[name] is not None}  # fmt: skip


def _readable(
    screen: Screen, answer: Any, raw: str, prompt: str, names: Mapping[str, float] | None
) -> bool:
    try:
        calculates = names and isinstance(answer, NumberAnswer)
        found = answer.read(raw, names) if calculates else answer.read(raw)
    except Unreadable as trouble:
        point_at(screen, raw, trouble, prompt)
        return False
    if getattr(found, "computed", False):
        screen.aside(f"= {figure(float(found), digits=SHOWN)}")
    return True
