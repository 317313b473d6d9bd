"""Law for pictures of graphs: every number is the exercise's own, and nothing overlaps."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from engine import TEMPLATES, build
from engine.exercise.exercise import Exercise
from engine.graph.program import execute
from engine.readings.digits import shortest
from quizapp.web.pages.see import computation
from quizapp.web.pages.see.computation import BACK, FORWARD, NEW, said
from quizapp.web.pages.see.layered import layered
from quizapp.web.pages.see.pages import with_graphs
from tests.web.visitor import Visitor

SIGN = {"value": FORWARD, "grad": BACK, "updated": NEW}
COLUMN = {"value": "Value", "grad": "Gradient", "updated": "Updated"}
SOME = ["mlp_backprop", "weight_update", "rnn_bptt", "batch_norm_backward", "adam_step",
        "lstm_backward", "attention_backward", "penalised_gradient", "maxout_gradient"]  # fmt: skip


@pytest.fixture(params=SOME)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    return build(request.param, 3)


def test_every_number_in_the_table_is_the_exercises_own(exercise: Exercise) -> None:
    drawn = computation.computation(exercise)
    assert drawn
    table = {row[0]: dict(zip(drawn.heads, row, strict=True)) for row in drawn.rows}
    arrays = execute(exercise.graph.program, exercise.leaves)
    for quantity in exercise.asked:
        cell = table[said(quantity.node)][COLUMN[quantity.kind]]
        told = [float(text) for text in re.findall(r"[-\d.]+", cell.replace("\u2212", "-"))]
        half = 0.5001 * 10.0 ** (1 - exercise.digits)  # of a number from 1 to 10
        assert np.ravel(arrays[quantity.array]) == pytest.approx(told, rel=half)


def test_small_arrays_are_written_out_at_their_nodes(exercise: Exercise) -> None:
    drawn = computation.computation(exercise)
    assert drawn
    arrays = execute(exercise.graph.program, exercise.leaves)
    for quantity in exercise.asked:
        array = np.asarray(arrays[quantity.array])
        if array.size == 1:
            text = shortest(array.item(), exercise.digits).replace("-", "\u2212")
            assert f">{SIGN[quantity.kind]} {text}<" in drawn.svg


@pytest.mark.parametrize("template", with_graphs())
def test_no_node_covers_another_and_all_arrows_lead_down(template: str) -> None:
    exercise = build(template, 3, **TEMPLATES[template].levels[3])
    assert computation.computation(exercise)
    graph = exercise.graph
    assert graph
    inputs = dict.fromkeys(graph.leaves, ()) | {node.name: node.inputs for node in graph.nodes}
    sizes = {name: (40.0 + 9 * len(name), 50.0 + len(name)) for name in inputs}
    plan = layered(inputs, sizes)
    boxes = {}
    for name, (x, y) in plan.nodes.items():
        width, height = sizes[name]
        boxes[name] = (x - width / 2, y, x + width / 2, y + height)
        assert boxes[name][0] >= -0.01
        assert boxes[name][2] <= plan.width + 0.01
        assert boxes[name][3] <= plan.height + 0.01
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
        assert apart, f"{one} covers {other}"
    for (source, name), points in plan.edges.items():
        assert name in plan.nodes
        assert source in inputs[name]
        heights = [y for _, y in points]
        assert heights == sorted(heights)
    assert set(plan.edges) == {(i, name) for name, given in inputs.items() for i in given}


def test_an_exercise_without_a_graph_has_no_picture_and_the_page_says_so(visitor: Visitor) -> None:
    assert computation.computation(build("layer_counts", 3)) is None
    page = visitor.get("/see/graph?template=layer_counts&seed=3").text
    assert "no computation graph" in page


def test_the_page_shows_the_exercise_that_was_asked_for(visitor: Visitor) -> None:
    page = visitor.get("/see/graph?template=rnn_bptt&level=3&seed=12").text
    assert '<option value="rnn_bptt" selected>' in page
    assert 'value="12"' in page
    drawn = computation.computation(build("rnn_bptt", 12, **TEMPLATES["rnn_bptt"].levels[3]))
    assert drawn
    assert drawn.svg in page


def test_a_marked_exercise_comes_with_its_graph(visitor: Visitor) -> None:
    visitor.open("network")
    page = visitor.answer("network", action="solution").text
    assert 'class="plot dag"' in page
    assert "half squared error" in page
