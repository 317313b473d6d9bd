"""LSTM and GRU cells, against PyTorch's documented equations in plain floats."""

import math

import pytest

from engine import build


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def test_an_lstm_step_follows_the_documented_equations():
    exercise = build("lstm_forward", 3, ask="all")
    v = {name: leaf.item() for name, leaf in exercise.leaves.items()}
    i, f, g, o = (
        squash(v["x"] * v[f"w_{gate}"] + v["h_prev"] * v[f"u_{gate}"] + v[f"b_{gate}"])
        for gate, squash in zip("ifgo", (sigmoid, sigmoid, math.tanh, sigmoid), strict=True)
    )
    c = f * v["c_prev"] + i * g
    by_hand = {"i": i, "f": f, "g": g, "o": o, "c": c, "h": o * math.tanh(c)}
    keys = {part.name[6:-3]: part.answer.key for part in exercise.parts}
    assert keys == pytest.approx(by_hand)


def test_gradients_through_an_lstm_step_agree_with_differences_of_its_error():
    exercise = build("lstm_backward", 5, ask="all")
    leaves = {name: leaf.item() for name, leaf in exercise.leaves.items()}

    def error(**changed):
        v = leaves | changed
        c = sigmoid(v["z_f"]) * v["c_prev"] + sigmoid(v["z_i"]) * math.tanh(v["z_g"])
        return 0.5 * (sigmoid(v["z_o"]) * math.tanh(c) - v["t"]) ** 2

    for name in ("z_i", "z_f", "z_g", "z_o", "c_prev"):
        above, below = (error(**{name: leaves[name] + side * 1e-6}) for side in (1, -1))
        key = exercise.part(f"grad.{name}[0]").answer.key
        assert key == pytest.approx((above - below) / 2e-6, abs=1e-8)


def test_a_gru_step_follows_the_documented_equations():
    exercise = build("gru_forward", 3, ask="all")
    v = {name: leaf.item() for name, leaf in exercise.leaves.items()}
    r, z = (
        sigmoid(v["x"] * v[f"w_{gate}"] + v["h_prev"] * v[f"u_{gate}"] + v[f"b_{gate}"])
        for gate in "rz"
    )
    n = math.tanh(v["x"] * v["w_n"] + v["b_n"] + r * (v["h_prev"] * v["u_n"] + v["c_n"]))
    by_hand = {"r": r, "z": z, "n": n, "h": (1 - z) * n + z * v["h_prev"]}
    assert {part.name[6:-3]: part.answer.key for part in exercise.parts} == pytest.approx(by_hand)


@pytest.mark.parametrize(("template", "sums"), [("lstm_forward", "z_"), ("gru_forward", "a_"),
                                               ("lstm_backward", "z_")])  # fmt: skip
def test_it_shows_who_mixes_up_the_gates(template, sums):
    params = {} if template == "lstm_backward" else {"gates": "given"}
    for seed in range(20):
        leaves = build(template, seed, **params).leaves
        gates = [leaf.item() for name, leaf in leaves.items() if name.startswith(sums)]
        assert len(set(gates)) == len(gates) > 1


def test_the_state_in_place_of_its_tanh_is_named_on_the_way_back():
    exercise = build("lstm_backward", 2)
    named = {each.name for each in exercise.part("grad.c[0]").answer.misconceptions}
    assert "lstm_output.slope_at_state" in named
