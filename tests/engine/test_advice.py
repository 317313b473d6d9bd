"""Errors for developers: what is wrong with an op or a graph, where, and what to write instead."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from engine import OPS, Graph, build, mark
from engine.draw import Draw
from engine.exercise.from_graph import graph_exercise
from engine.readings import nd
from engine.readings.interval import Interval

OP = """
from engine.ops._base import Op, misconception, op

@op
class NoSuchOp(Op):
    tex = r"TEX"
    says = "It does this."
    shapes = ((2, 3),)

    def forward(self, x):
        return x / (1 + x**2)

    def vjp(VJP):
        return (g,)

    @misconception("this forgets the denominator.", "forward")
    def identity(BENT):
        return x
"""


def defined(tmp_path: Path, tex: str = "%s", vjp: str = "self, g, y, x", bent: str = "self, x"):
    """The module of an op with that LaTeX and those rules."""
    path = tmp_path / "no_such_op.py"
    path.write_text(OP.replace("TEX", tex).replace("VJP", vjp).replace("BENT", bent))
    found = importlib.util.spec_from_file_location("ops.no_such_op", path)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def ops_stay_as_they_were():
    yield
    OPS._found.pop("no_such_op", None)


@pytest.mark.parametrize("tex", [r"%s", r"100\%%\,%s", ""])
def test_an_op_whose_latex_has_a_place_for_each_input_is_accepted(tmp_path, tex):
    assert isinstance(defined(tmp_path, tex), ModuleType)


@pytest.mark.parametrize(
    ("tex", "advice"),
    [
        (r"\frac{%s}{1 + |%s|}", r"NoSuchOp in ops/no_such_op.py: tex has 2 %s.*1 input \(x\)"),
        (r"\mathrm{softsign}", "tex has 0 %s, but forward takes 1 input"),
        (r"%s \cdot 50\%", "write %s for an input and %% for a percent sign"),
        (r"%(x)s", "write %s for an input and %% for a percent sign"),
    ],
)
def test_latex_that_does_not_fit_the_inputs_is_an_error_where_the_op_is_defined(
    tmp_path, tex, advice
):
    with pytest.raises(TypeError, match=advice):
        defined(tmp_path, tex)
    assert "no_such_op" not in OPS._found


def test_a_rule_that_does_not_fit_the_inputs_is_an_error_where_the_op_is_defined(tmp_path):
    with pytest.raises(TypeError, match=r"no_such_op.py: .* write vjp\(self, g, y, x\)"):
        defined(tmp_path, vjp="self, g, x")
    with pytest.raises(TypeError, match=r"no_such_op.py: .* write identity\(self, x\)"):
        defined(tmp_path, bent="self, g, y, x")


@pytest.mark.parametrize(
    ("lacking", "advice"),
    [
        ("vjp", r"write vjp\(self, g, y, x\)"),
        ("tex", "give tex"),
        ("shapes", "give shapes"),
        ("says", "give says"),
    ],
)
def test_what_an_op_lacks_is_said_where_it_is_defined(tmp_path, monkeypatch, lacking, advice):
    monkeypatch.setitem(globals(), "OP", OP.replace(lacking, f"no_{lacking}"))
    with pytest.raises(TypeError, match=rf"NoSuchOp in ops/no_such_op.py: {advice}"):
        defined(tmp_path)


def test_an_absolute_value_is_asked_for_by_the_function_that_every_reading_has():
    box = Interval(np.array([-0.5]), np.array([0.25]))
    assert (nd.size(box).lo, nd.size(box).hi) == (0, 0.5)
    for wrong in (abs, np.abs):
        with pytest.raises(TypeError, match=r"write nd.size\(x\)"):
            wrong(box)


def test_a_node_with_the_wrong_number_of_inputs_is_named():
    with pytest.raises(ValueError, match=r"Node 'z': affine takes 3 inputs \(x, W, b\), but got 2"):
        Graph().then("z", OPS["affine"](), "x", "W")
    with pytest.raises(ValueError, match=r"Node 'h': sigmoid takes 1 input \(x\), but got 0: none"):
        Graph().then("h", OPS["sigmoid"]())
    with pytest.raises(ValueError, match=r"write OPS\['sigmoid'\]\(\)"):
        Graph().then("h", OPS["sigmoid"], "z")
    with pytest.raises(ValueError, match="Node 'updated.W': affine takes 3 inputs"):
        Graph().then("y", OPS["sigmoid"](), "W").update(OPS["affine"](), "W")
    assert Graph().then("s", OPS["gradient_sum"](), "a", "b", "c").leaves == ("a", "b", "c")


def test_shapes_that_do_not_fit_are_reported_with_the_node():
    graph = Graph().then("z", OPS["affine"](), "x", "W", "b").then("h", OPS["sigmoid"](), "z")
    x, W, b = np.ones((1, 2)), np.ones((3, 2)), np.ones(2)
    with pytest.raises(ValueError, match=r"z = affine of x \(1, 2\), W \(3, 2\), b \(2,\)"):
        graph.run({"x": x, "W": W, "b": b})
    values = graph.run({"x": np.ones((1, 3)), "W": W, "b": b})
    with pytest.raises(ValueError, match=r"^grad.* = affine of .*W \(3, 2\)"):
        graph.backward({**values, "x": np.ones((7, 2, 2))})


def test_a_misnamed_leaf_is_reported():
    with pytest.raises(KeyError, match=r"no value for the leaves z. Z is no leaf of this graph"):
        Graph().then("h", OPS["sigmoid"](), "z").run({"Z": 1.0})


@pytest.mark.parametrize(
    ("ask", "advice"),
    [
        (["hidden"], "no 'hidden' to ask for. It has z"),
        (["yy"], "no 'yy' to ask for. Did you mean y?"),
        (["grad.zz"], "no 'grad.zz' to ask for. Did you mean grad.z?"),
        (["y[3]"], r"no 'y\[3\]' to ask for: y goes from y\[0\] to y\[1\]"),
        (["y[0"], r"no 'y\[0' to ask for: y goes from"),
        ([], r"Nothing is asked. Name an array, like ask=\['y'\]"),
    ],
)
def test_asking_for_an_unknown_quantity_lists_the_known_ones(ask, advice):
    graph = Graph().then("y", OPS["sigmoid"](), "z")
    leaves = {"z": Draw("advice").array(1, 2, low=-2.0, high=2.0)}
    with pytest.raises(ValueError, match=advice):
        graph_exercise("Find the values.", graph, leaves, ask)


def test_printed_objects_are_short_and_informative():
    exercise = build("neuron_forward", 1)
    assert repr(exercise).startswith("<Exercise neuron_forward(seed=1")
    marked = mark(exercise, {part.name: "" for part in exercise.parts})
    assert repr(marked).startswith("<Mark 0.00: ")
    assert "unreadable" in repr(marked)
    graph = Graph().then("z", OPS["affine"](), "x", "W", "b").then("h", OPS["elu"](), "z")
    assert repr(graph) == "Graph(z = affine(x, W, b); h = elu[alpha=1.0](z))"
    assert repr(graph.nodes[0]) == "z = affine(x, W, b)"
    for seen in (exercise, marked, graph):
        assert len(repr(seen)) < 200
    drawn = graph._repr_latex_()
    assert drawn.startswith(r"$\begin{aligned}z &= ")
    assert drawn.count(r" \\ h &= ") == 1
