"""A graph that an author wrote as data becomes an exercise like any other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from engine import BadQuestion, mark
from engine.exercise.question import Question
from engine.exercise.variant import drawn_as
from engine.formula import parse, value
from engine.own_graph.slope import slope_of
from engine.proof import check_exercise
from engine.twins._base import twins
from quizapp.bank.check import check_text
from quizapp.storage import resources

SHIPPED = ["backprop/silu-net-with-a-skip", "backprop/two-branches", "loss/huber-with-weight-decay"]
HEAD = """title = "A graph"
type = "template"
level = 2
source = "Nowhere"

[graph]
"""
DENSE = HEAD + 'layers = "2-2-1"\n[graph.asked]\nmedium = ["h", "grad.z1[0]"]\n'


def question(text: str) -> Question:
    return Question.from_dict(tomllib.loads(text))


def shipped(slug: str) -> Question:
    return question(Path(resources.questions(), f"{slug}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", SHIPPED)
def test_it_is_drawn_marked_proved_and_explained_at_every_level(slug: str) -> None:
    asked = shipped(slug)
    assert list(asked.levels) == [1, 2, 3]
    for level in asked.levels.values():
        exercise, other = level.exercise(0), level.exercise(1)
        assert exercise.fingerprint == level.exercise(0).fingerprint != other.fingerprint
        keys = {part.name: part.answer.write() for part in exercise.parts}
        assert mark(exercise, keys).score == 1
    exercise = asked.exercise(0)
    check_exercise(exercise)
    last = {step.quantity: step.value for step in exercise.steps}
    keys = {part.name: part.answer.write() for part in exercise.parts}
    for part in exercise.parts:
        assert last[part.name] == pytest.approx(part.answer.key)
        for wrong in part.as_dict()["misconceptions"]:
            marked = mark(exercise, {**keys, part.name: wrong["written"]}).parts[part.name]
            assert marked.verdict == f"misconception:{wrong['name']}"
    assert twins(exercise)


def test_a_skip_adds_its_gradient_to_that_of_the_layer() -> None:
    exercise = shipped(SHIPPED[0]).levels[3].exercise(0)
    assert exercise.graph is not None
    values = exercise.graph.run(exercise.leaves)
    gradients = exercise.graph.backward(values)
    through = gradients["z2"] @ exercise.leaves["W2"].T
    assert gradients["h1"] == pytest.approx(through + gradients["h2"])


def test_its_words_and_what_it_asks_change_no_number() -> None:
    other = question(DENSE.replace('"h", ', "").replace("layers", 'statement = "Hi."\nlayers'))
    plain, changed = question(DENSE).exercise(5), other.exercise(5)
    assert plain.redraw == changed.redraw
    assert all((changed.leaves[name] == leaf).all() for name, leaf in plain.leaves.items())
    assert changed.statement.startswith("Hi. Find")


def test_the_log_remakes_a_variant_whatever_is_drawn_now() -> None:
    kept = question(DENSE).exercise(1)
    now = question(DENSE.replace("layers", 'loss = "mse_loss"\nlayers'))
    assert now.own is not None
    leaves = {name: leaf.tolist() for name, leaf in kept.leaves.items()}
    parts = [part.name for part in kept.parts]
    again = drawn_as(now.own, 1, 0, kept.params, leaves, parts)
    assert [part.name for part in again.parts] == parts
    assert again.leaves["x"].tolist() == leaves["x"]


NODE = '[[graph.nodes]]\nname = "z"\nop = "linear"\ninputs = ["x", "W"]\n'
ASKED = '[graph.asked]\nmedium = ["z"]\n'
STEP = 'layers = "2-1"\n[graph.update]\nleaves = ["W"]\n'
BAD: list[tuple[str, int, str]] = [  # what follows [graph], the line, part of the advice
    ('layers = "2-x"\n' + ASKED, 7, "like 2-3-2-1"),
    ('layers = "2-900-1"\n' + ASKED, 7, "1 to 8"),
    ('layers = "2-1"\nactivations = ["sigmoyd"]\n' + ASKED, 8, "mean sigmoid?"),
    ('layers = "2-2-1"\nactivations = ["relu"]\n' + ASKED, 8, "list 2 activations"),
    ('layers = "2-3-2-1"\nskips = ["h1 -> h2"]\n' + ASKED, 8, "3 units"),
    ('layers = "2-2-1"\nskips = ["h = 2"]\n' + ASKED, 8, "h1 -> h2"),
    ('layers = "2-1"\nloss = "mse"\n' + ASKED, 8, "mse_loss"),
    ('layers = "2-1"\n[graph.asked]\nmedium = ["grad.W1"]\n', 9, "mean grad.W?"),
    ('layers = "2-1"\n[graph.asked]\nmedium = ["y", "y"]\n', 9, "twice"),
    ('layers = "2-1"\n[graph.asked]\neasy = ["y"]\n', 8, "medium"),
    ('layers = "2-1"\n[graph.leaves.x]\nlow = 5\n' + ASKED, 9, "below high"),
    ('layers = "2-1"\n[graph.leaves.W]\nlow = 0\nhigh = 0.01\n' + ASKED, 8, "Widen"),
    ('layers = "2-1"\n[graph.leaves.q]\nshape = [1]\n' + ASKED, 8, "No node reads q"),
    ('layers = "2-1"\n[graph.update]\nleaves = ["W3"]\n' + ASKED, 9, "mean W?"),
    (STEP + 'optimiser = "adm"\n' + ASKED, 10, "mean adam?"),
    (STEP + 'optimiser = "svrg"\n' + ASKED, 10, "Choose another"),
    (STEP + 'optimiser = "adam"\nstep = 0\n' + ASKED, 11, "from 1 to 20"),
    (STEP + 'optimiser = "adam"\nconstants = {beta = 1}\n' + ASKED, 11, "It has beta1, beta2"),
    (STEP + 'optimiser = "momentum"\nconstants = {mu = 1.5}\n' + ASKED, 11, "between 0 and 1"),
    (NODE + ASKED, 10, "[graph.leaves.x]"),
    (NODE.replace("linear", "lineal") + ASKED, 9, "linear?"),
    (NODE.replace('"z"', '"z.1"') + ASKED, 7, "symbol"),
    (NODE + "[graph.leaves]\nx = {shape = [1, 3]}\nW = {shape = [2, 1]}\n" + ASKED, 7, "1 × 3"),
    (NODE + "[graph.leaves]\nx = {shape = [9000, 3]}\nW = {shape = [3, 1]}\n" + ASKED, 12, "64"),
    (NODE + "[graph.leaves]\nx = {values = [[1, 2], [3]]}\nW = {shape = [3, 1]}\n" + ASKED, 12,
     "equal length"),
    (NODE.replace("linear", "conv1d") + "params = {padding = 100000000}\n" + ASKED, 11, "128"),
    (NODE * 61 + ASKED, 7, "60 nodes"),
    ("layer = 2\n" + ASKED, 7, "`layers`"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "line", "advice"), BAD)
def test_what_does_not_fit_is_named_with_its_line_and_what_to_do(
    table: str, line: int, advice: str
) -> None:
    problems = check_text(HEAD + table, "own", proven=0)
    assert [problem.line for problem in problems][:1] == [line], problems
    assert advice in str(problems[0])


def test_a_graph_goes_with_no_template_and_no_answer() -> None:
    for key in ('template = "mlp_backprop"', "params = {}"):
        with pytest.raises(BadQuestion, match="own graph"):
            question(DENSE.replace("[graph]", f"{key}\n[graph]"))


def test_no_node_reaches_python() -> None:
    """Names and parameters are looked up, never evaluated."""
    hostile: dict[str, Any] = {"name": "z", "op": "__class__", "inputs": ["x"]}
    doc = tomllib.loads(DENSE)
    for node in (hostile, {**hostile, "op": "tanh", "params": {"forward": 1}}):
        with pytest.raises(BadQuestion):
            Question.from_dict({**doc, "graph": {**doc["graph"], "nodes": [node]}})


OWN = (
    HEAD
    + """layers = "2-2-1"
