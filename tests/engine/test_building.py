"""Building: parameters are checked with advice, variants are separated, seeds are stable."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from engine import OPS, TEMPLATES, BadQuestion, Graph, build
from engine.draw import Draw, Redraw
from engine.exercise.from_graph import graph_exercise
from tests.golden.__main__ import differences
from tests.golden.fingerprints import made

GOLDEN = Path(__file__).parents[1] / "golden" / "fingerprints.json"


@pytest.mark.parametrize(
    ("template", "params", "advice"),
    [
        ("mlp_backprob", {}, "mlp_backprop"),
        ("mlp_backprop", {"hiden": 2}, "hidden"),
        ("mlp_backprop", {"hidden": 99}, "1, 2, 3"),
        ("mlp_backprop", {"hidden": True}, "1, 2, 3"),
        ("mlp_backprop", {"activation": "swish"}, "leaky_relu"),
    ],
)
def test_what_cannot_be_built_is_refused_with_what_can(template, params, advice):
    with pytest.raises(BadQuestion, match=advice):
        build(template, 1, **params)


def test_a_key_of_zero_is_never_asked():
    graph = Graph().then("y", OPS["relu"](), "z")
    with pytest.raises(Redraw):
        graph_exercise("", graph, {"z": np.array([[-0.4]])}, ["y"])


def test_leaves_that_cannot_tell_a_misconception_from_the_key_are_drawn_again():
    graph = Graph().then("y", OPS["sigmoid"](), "z")
    with pytest.raises(Redraw):  # e^z and e^-z differ by less than rounding does
        graph_exercise("", graph, {"z": np.array([[0.0001]])}, ["y"])


@pytest.mark.parametrize("off", [0.4, 1.4])
def test_a_misconception_that_rounding_may_bring_within_the_bounds_is_not_served(off):
    """One unit of the last digit is accepted beyond the bounds, and half a unit is rounded away."""
    y = 0.5123
    z = math.log(y / (1 - y))
    graph = Graph().then("y", OPS["sigmoid"](), "z")
    (part,) = graph_exercise("", graph, {"z": np.array([[z]])}, ["y"]).parts
    (wrong,) = part.answer.misconceptions  # 1 − y
    low, high = part.answer.envelope
    assert wrong.answer < low - part.answer.step / 2
    close = 0.5000012 + off * 1e-4
    with pytest.raises(Redraw):  # even with four digits
        graph_exercise("", graph, {"z": np.array([[math.log(close / (1 - close))]])}, ["y"])


def test_three_digits_are_asked_for_and_four_where_three_cannot_tell_right_from_wrong():
    graph = Graph().then("y", OPS["sigmoid"](), "z")

    def asked(y):
        z = math.log(y / (1 - y))
        return graph_exercise("", graph, {"z": np.array([[z]])}, ["y"]).digits

    assert (asked(0.61), asked(0.501)) == (3, 4)


def test_an_answer_that_honest_rounding_may_miss_by_far_is_not_served():
    """The difference of two products of nearly the same size keeps no digit of its own."""
    graph = Graph().then("y", OPS["affine"](), "x", "W", "b")
    leaves = {"x": np.array([[1.2345, 2.3456]]), "W": np.array([[5.4321], [-2.8588]])}
    with pytest.raises(Redraw):
        graph_exercise("", graph, {**leaves, "b": np.array([0.0012])}, ["y"])


def test_a_zero_for_a_reason_is_served_and_one_by_chance_is_not():
    """A ReLU that is off gives 0 whatever its input is exactly; a sum that cancels does not."""
    off = Graph().then("h", OPS["relu"](), "z")
    served = graph_exercise("", off, {"z": np.array([[-1.1, 0.7]])}, ["h"])
    assert [part.answer.key for part in served.parts] == [0, 0.7]
    cancels = Graph().then("y", OPS["affine"](), "x", "W", "b")
    leaves = {"x": np.array([[0.5, 0.25]]), "W": np.array([[1.2, 1.5], [-2.4, 0.8]])}
    with pytest.raises(Redraw):
        graph_exercise("", cancels, {**leaves, "b": np.zeros(2)}, ["y"])


def test_a_kink_within_reach_is_drawn_again():
    graph = Graph().then("y", OPS["leaky_relu"](), "z")
    with pytest.raises(Redraw):
        graph_exercise("", graph, {"z": np.array([[0.0]])}, ["grad.z"])


def test_the_statement_names_every_leaf_and_the_digits():
    exercise = build("mlp_backprop", seed=7)
    assert f"**{exercise.digits} significant digits**" in exercise.statement
    for leaf in exercise.leaves.values():
        for number in leaf.ravel():
            assert f"{number:g}" in exercise.statement


def test_drawn_numbers_are_decimals_and_no_two_are_alike():
    numbers = Draw("a text").array(3, 3, low=-1, high=1).ravel()
    assert len({abs(number) for number in numbers}) == 9
    assert all(number == round(number, 2) and number != 0 for number in numbers)


def test_a_misconception_is_named_after_the_op_or_the_template_it_belongs_to():
    names = {
        name
        for template in TEMPLATES
        for part in build(template, 3).parts
        for wrong in part.answer.misconceptions
        for name in (wrong.name, *wrong.also)
    }
    owners = {name.partition(".")[0] for name in names}
    assert owners <= {*OPS, *TEMPLATES}
    assert {"conv2d", "layer_counts", "maxout_piece"} <= owners


def test_fingerprints_are_those_of_the_published_variants():
    """A change here reassigns the numbers of exercises people have bookmarked: say so aloud."""
    now, golden = made(), json.loads(GOLDEN.read_text())
    assert {name: now.get(name) for name in golden} == golden
    assert set(now) == set(golden), "a template is new or gone: make golden, and commit the file"


def test_what_changed_in_a_golden_file_is_shown_a_line_each():
    before, now = {"a": [1], "b": [2], "c": [3]}, {"b": [2], "c": [4], "d": [5]}
    assert differences(before, now) == ["gone: a", "changed: c [3] -> [4]", "new: d"]
