"""Training small networks: every step minimises the right loss, and is reproducible."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from engine.ops._base import OPS
from engine.optimisers._base import OPTIMISERS
from engine.training import DATA, LOSSES, Setup, points, predict, train
from tests.seeds import seeds

DATA_SETS = tuple(DATA)
SMALL = Setup(hidden=(3,), rate=0.2, batch=10, seed=4)
PENALISED = replace(SMALL, l1=0.01, l2=0.02, dropout=0.25)


def frames(setup=SMALL, name="moons", steps=12, count=40):
    return list(train(setup, points(name, count, 1), points(name, count, 2), steps))


def minimised(setup, weights, data, frame):
    """The loss of a frame's batch with dropout and penalties, written out by hand."""
    rows = list(frame.rows)
    h, t = data.x[rows], data.t[rows]
    for index in range(1, len(setup.hidden) + 1):
        h = np.tanh(h @ weights[f"W{index}"] + weights[f"b{index}"])
        h = h * frame.masks[f"m{index}"] / (1 - setup.dropout)
    last = len(setup.hidden) + 1
    y = 1 / (1 + np.exp(-(h @ weights[f"W{last}"] + weights[f"b{last}"])))
    error = -(t * np.log(y) + (1 - t) * np.log(1 - y)).mean()
    matrices = [weights[f"W{index}"] for index in range(1, last + 1)]
    return error + sum(setup.l1 * np.abs(w).sum() + setup.l2 / 2 * (w**2).sum() for w in matrices)