activations = ["f", "none"]
[graph.formulas.f]
rule = "z / sqrt(1 + z^2)"
[graph.asked]
medium = ["h", "y", "grad.W1", "grad.z1"]
"""
)


def test_an_activation_by_its_formula_is_computed_proved_and_explained() -> None:
    exercise = question(OWN).exercise(3)
    check_exercise(exercise)  # SymPy differentiates it, and so do differences at fifty digits
    assert r"h &= \frac{z^{(1)}}{\sqrt{1 + \left(z^{(1)}\right)^{2}}}" in exercise.statement
    z, h = (exercise.graph.run(exercise.leaves)[name] for name in ("z1", "h"))
    assert h == pytest.approx(z / (1 + z**2) ** 0.5)
    keys = {part.name: part.answer.write() for part in exercise.parts}
    assert mark(exercise, keys).score == 1
    wrong = {
        each["name"] for part in exercise.as_dict()["parts"] for each in part["misconceptions"]
    }
    assert "own_activation.own_slope_left_out" in wrong
    nicer = question(OWN.replace('2)"', '2)"\nslope = "1 / (1 + z^2) / sqrt(1 + z^2)"'))
    shown = [step.latex for step in nicer.exercise(3).steps if step.rule == "local derivative"]
    assert shown
    assert all(r"\sqrt" in one for one in shown)
    assert twins(exercise)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ('rule = "z +"', "formula"),
        ('rule = "w"', "w"),
        ('rule = "sin(z)"', "can't have sin"),
        ('rule = "z^0.5"', "whole number"),
        ('rule = "sqrt(-1 - z^2)"', "no value"),
        ('rule = "z^2"\nslope = "z"', "the derivative is"),
    ],
)
def test_a_formula_that_is_no_activation_is_refused_with_advice(line: str, advice: str) -> None:
    text = OWN.replace('rule = "z / sqrt(1 + z^2)"', line)
    (problem, *_) = check_text(text, "own", proven=0)
    assert advice in str(problem)
    assert problem.line in (10, 11)


def test_the_rules_of_differentiation_agree_with_differences() -> None:
    for text in (
        "z*tanh(ln(1+e^z))", "z/(1+|z|)", "max(0.1z, z)", "e^(-z^2)", "z^-2", "1/z", "relu(z)^2",
        "exp(-z^2/2)", "z*sigmoid(1.7z)", "-(3 - z)/sqrt(2 + z^2)", "z^3 - 2z^2", "5",
    ):  # fmt: skip
        formula = parse(text, ["z"])
        for z in (-1.3, -0.4, 0.7, 1.9):
            above, below = (value(formula, {"z": z + h}) for h in (1e-6, -1e-6))
            found = value(slope_of(formula), {"z": z})
            assert found == pytest.approx((above - below) / 2e-6, abs=1e-6), text
