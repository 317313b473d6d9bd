"""Showing a question and prompting for its blanks, for the drill and the mock interview."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from engine.exercise.exercise import Exercise, Part
from engine.marking.responses import known
from quizapp.kinds import is_written, kind_of
from quizapp.practice import Served

from ..presenting.latex import inline
from .asking import ask, letters_taken
from .kinds import joint, show_choices
from .network_drawing import show_network
from .numbers_in_view import NumbersInView
from .obeying import BackError, Commands, listed
from .screen import Screen
from .style import role_of

DRILL_KEYS = {
    "e": "editor", "?": "hint", "r": "read again", "b": "back", "k": "skip",
    "s": "give up, show solution", "q": "stop",
}  # fmt: skip
NOTHING_BEFORE = "There is nothing before this to go back to."


def show_question(
    screen: Screen, served: Served, keys: Mapping[str, str], in_text: bool = False
) -> NumbersInView:
    """Show title, statement, network, options, and which keys do what, in a text with a colon."""
    screen.line()
    screen.heading(served.question.title)
    screen.line()
    screen.markdown(served.exercise.statement)
    numbers = NumbersInView(screen, served.exercise)
    show_network(screen, served.exercise)
    screen.line()
    alone = served.exercise.parts[0].answer if len(served.exercise.parts) == 1 else None
    if alone:
        kind_of(alone).show(screen, alone)
    how = kind_of(alone).how(alone) if alone else ""
    screen.aside(how)
    screen.aside(listed(keys, keys if in_text else letters_taken(served.exercise, keys)))
    return numbers


def drill_keys(exercise: Exercise) -> dict[str, str]:
    """The keys of a drill, without `b` where there is one blank and `e` where there is no text."""
    answers = [part.answer for part in exercise.parts]
    is_one = len(answers) == 1 and not kind_of(answers[0]).blanks(answers[0])
    has_text = any(is_written(answer.kind) for answer in answers)
    idle = {"b": is_one, "e": not has_text}
    return {key: does for key, does in DRILL_KEYS.items() if not idle.get(key)}


def go_through(
    names: Sequence[str],
    done: Collection[str],
    ask: Callable[[str], None],
    show: Callable[[str], None],
    before: Callable[[], None],
) -> None:
    """Ask for one blank after the other and show those that are done; `b` goes back one.

    At the first blank there is none to go back to, so it calls `before`.
    """
    finished, at = set(done), 0
    while at < len(names):
        name = names[at]
        if name in finished:
            show(name)
        else:
            try:
                ask(name)
            except BackError:
                if at == 0:
                    before()
                at = max(0, at - 1)
                finished.discard(names[at])
                continue
            finished.add(name)
        at += 1


def ask_part(
    screen: Screen,
    exercise: Exercise,
    name: str,
    commands: Commands,
    *,
    compare: bool = True,
    begun: str = "",
    keep: Callable[[str], None] = lambda text: None,
    given: Mapping[str, str] | None = None,
) -> str:
    """Ask for one blank; a text is compared with its model answer if `compare` is set.

    Arithmetic may use what was `given` in other blanks.
    """
    part = exercise.part(name)
    if len(exercise.parts) > 1:
        show_choices(screen, part)
    return ask(
        screen, part, _prompt(exercise, part), role_of(name), commands,
        compare=compare, begun=begun, keep=keep, names=known(exercise, given or {}),
    )  # fmt: skip


def show_given(screen: Screen, exercise: Exercise, name: str, text: str) -> None:
    """Show what was answered in a blank before."""
    screen.line(_prompt(exercise, exercise.part(name)) + screen.paint(role_of(name), text))


def _prompt(exercise: Exercise, part: Part) -> str:
    if len(exercise.parts) == 1:
        return "Answer: "
    place = f"{exercise.parts.index(part) + 1}/{len(exercise.parts)}"
    return f"{place:>5}  {inline(part.label)}{joint(part)}"
