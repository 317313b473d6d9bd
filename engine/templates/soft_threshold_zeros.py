"""Which weights an L1 penalty makes exactly 0, compared with an L2 penalty."""

from typing import Literal

from ..answers.choice import Option
from ..answers.choices import ChoicesAnswer
from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, exact_choice, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ..readings.paper import number
from ._base import template


@template(warm_up={"weights": 4}, hard={"weights": 6})
def soft_threshold_zeros(draw: Draw, weights: Literal[4, 5, 6] = 5) -> Exercise:
    """Minimising ½ Σ (w − a)² under L1 or L2: which weights are 0, how many, and one value."""
    strength = draw.choice([0.4, 0.5, 0.6])
    small = draw.integer(2, weights - 2)
    low, high = draw.choice([(strength + 0.2, 0.9), (1.1, 1.25)])  # around 1, (1 − λ)a is a − λ
    negative = -draw.decimal(low, high)
    sizes = [*draw.array(small, low=0.03, high=strength - 0.02).tolist(),
             *draw.array(weights - small - 1, low=strength + 0.03, high=1.4).tolist()]  # fmt: skip
    if -negative in sizes:
        raise Redraw
    a = draw.shuffled([negative, *(draw.choice([-1, 1]) * size for size in sizes)])
    zero = [abs(x) < strength for x in a]
    shown = a.index(negative)
    lam, value = number(strength, 4), a[shown]
    options = tuple(
        Option(
            f"$w_{i + 1}$", zero[i],
            rf"$|{number(x, 4)}| {'<' if zero[i] else '>'} {lam}$: "
            + ("the penalty pulls it to 0." if zero[i] else "too large to reach 0."),
        )
        for i, x in enumerate(a)
    )  # fmt: skip
    key = value + strength
    lines = [
        Line("zeros", r"\text{exactly 0 under L1}", ChoicesAnswer(options),
             rf"\left|a_i\right| \le {lam}",
             "Soft thresholding sets to 0 everything of size at most λ, whatever its sign."),
        Line("survivor", f"w_{shown + 1}", exact_number(key, [
            ("not_shrunk", "Weights that survive shrink too, by λ towards 0.", value),
            ("pushed_away", "The penalty pulls towards 0; this pushes away from it.",
             value - strength),
            ("l2_instead", "That is the minimum under L2, a/(1 + λ).", value / (1 + strength)),
            ("multiplied", "L1 subtracts a fixed amount; it does not scale by 1 − λ.",
             value * (1 - strength)),
            ("sign_lost", "A negative weight stays negative.", -key),
        ], 2), rf"{number(value, 4)} + {lam} = {number(key, 4)}",
             "A negative weight moves up by λ and stays below 0."),
        Line("ridge", r"\text{exactly 0 under L2}", exact_choice(draw, (
            "none", r"$\frac{a}{1 + \lambda}$ is 0 only where $a$ is: L2 shrinks and never zeroes.",
        ), [
            ("l2_zeroes_too", "the same ones",
             "L2 pulls more and more weakly as a weight shrinks, so the weight never reaches 0."),
            ("everything_zero", "all of them",
             "No finite penalty of this kind makes all the weights 0."),
        ]), r"w_i = \frac{a_i}{1 + \lambda}",
             "L2 divides every weight by 1 + λ: smaller, never 0."),
    ]  # fmt: skip
    values = r",\quad ".join(f"a_{i + 1} = {number(x, 4)}" for i, x in enumerate(a))
    statement = (
        rf"Without a penalty, the best weights are $$ {values}. $$ Now add the L1 penalty: "
        rf"minimise $\frac{{1}}{{2}} \sum_i (w_i - a_i)^2 + {lam} \sum_i |w_i|$. Which weights "
        rf"become **exactly 0**? What does $w_{shown + 1}$ become? And which become exactly 0 "
        rf"if the penalty is $\frac{{{lam}}}{{2}} \sum_i w_i^2$ instead? A calculator is fine."
    )
    return exact_exercise(statement, lines)
