"""Law for pictures of networks: every blank has a place, and nothing overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from engine import build
from engine.exercise.exercise import Exercise
from quizapp.web.drawing.network import layout as plan
from quizapp.web.drawing.network.layout import Layout, layout
from quizapp.web.drawing.network.picture import TALLEST, WIDEST, picture

Box = tuple[str, float, float, float, float]  # name, left, top, right, bottom

SHAPES = [
    ("neuron_forward", {}),
    ("neuron_gradient", {"inputs": 3}),
    ("weight_update", {}),
    ("mlp_forward", {"hidden": 3}),
    ("mlp_forward", {"outputs": 2}),
    ("mlp_backprop", {"inputs": 2, "hidden": 1}),
    ("mlp_backprop", {"inputs": 2, "hidden": 2, "outputs": 1}),
    ("mlp_backprop", {"inputs": 2, "hidden": 2, "outputs": 2}),
    ("mlp_backprop", {"inputs": 3, "hidden": 2, "outputs": 2}),
    ("mlp_backprop", {"inputs": 3, "hidden": 3, "outputs": 2}),
]


@pytest.fixture(params=SHAPES, ids=str)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    template, params = request.param
    return build(template, 3, **params)


def boxes(placed: Layout) -> Iterator[Box]:
    """The boxes of everything in the picture."""
    unit, number = (2 * plan.RADIUS,) * 2, (plan.NUMBER_WIDTH, plan.NUMBER_HEIGHT)
    kinds = {
        "unit": (placed.units, unit),
        "weight": (placed.weights, number),
        "bias": (placed.biases, number),
        "target": (placed.targets, number),
        "blank": (placed.spots, (plan.SPOT_WIDTH, plan.SPOT_HEIGHT)),
        "error": ({0: placed.loss} if placed.loss else {}, (2 * plan.LOSS_RADIUS,) * 2),
    }
    for kind, (places, (width, height)) in kinds.items():
        for key, (x, y) in places.items():
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            yield f"{kind} {key}", *(round(side, 6) for side in box)


def test_every_blank_of_a_network_has_a_place_on_it(exercise: Exercise) -> None:
    shown = picture(exercise)
    assert shown
    assert set(shown.spots) == {part.name for part in exercise.parts}


def test_nothing_in_the_picture_overlaps(exercise: Exercise) -> None:
    placed = layout(exercise)
    assert placed
    for a, b in combinations(boxes(placed), 2):
        apart = (
            a[3] <= b[1] + 0.01 or b[3] <= a[1] + 0.01 or a[4] <= b[2] + 0.01 or b[4] <= a[2] + 0.01
        )
        assert apart, f"{a[0]} covers {b[0]}"


def test_the_room_that_edges_leave_to_a_number_covers_no_unit(exercise: Exercise) -> None:
    shown = picture(exercise)
    assert shown
    assert shown.bare
    for drawn in (shown, shown.bare):
        numbers = [each for each in drawn.numbers if each.look in ("weight", "target")]
        assert numbers
        for number in numbers:
            for unit in drawn.units:
                across = max(0.0, abs(number.x - unit.x) - number.width / 2)
                up = max(0.0, abs(number.y - unit.y) - 11)
                assert across**2 + up**2 >= unit.radius**2, (number.text, unit.name)


def test_without_blanks_the_picture_takes_less_room_and_lights_the_same_paths() -> None:
    shown = picture(build("mlp_backprop", 3, ask="all"))
    assert shown
    assert shown.bare
    assert shown.bare.width < 0.7 * shown.width
    assert [line.parts for line in shown.bare.lines] == [line.parts for line in shown.lines]


def test_everything_lies_within_the_picture(exercise: Exercise) -> None:
    placed = layout(exercise)
    assert placed
    for name, left, top, right, bottom in boxes(placed):
        assert min(left, top) >= 0, name
        assert right <= placed.width, name
        assert bottom <= placed.height, name


def test_forward_goes_from_left_to_right(exercise: Exercise) -> None:
    placed = layout(exercise)
    assert placed
    columns = [placed.units[n, 0][0] for n in range(len(placed.sizes))]
    assert columns == sorted(columns)


def test_a_gradient_of_a_weight_lies_on_its_edge() -> None:
    placed = layout(build("mlp_backprop", 3, ask="all"))
    assert placed
    (x0, y0), (x1, y1) = placed.units[0, 0], placed.units[1, 1]
    x, _ = placed.spots["grad.W1[0,1]"]
    middle = (placed.weights[1, 0, 1][1] + placed.spots["grad.W1[0,1]"][1]) / 2
    on_edge = y0 + (x - x0) / (x1 - x0) * (y1 - y0)
    assert abs(middle - on_edge) < plan.SPOT_HEIGHT / 2


def test_a_gradient_flows_along_every_path_from_the_error() -> None:
    shown = picture(build("mlp_backprop", 3, outputs=2, ask="all"))
    assert shown
    lit = [line for line in shown.lines if "grad.W1[0,1]" in line.parts]
    assert len(lit) == 1 + 2 + 2  # the edge itself, h2 to both outputs, both outputs to the error


def test_a_value_flows_in_from_the_layer_before() -> None:
    shown = picture(build("mlp_forward", 3))
    assert shown
    assert len([line for line in shown.lines if "value.h[0]" in line.parts]) == 2


def test_an_exercise_without_a_network_has_no_picture() -> None:
    assert picture(build("activation_value_and_slope", 3)) is None


def test_a_network_that_is_too_large_shows_only_its_list() -> None:
    shapes = {"x": (1, 9), "W1": (9, 9), "b1": (9,), "W2": (9, 9), "b2": (9,), "t": (1, 9)}
    leaves = {name: np.ones(shape) for name, shape in shapes.items()}
    large = replace(build("mlp_backprop", 3, ask="all"), leaves=leaves)
    placed = layout(large)
    assert placed
    assert placed.width > WIDEST or placed.height > TALLEST
    assert picture(large) is None
