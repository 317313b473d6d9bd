"""Descent in two weights: each step follows its method, and costs what it should."""

from __future__ import annotations

import numpy as np
import pytest

from engine.optimisers._base import OPTIMISERS, _label
from engine.pictures.descent import SAMPLES, descend, methods, surfaces


@pytest.fixture(params=sorted(surfaces()))
def surface(request: pytest.FixtureRequest):
    return surfaces()[request.param]


def slope(surface, w: np.ndarray, step: float = 1e-6) -> np.ndarray:
    sides = [[surface.loss(w + side * step * way) for side in (1, -1)] for way in np.eye(2)]
    return np.array([(above - below) / (2 * step) for above, below in sides])


def test_the_gradient_of_a_surface_is_its_slope(surface) -> None:
    for w in ([0.3, -1.2], surface.start):
        found = surface.gradient(np.array(w), np.arange(SAMPLES))
        assert found == pytest.approx(slope(surface, np.array(w)), abs=1e-6)


def test_the_grid_holds_the_loss_with_the_first_weight_across(surface) -> None:
    across, up, heights = surface.heights
    assert heights[3, 7] == surface.loss(np.array([across[7], up[3]]))


def test_a_full_batch_step_goes_down_the_slope(surface) -> None:
    path = descend(surface, methods()["batch"], 0.1, 0, 3)
    for before, after in zip(path.weights, path.weights[1:], strict=False):
        assert after == pytest.approx(before - 0.1 * slope(surface, before), abs=1e-6)
    assert path.losses.tolist() == [surface.loss(w) for w in path.weights]


def test_every_method_pays_for_its_passes_over_the_data() -> None:
    bowl = surfaces()["bowl"]
    passes = {name: descend(bowl, method, 0.03, 0, 6).passes for name, method in methods().items()}
    told = {name: len(spent) - 1 for name, spent in passes.items()}
    assert told == dict.fromkeys(told, 6) | {
        "mini_batch": 6 * SAMPLES // 4, "stochastic": 6 * SAMPLES,
        "svrg": 2 * SAMPLES,  # a snapshot and two gradients a sample: three passes for each
    }  # fmt: skip
    for spent in passes.values():
        assert spent[-1] == pytest.approx(6)
        assert np.all(np.diff(spent) > 0)


def test_svrg_begins_with_a_full_batch_step(surface) -> None:
    svrg, batch = (descend(surface, methods()[name], 0.1, 5, 2) for name in ("svrg", "batch"))
    assert svrg.weights[1] == pytest.approx(batch.weights[1])


@pytest.mark.slow
def test_on_a_bowl_svrg_converges_and_single_examples_do_not() -> None:
    bowl = surfaces()["bowl"]
    lowest = np.linalg.lstsq(np.hstack([bowl.x, 0 * bowl.x + 1]), bowl.t, rcond=None)[0][:, 0]
    for seed in range(3):
        svrg, sgd = (
            descend(bowl, methods()[name], 0.03, seed, 30) for name in ("svrg", "stochastic")
        )
        assert np.abs(svrg.weights[-20:] - lowest).max() < 0.01
        assert np.abs(sgd.weights[-20:] - lowest).max() > 0.02


def test_the_same_seed_gives_the_same_path_and_another_seed_another() -> None:
    bowl, single = surfaces()["bowl"], methods()["stochastic"]
    one, same, other = (descend(bowl, single, 0.1, seed, 1).weights for seed in (1, 1, 2))
    assert one.tolist() == same.tolist()
    assert one.tolist() != other.tolist()


def test_a_rate_that_is_too_large_ends_the_descent_early() -> None:
    path = descend(surfaces()["bowl"], methods()["batch"], 10.0, 0, 30)
    assert len(path.losses) < 10
    assert path.losses[-1] > path.losses[0]


def test_every_optimiser_in_the_folder_is_a_descent_method() -> None:
    assert {method.optimiser for method in methods().values()} == set(OPTIMISERS)


def test_an_optimiser_is_spelt_as_in_its_docstring() -> None:
    labels = {name: rule.label for name, rule in OPTIMISERS.items()}
    assert labels["rmsprop"] == "RMSProp"
    assert labels["nesterov"] == "Nesterov's momentum"
    assert _label("adamw", "AdamW: Adam whose weights decay on their own.") == "AdamW"
    assert _label("adamw", "Decays the weights apart from the step, as AdamW does.") == "AdamW"
    assert _label("heavy_ball", "") == "Heavy ball"
