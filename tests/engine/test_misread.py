"""Mistakes that take what belongs elsewhere: another layer's slope, weights already updated."""

import pytest

from engine import OPS, build, mark
from engine.answers.number import NumberAnswer
from engine.derivation.flawed import Work
from engine.graph.bent import bends
from engine.graph.layers import mlp
from engine.proof.simulated import honest_responses
from engine.whiteboard.board import Board

ABOVE = ("sigmoid", "slope_of_layer_above")
BELOW = ("sigmoid", "slope_of_layer_below")
UPDATED = ("affine", "updated_weights")


def told(exercise, bend):
    """The verdicts of one who holds a misconception, by the blanks that it costs."""
    marks = mark(exercise, honest_responses(exercise, bend=[bend])).parts
    return {name: part.verdict for name, part in marks.items() if part.credit < 1}


@pytest.mark.parametrize(
    ("bend", "template", "params", "at"),
    [
        (ABOVE, "mlp_backprop", {}, "grad.W1[0,1]"),
        (ABOVE, "mlp_backprop", {"ask": "all", "outputs": 2}, "grad.z1[0]"),
        (BELOW, "mlp_backprop", {"outputs": 2}, "grad.z2[0]"),
        (("tanh", ABOVE[1]), "rnn_bptt", {}, "grad.z2[0]"),
        (UPDATED, "training_step", {}, "grad.W1[0,0]"),
        (UPDATED, "training_step", {"ask": "all"}, "grad.z1[0]"),
    ],
)
def test_it_is_named_where_it_first_shows_and_what_follows_earns_its_marks(
    bend, template, params, at
):
    for seed in range(3):
        exercise = build(template, seed, **params)
        name = "misconception:" + ".".join(bend)
        found = told(exercise, bend)
        assert found.pop(at) == name
        assert set(found.values()) <= {name}  # of another unit, or of another step
        wrong = {one.name: one.answer for one in exercise.part(at).answer.misconceptions}
        answer = exercise.part(at).answer
        assert isinstance(answer, NumberAnswer)
        low, high = answer.envelope
        assert not low - answer.step < wrong[".".join(bend)] < high + answer.step


def test_it_matters_only_where_there_is_another_layer_that_the_error_goes_on_to():
    one = mlp(["sigmoid"]).update(OPS["sgd"](), "W").program
    found = {(op, bend.name) for op, bend, _ in bends(one, range(len(one.instructions)))}
    assert not found & {ABOVE, BELOW, UPDATED}


def test_a_derivation_with_new_weights_works_them_out_before_it_goes_back_through_them():
    lines = Work(build("training_step", 0, ask="all"), UPDATED).arrays()
    assert lines.index("grad.W2") < lines.index("updated.W2") < lines.index("grad.h")


def test_the_whiteboard_names_it():
    board = Board(build("mlp_backprop", 0, inputs=1, hidden=1), "grad.z1[0]")
    judged = board.then(r"∂E/∂z^{(1)} = ∂E/∂h * y * (1 - y)").lines[-1]
    assert judged.verdict == "wrong"
    assert ".".join(ABOVE) in judged.misconceptions
