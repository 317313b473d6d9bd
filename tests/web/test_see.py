"""Pictures show what the engine computes, for every entry of the registries."""

from __future__ import annotations

import re

import numpy as np
import pytest
from flask import Flask

from engine import OPS
from engine.pictures.curve import activations, curve, formula
from engine.pictures.descent import surfaces
from engine.training import Setup, points, predict, train
from quizapp.notes import Figure, notes
from quizapp.storage import resources
from quizapp.web.drawing import figures
from quizapp.web.drawing.svg import Axes
from quizapp.web.pages.see import boundaries, descent
from tests.web.visitor import Visitor

NAMES = [name for name, op in OPS.items() if op.pointwise]


def test_every_activation_of_the_registry_is_shown_with_its_value_and_slope(
    visitor: Visitor,
) -> None:
    page = visitor.get("/see/activations").text
    assert list(activations()) == NAMES
    for name in NAMES:
        picture = re.search(rf'aria-labelledby="activation-{name}-title.*?</svg>', page, re.DOTALL)
        assert picture
        assert picture[0].count('class="line forward"') == 1
        assert picture[0].count('class="line backward"') == 1
        assert f'id="activation-{name}-about"' in picture[0]


def test_a_choice_shows_only_what_was_chosen(visitor: Visitor) -> None:
    page = visitor.get("/see/activations?of=relu&of=tanh&of=nothing").text
    assert page.count("<svg class=") - page.count('<svg class="logo') == 2


@pytest.mark.parametrize("name", NAMES)
def test_the_slope_shown_is_the_derivative_of_the_value(name: str) -> None:
    shown = curve(name)
    between = slice(1, -1)
    measured = (shown.y[2:] - shown.y[:-2]) / (shown.x[2:] - shown.x[:-2])
    corner = abs(shown.slope[2:] - shown.slope[:-2]) > 0.01
    assert abs(measured - shown.slope[between])[~corner].max() < 1e-3
    assert shown.remarks


def test_formulas_come_in_the_pieces_in_which_they_hold() -> None:
    def pieces(name: str, rule: str = "forward") -> list[str]:
        return re.findall(
            r"(?:cases} | \\\\ )(.*?) & (.*?)(?= \\\\| \\end)", formula(OPS[name](), rule)
        )

    assert pieces("leaky_relu") == [("z", "z > 0"), (r"0.1 \cdot z", r"z \le 0")]
    assert pieces("hardswish", "vjp")[0] == ("1", r"z \ge 3")
    assert [where for _, where in pieces("hardswish")] == [r"z \ge 3", "-3 < z < 3", r"z \le -3"]
    assert formula(OPS["sigmoid"](), "vjp") == r"y \cdot \left(1 - y\right)"


def test_the_remarks_say_where_an_activation_dies_saturates_or_falls() -> None:
    def said(name: str) -> str:
        return " ".join(curve(name).remarks)

    assert r"exactly 0 for $z \le 0$" in said("relu")
    assert r"exactly 0 for $z \le -3$" in said("hardswish")
    assert "die" not in said("leaky_relu") + said("gelu") + said("gelu_tanh") + said("elu")
    assert "Largest slope $0.25$, at $z = 0$." in said("sigmoid")
    assert r"saturates** for $z \le -3.9$ and $z \ge 3.9$" in said("sigmoid")
    assert "falls" in said("silu")
    assert "falls" not in said("softplus")


FIGURES = [
    (page.skill, block)
    for page in notes(resources.questions())
    for block in page.blocks
    if isinstance(block, Figure)
]


@pytest.mark.parametrize(("skill", "block"), FIGURES, ids=str)
def test_every_picture_that_a_study_page_asks_for_is_drawn(
    app: Flask, skill: str, block: Figure
) -> None:
    with app.test_request_context():
        drawn = figures.figure(block.kind, block.name)
    assert "<svg" in drawn
    for word in block.name.split("-"):
        assert word in drawn, f"{skill}: nothing of {word}"


def test_an_unknown_picture_does_not_break_a_page(app: Flask) -> None:
    with app.test_request_context():
        assert figures.figure("activation", "nothing") == ""
        assert figures.figure("nothing", "") == ""


@pytest.mark.parametrize("page", ["", "/activations", "/boundaries", "/descent", "/graph"])
@pytest.mark.parametrize(
    "query", ["?of=<b>&seed=-1&template=<b>", "?of=&seed=x&level=9", f"?seed={'9' * 5000}"]
)
def test_a_strange_query_never_breaks_a_picture(visitor: Visitor, page: str, query: str) -> None:
    answer = visitor.get(f"/see{page}{query}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_a_boundary_is_drawn_where_the_networks_decision_changes(visitor: Visitor) -> None:
    page = visitor.get("/see/boundaries?data=linear&of=sigmoid&of=relu&hidden=2&seed=3").text
    assert re.findall(r'aria-labelledby="boundary-linear-(\w+)-title', page) == ["relu", "sigmoid"]
    setup = Setup((2,), "sigmoid", optimiser="adam", rate=boundaries.RATE, seed=3)
    seen = points("linear", boundaries.POINTS, 3)
    unseen = points("linear", boundaries.UNSEEN, 4)
    *_, last = train(setup, seen, unseen, boundaries.STEPS)
    picture = re.search(r'boundary-linear-sigmoid-title".*?</svg>', page, re.DOTALL)
    assert picture
    drawn = re.search(r'class="line boundary" d="([^"]+)"', picture[0])
    assert drawn
    side, reach = boundaries.PAPER, boundaries.REACH
    axes = Axes.over((-reach, reach), (-reach, reach), side, side)
    at = np.array(re.findall(r"[ML]([\d.]+) ([\d.]+)", drawn[1]), float)
    place = [(at[:, k] - scale.start) / (scale.end - scale.start) * 2 * reach - reach
             for k, scale in enumerate((axes.x, axes.y))]  # fmt: skip
    sure = predict(setup, last.weights, np.column_stack(place))
    assert np.abs(sure - 0.5).max() < 0.05
    assert f"{100 * last.seen.accuracy:.0f}% of the {boundaries.POINTS} training points" in page


def test_a_path_is_drawn_through_the_steps_of_the_run(visitor: Visitor) -> None:
    page = visitor.get("/see/descent?surface=valleys&rate=0.1&seed=4").text
    seen = surfaces()["valleys"]
    found = descent.paths("valleys", 0.1, 4)
    assert re.findall(r'aria-labelledby="descent-valleys-(\w+)-title', page) == list(found)
    axes = Axes.over(*seen.reach, descent.PAPER, descent.PAPER)
    picture = re.search(r'descent-valleys-batch-title".*?</svg>', page, re.DOTALL)
    assert picture
    drawn = re.search(r'class="line backward way" d="([^"]+)"', picture[0])
    assert drawn
    at = np.array(re.findall(r"[ML]([\d.]+) ([\d.]+)", drawn[1]), float)
    a, b = found["batch"].weights.T
    assert at == pytest.approx(np.column_stack([axes.x(a), axes.y(b)]), abs=0.06)
    assert "saddle" in page
    assert "isn't guaranteed" in page
