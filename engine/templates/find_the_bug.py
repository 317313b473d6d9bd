"""Find the line with the mistake in a worked derivation."""

from typing import Any, Literal

from ..answers.choice import ChoiceAnswer, Option
from ..derivation.flawed import Work, by_place, first_wrong
from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise, Part, Step
from ..exercise.statement import sentence
from ._base import ALL, ASK, TEMPLATES, template

MOST = 7  # most lines to choose from
PARAMS: dict[str, dict[str, Any]] = {
    "mlp_forward": {"inputs": 1},
    "mlp_backprop": {"inputs": 1},
    "rnn_bptt": {"steps": 2},
    "training_step": {"hidden": 1},
}


@template(warm_up={"derivation": "mlp_forward"}, hard={"derivation": "mlp_backprop"})
def find_the_bug(
    draw: Draw,
    derivation: Literal[
        "mlp_forward", "neuron_gradient", "weight_update", "mlp_backprop", "rnn_bptt",
        "attention_backward", "training_step",
    ] = "neuron_gradient",
) -> Exercise:  # fmt: skip
    """The first wrong line of a worked derivation in which one rule is bent."""
    source = TEMPLATES[derivation]
    params = {**PARAMS.get(derivation, {}), **({ASK: ALL} if source.has_drill else {})}
    exercise = source.draw(draw, **source.complete(params))
    right = Work(exercise)
    mistakes = by_place(exercise, right)
    op, bend = draw.choice(mistakes[draw.choice(sorted(mistakes))])
    work = Work(exercise, (op, bend.name))
    place = first_wrong(work, right)
    if place is None:
        raise Redraw
    rows = [work.row(array) for array in work.arrays()]
    start = draw.integer(max(0, place - MOST + 1), max(0, min(place, len(rows) - MOST)))
    shown = rows[start : start + MOST]
    correct = right.row(rows[place].array)
    options = [
        Option(row.text, index == place, _remark(index - place, bend.remark, correct.text))
        for index, row in enumerate(shown, start)
    ]
    answer = ChoiceAnswer(tuple(options))
    step = Step(
        "by hand", "line", r",\quad ".join(correct.equations), sentence(bend.remark), answer.key
    )
    return Exercise(
        template="", seed=0, params={}, parts=(Part("line", r"\text{first wrong line}", answer),),
        explained=(step,), statement=_statement(exercise, [row.text for row in rows[:start]]),
    )  # fmt: skip


def _remark(after: int, bent: str, correct: str) -> str:
    """Why a line `after` lines behind the first wrong one is, or is not, the answer."""
    if after:
        return (
            "This line follows from the lines before it."
            if after < 0
            else "An earlier line is already wrong."
        )
    return f"{sentence(bent)} It should read {correct}."


def _statement(exercise: Exercise, before: list[str]) -> str:
    """The task, the values known to be right, and the question."""
    task = exercise.statement.rpartition("\n\n")[0]
    given = ["These first lines are correct:", *before] if before else []
    return "\n\n".join(
        [
            "Someone was given this task:",
            task,
            f"and wrote the lines below, rounding to {exercise.digits} significant digits (that is "
            "not the mistake). From some line on, one rule is wrong; later lines continue "
            "from there.",
            *given,
            "Which line is the **first wrong** one?",
        ]
    )
