"""Numbers in sentences have a true minus sign; what is typed or sent has the one of keyboards."""

from engine import build, mark
from engine.answers.expression import ExpressionAnswer
from engine.answers.number import NumberAnswer
from quizapp.web.api.telling import _key


def test_remarks_on_numbers_have_true_minus_signs():
    answer = NumberAnswer(-0.25, decimals=2)
    assert answer.mark("0.7").remark == "The correct value is −0.25."
    assert "is −0.25" in answer.mark("0.25").remark
    assert answer.write() == _key(answer) == "-0.25"
    assert answer.mark(answer.shown).credit == 1


def test_a_value_out_of_reach_is_told_between_which_numbers_it_lies():
    exercise = build("neuron_forward", 1, activation="tanh")
    remark = mark(exercise, {"value.y[0]": "-3.5"}).parts["value.y[0]"].remark
    assert "between −1 and 1" in remark


def test_a_formula_that_differs_is_told_where_with_true_minus_signs():
    remarks = {ExpressionAnswer("x - 1", ("x",)).mark(f"x - {n}").remark for n in range(2, 9)}
    assert all("-" not in remark.split("At", 1)[1] for remark in remarks)
