"""Building: parameters are checked with advice, variants are separated, seeds are stable."""

import json
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


@pytest.mark.parametrize("z", [0.0003, -0.0003])
def test_a_misconception_within_a_unit_of_the_bounds_is_not_served(z):
    """Its number lies outside of the bounds, but rounding it up or down may bring it in."""
    graph = Graph().then("y", OPS["sigmoid"](), "z")
    with pytest.raises(Redraw):
        graph_exercise("", graph, {"z": np.array([[z]])}, ["y"])
    (part,) = graph_exercise("", graph, {"z": np.array([[z * 4 / 3]])}, ["y"]).parts
    (wrong,) = part.answer.misconceptions
    low, high = part.answer.envelope
    assert max(low - wrong.answer, wrong.answer - high) > 1e-4


@pytest.mark.parametrize(("products", "served"), [(59, True), (61, False)])
def test_bounds_wider_than_sixty_units_of_the_last_decimal_are_not_served(products, served):
    """Each product may be rounded by half a unit either way, so a sum of N is N units wide."""
    graph = Graph().then("y", OPS["affine"](), "x", "W", "b")
    numbers = np.array([0.1234567 + 0.0012345 * n for n in range(products)])
    leaves = {"x": numbers[None, :], "W": numbers[::-1, None], "b": np.array([0.5])}
    if served:
        (part,) = graph_exercise("", graph, leaves, ["y"]).parts
        low, high = part.answer.envelope
        assert high - low == pytest.approx(products * 1e-4)
    else:
        with pytest.raises(Redraw):
            graph_exercise("", graph, leaves, ["y"])


def test_a_kink_within_reach_is_drawn_again():
    graph = Graph().then("y", OPS["leaky_relu"](), "z")
    with pytest.raises(Redraw):
        graph_exercise("", graph, {"z": np.array([[0.0]])}, ["grad.z"])


def test_every_number_on_the_way_keeps_three_significant_digits():
    for seed in range(50):
        exercise = build("mlp_backprop", seed)
        for part in exercise.parts:
            assert abs(part.answer.key) >= 100 * 10.0**-exercise.decimals


def test_the_statement_names_every_leaf_and_the_decimals():
    exercise = build("mlp_backprop", seed=7)
    assert f"**{exercise.decimals} decimals**" in exercise.statement
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
