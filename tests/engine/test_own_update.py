"""A step of an optimiser in a graph that an author wrote as data."""

from __future__ import annotations

from collections import Counter

import pytest

from engine import mark
from engine.draw import Draw, Redraw
from engine.exercise.refused_draws import Cause, cause
from engine.optimisers._base import OPTIMISERS
from engine.proof import check_exercise
from engine.twins._base import twins
from tests.engine.test_own_graph import HEAD, STEP, question


@pytest.mark.parametrize(
    ("optimiser", "told"),
    [
        ("sgd", r"$\eta = 0.1$"),
        ("momentum", r"$\mu = 0.8$"),
        ("nesterov", r"$\mu = 0.8$"),
        ("adagrad", r"$s_{\text{new}} = s + \left(g\right)^2$"),
        ("rmsprop", r"$\alpha = 0.8$"),
        ("adam", r"$\beta_1 = 0.8$ and $\beta_2 = 0.999$"),
    ],
)
def test_a_step_of_any_optimiser_is_told_derived_and_proved(optimiser: str, told: str) -> None:
    chosen = OPTIMISERS[optimiser]
    first = next(iter(chosen.constants), "")
    text = HEAD + 'layers = "2-1"\n[graph.update]\nleaves = ["W", "b"]\n'
    text += f'optimiser = "{optimiser}"\n'
    text += f"constants = {{{first} = 0.8}}\n" if first else ""
    kept = [f"updated.{name}_w[0,0]" for name in chosen.memory]
    asked = str(["y", "grad.W", *kept, "updated.W", "updated.b"]).replace("'", '"')
    asks = question(f"{text}[graph.asked]\nmedium = {asked}\n")
    exercise = asks.exercise(0)
    assert told in exercise.statement
    check_exercise(exercise)
    last = {step.quantity: step.value for step in exercise.steps}
    keys = {part.name: part.answer.write() for part in exercise.parts}
    for part in exercise.parts:
        assert last[part.name] == pytest.approx(part.answer.key)
    assert mark(exercise, keys).score == 1
    early = {**keys, "updated.W[1,0]": "0"}  # a slip at the end costs its own blank
    assert mark(exercise, early).parts["updated.b[0]"].credit == 1
    for name in chosen.memory:
        slip = f"updated.{name}_w[0,0]"
        marked = mark(exercise, {**keys, slip: str(1.3 * float(keys[slip]))}).parts
        assert marked[slip].credit == 0
    twin = next(each for each in twins(exercise) if each.name == "no_bias")
    assert not any(name.endswith("_b") for name in twin.graph.leaves)


def test_what_an_optimiser_remembers_comes_from_its_earlier_steps() -> None:
    text = HEAD + STEP + 'optimiser = "adam"\nstep = 3\n%s[graph.asked]\nmedium = ["updated.W"]\n'
    leaves = question(text % "").exercise(0).leaves
    assert all(0 < entry < 0.003 for entry in leaves["v_w"].flat)  # 0.001 of two small squares
    own = "[graph.leaves.v_w]\nlow = 0.5\nhigh = 0.9\n"
    own = question((text % own).replace('"adam"', '"momentum"'))
    assert all(0.5 <= entry <= 0.9 for entry in own.exercise(0).leaves["v_w"].flat)


def test_what_helps_where_no_numbers_are_fair_was_tried() -> None:
    """With 0.999, what steps leave is next to nothing, so that two mistakes look alike."""
    wanted = '["grad.W", "updated.m_w", "updated.v_hat_w", "updated.W"]'
    adam = HEAD + STEP + 'optimiser = "adam"\n%s[graph.asked]\nmedium = ' + wanted + "\n"
    asks, refusals = question(adam % ""), Counter[Cause]()
    for number in range(30):
        try:
            asks.own.draw(Draw(f"a draw|{number}"))
        except Redraw as refused:
            refusals[cause(refused)] += 1
    told = str(asks.unfair(refusals))
    assert asks.unfair(refusals).where == ("graph", "asked", "medium")
    assert "nearly the same updated.v_hat_w. It works if you set beta2 to 0.9" in told
    assert "don't ask for updated.v_hat_w" in told
    assert question(adam % "constants = {beta2 = 0.9}\n").exercise(0).parts