@pytest.mark.parametrize("name", DATA_SETS)
def test_the_same_seed_gives_the_same_points_and_another_seed_different_ones(name):
    first, again, other = (points(name, 30, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.x, again.x)
    assert not np.array_equal(first.x, other.x)


@pytest.mark.parametrize("name", DATA_SETS)
def test_points_have_two_decimals_and_the_classes_are_equally_large(name):
    data = points(name, 60, 3)
    assert np.array_equal(data.x, data.x.round(2))
    assert data.t.sum() == 30
    assert np.abs(data.x).max() < 2.5


@pytest.mark.slow
@pytest.mark.parametrize("name", DATA_SETS)
@pytest.mark.parametrize("seed", seeds(2))
def test_the_loss_falls_and_accuracy_rises_on_every_data_set(name, seed):
    setup = Setup(hidden=(8, 8), optimiser="adam", rate=0.03, batch=20, seed=seed)
    first, *_, last = frames(setup, name, steps=200, count=200)
    assert last.seen.loss < 0.75 * first.seen.loss
    assert last.unseen.loss < first.unseen.loss
    assert last.seen.accuracy > 0.8


def test_a_single_neuron_separates_linearly_separable_data_but_not_xor():
    alone = Setup(hidden=(), rate=1.0)
    assert frames(alone, "linear", steps=100, count=80)[-1].seen.accuracy > 0.97
    assert frames(alone, "xor", steps=100, count=80)[-1].seen.accuracy < 0.75


def test_the_same_seed_gives_the_same_frames_and_another_seed_different_ones():
    first, again = frames(PENALISED), frames(PENALISED)
    assert [frame.seen for frame in first] == [frame.seen for frame in again]
    for one, other in zip(first, again, strict=True):
        assert one.rows == other.rows
        assert all(np.array_equal(one.weights[name], other.weights[name]) for name in one.weights)
    assert frames(replace(PENALISED, seed=5))[3].seen != first[3].seen


def test_longer_training_begins_with_the_frames_of_shorter_training():
    short, long = frames(PENALISED, steps=5), frames(PENALISED, steps=15)
    assert [frame.seen for frame in short] == [frame.seen for frame in long[:6]]


@pytest.mark.parametrize("hidden", [(), (3,), (3, 2), (2, 2, 2)])
def test_the_gradient_of_a_step_agrees_with_central_differences(hidden):
    setup = replace(PENALISED if hidden else replace(SMALL, l2=0.1), hidden=hidden)
    data = points("xor", 40, 1)
    frame = frames(setup, "xor", steps=3)[3]
    for name, slopes in frame.gradients.items():
        for place in np.ndindex(slopes.shape):
            losses = []
            for side in (1, -1):
                moved = {key: array.copy() for key, array in frame.weights.items()}
                moved[name][place] += side * 1e-6
                if not hidden:
                    moved = {f"{key}1": array for key, array in moved.items()}
                losses.append(minimised(setup, moved, data, frame))
            assert slopes[place] == pytest.approx((losses[0] - losses[1]) / 2e-6, abs=1e-7)


def test_plain_descent_subtracts_the_learning_rate_times_the_gradient():
    for before, after in itertools.pairwise(frames(PENALISED)):
        for name, weights in before.weights.items():
            expected = weights - PENALISED.rate * before.gradients[name]
            assert np.allclose(after.weights[name], expected, rtol=1e-12)


def test_dropout_is_drawn_anew_for_each_step_and_never_used_for_prediction():
    run = frames(PENALISED, count=40)
    assert {tuple(frame.masks["m1"].shape) for frame in run} == {(10, 3)}
    assert len({frame.masks["m1"].tobytes() for frame in run}) > 1
    dropped = 1 - np.mean([frame.masks["m1"] for frame in run])
    assert 0.1 < dropped < 0.4
    x, weights = points("moons", 5, 1).x, run[-1].weights
    by_hand = np.tanh(x @ weights["W1"] + weights["b1"]) @ weights["W2"] + weights["b2"]
    assert np.allclose(predict(PENALISED, weights, x), 1 / (1 + np.exp(-by_hand[:, 0])))
    assert not frames()[0].masks


def test_an_epoch_goes_through_every_point_once():
    run = frames(replace(SMALL, batch=7), steps=5, count=40)
    assert [len(frame.rows) for frame in run] == [7, 7, 7, 7, 7, 5]
    assert sorted(row for frame in run for row in frame.rows) == list(range(40))
    assert frames(replace(SMALL, batch=0))[0].rows == tuple(range(40))


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_optimiser_is_named_after_its_file_and_lowers_the_loss(name):
    optimiser = OPTIMISERS[name]
    assert optimiser.name == name
    assert optimiser.summary.endswith(".")
    run = frames(replace(SMALL, optimiser=name, rate=0.05), steps=80)
    assert run[-1].seen.loss < run[0].seen.loss
    assert set(run[0].memory) == set(optimiser.memory)


def test_the_first_step_of_adam_moves_every_weight_by_the_learning_rate():
    first, second = frames(replace(SMALL, optimiser="adam", rate=0.05))[:2]
    for name, weights in first.weights.items():
        assert np.allclose(np.abs(second.weights[name] - weights), 0.05, rtol=1e-4)


def test_svrg_on_full_batches_is_plain_descent():
    plain, reduced = (frames(replace(SMALL, batch=0, optimiser=name)) for name in ("sgd", "svrg"))
    for one, other in zip(plain, reduced, strict=True):
        assert all(np.allclose(one.weights[name], other.weights[name]) for name in one.weights)


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_is_lowered_and_gives_probabilities(loss):
    run = frames(replace(SMALL, loss=loss, optimiser="adam", rate=0.05), steps=80)
    assert run[-1].seen.loss < run[0].seen.loss
    chances = predict(replace(SMALL, loss=loss), run[-1].weights, points("moons", 20, 1).x)
    assert chances.shape == (20,)
    assert ((chances > 0) & (chances < 1)).all()


@pytest.mark.parametrize("activation", [name for name in OPS if OPS[name].pointwise])
def test_every_activation_of_the_registry_learns(activation):
    run = frames(replace(SMALL, activation=activation, optimiser="adam", rate=0.05), steps=60)
    assert run[-1].seen.loss < run[0].seen.loss


def test_weights_that_diverge_end_the_training_with_finite_numbers():
    run = frames(replace(SMALL, activation="relu", loss="mse", l2=50.0, rate=5.0), steps=200)
    assert 1 < len(run) < 200
    assert all(np.isfinite(array).all() for frame in run for array in frame.weights.values())
    assert all(np.isfinite(frame.seen.loss) for frame in run)
