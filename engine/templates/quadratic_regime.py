"""How gradient descent behaves on a quadratic, by learning rate."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, exact_choice, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ..readings.paper import number
from ._base import template

CURVATURES = [0.5, 0.8, 1.6, 2.0, 2.5, 4.0, 5.0, 8.0]  # for which 2/a is a short decimal
REGIMES = {  # bounds on ηa, what you see, and why
    "creeps": ((0.05, 0.95), "It gets closer with each step, always from the same side.",
               "That happens if 1 − ηa is between 0 and 1."),
    "oscillates": ((1.05, 1.95), "It jumps across the minimum each time and gets closer.",
                   "That happens if 1 − ηa is between −1 and 0."),
    "bounces": ((2, 2), "It jumps back and forth at the same distance forever.",
                "That happens if 1 − ηa is exactly −1."),
    "diverges": ((2.05, 3), "It jumps across the minimum and gets further and further away.",
                 "That happens if 1 − ηa is below −1."),
}  # fmt: skip


@template(warm_up={"limit": False}, hard={"directions": 2})
def quadratic_regime(
    draw: Draw, directions: Literal[1, 2] = 1, limit: Literal[True, False] = True
) -> Exercise:
    """The factor of each step, what the weight does, and the largest learning rate."""
    curvatures = draw.shuffled(CURVATURES)[:directions]
    rate = draw.decimal(max(0.1, 0.4 / max(curvatures)), min(1.2, 2.8 / max(curvatures)))
    lines = [
        line
        for index, a in enumerate(curvatures, start=1)
        for line in _direction(draw, rate, a, str(index) if directions > 1 else "")
    ]
    steepest, flattest = max(curvatures), min(curvatures)
    largest = exact_number(2 / steepest, [
        ("limit_of_one_step", "At 1/a one step reaches the minimum; up to 2/a it converges.",
         1 / steepest),
        ("limit_inverted", "The limit is 2/a, with the curvature below.", steepest / 2),
        ("flattest_direction", "The steepest direction sets the limit, not the flattest.",
         2 / flattest),
        ("limit_without_two", "The factor 1 − ηa reaches −1 at ηa = 2.", steepest),
    ], 3)  # fmt: skip
    bound = rf"\frac{{2}}{{{number(steepest, 4)}}} = {number(2 / steepest, 6)}"
    why = "In every direction, even the steepest, 1 − ηa must stay above −1."
    if limit:
        lines.append(Line("limit", r"\eta_{\text{max}}", largest, bound, why))
    terms = " + ".join(
        rf"{number(a, 4)}\, w_{index}^2" if directions > 1 else rf"{number(a, 4)}\, w^2"
        for index, a in enumerate(curvatures, start=1)
    )
    body = rf"\left({terms}\right)" if directions > 1 else terms
    statement = (
        rf"Gradient descent with the learning rate $\eta = {number(rate, 4)}$ minimises "
        rf"$E = \frac{{1}}{{2}} \cdot {body}$. By what factor does each step multiply "
        f"{'each weight' if directions > 1 else 'the weight'}, "
        + ("" if limit else "and ")
        + f"what {'do the weights' if directions > 1 else 'does the weight'} do"
        + (", and below what learning rate does gradient descent converge?" if limit else "?")
        + " A calculator is fine."
    )
    return exact_exercise(statement, lines)


def _direction(draw: Draw, rate: float, a: float, digit: str) -> list[Line]:
    """The factor, and the behaviour that it causes, along one direction."""
    push = rate * a
    found = [name for name, ((low, high), _, _) in REGIMES.items() if low <= push <= high]
    if not found:
        raise Redraw
    (right,) = found
    factor = exact_number(1 - push, [
        ("rate_times_curvature", "The step removes ηa of the distance; 1 − ηa is left.", push),
        ("sign_lost", "The sign matters: negative means crossing to the other side.", push - 1),
        ("half_curvature", "The derivative of ½ a w² is a w: the ½ cancels.", 1 - push / 2),
        ("twice_curvature", "The derivative of ½ a w² is a w, not 2 a w.", 1 - 2 * push),
        ("step_added", "Descent goes against the gradient: 1 − ηa, not 1 + ηa.", 1 + push),
    ], 3)  # fmt: skip
    options = [(f"taken_for_{name}", text, f"{why} Here it is {number(1 - push, 6)}.")
               for name, (_, text, why) in REGIMES.items() if name != right]  # fmt: skip
    _, text, why = REGIMES[right]
    weight = f"w_{digit}" if digit else "w"
    sides = rf"1 - {number(rate, 4)} \cdot {number(a, 4)} = {number(1 - push, 6)}"
    return [
        Line(f"factor{digit}", rf"\text{{factor of }} {weight}", factor, sides,
             "w − ηaw = (1 − ηa) w: the same factor in every step."),
        Line(f"regime{digit}", rf"\text{{what }} {weight} \text{{ does}}",
             exact_choice(draw, (text, why), options), sides, why),
    ]  # fmt: skip
