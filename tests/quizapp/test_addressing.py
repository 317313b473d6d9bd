"""What a wrong rule does is said of the learner's own value, to them."""

from __future__ import annotations

import re

from engine import OPS
from quizapp.presenting.addressing import to_you
from quizapp.presenting.phrases import likely


def test_it_is_said_to_the_learner() -> None:
    assert likely("the bias is added to the sum; this leaves it out.") == (
        "The bias is added to the sum. It looks as if you left it out."
    )
    assert likely("the loss is minus ln p; this is ln p.") == (
        "The loss is minus ln p. Your value is ln p."
    )
    assert likely(OPS["affine"].bends["bias_subtracted"].remark) == (
        "The bias is added. It looks as if you subtracted it."
    )
    assert likely("tanh′ is 1 − tanh²; σ(1 − σ) is the slope of the sigmoid.").startswith(
        "Check this: tanh′"
    )


def test_each_of_several_rules_is_said_to_the_learner() -> None:
    said = likely("a is b; this swaps them. Or: c is d; this keeps c.")
    assert said.count("It looks as if you") == 2


def test_no_remark_speaks_of_a_value_as_this_after_saying_what_is_true() -> None:
    remarks = [bend.remark for op in OPS.values() for bend in op.bends.values()]
    assert len(remarks) > 300
    unsaid = [one for one in remarks if re.search(r"[;:,] this (?!one\b)\w+", to_you(one))]
    assert not unsaid, "Add their verbs to PAST."
