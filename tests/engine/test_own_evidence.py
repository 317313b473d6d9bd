"""What is enough to mark a point of a short answer alone, and what its writer is asked about."""

from __future__ import annotations

import pytest

from engine.short_answers.examining import examine
from engine.short_answers.findings import CONTRADICTED, SAID
from engine.short_answers.rubric import RubricPoint

RUNNING = RubricPoint(
    "At inference it uses running averages", phrasings=("inference running|average", "running")
)
SQUARES = RubricPoint("L2 adds squares, L1 absolute values", phrasings=("l2 square", "l1 absolute"))
OUTLIERS = RubricPoint(
    "Outliers dominate the squared error", phrasings=("outlier squared|dominate",)
)
RULE = RubricPoint("Weight minus rate times gradient", phrasings=("weight minus gradient",))
SCALE = RubricPoint(
    "The scale keeps the expected input the same", phrasings=("scale", "same input")
)
DEPENDS = RubricPoint("The output would depend on the rest of the batch",
                      phrasings=("output depend batch",))  # fmt: skip
STEEP = RubricPoint("The slope of tanh reaches 1, of sigmoid 1/4", phrasings=("slope 1 1/4|0.25",))
DIE = RubricPoint("Units cannot die", phrasings=("not die", "prevent|avoid die"))


@pytest.mark.parametrize(
    ("point", "text", "sure"),
    [
        (RUNNING, "At inference it uses running averages.", SAID),
        (RUNNING, "In training it uses running averages and at inference the batch.", None),
        (RUNNING, "At inference it doesn't use running averages.", CONTRADICTED),
        (SQUARES, "L2 adds squares and L1 absolute values.", SAID),
        (SQUARES, "L1 squares the weights and L2 takes absolute values.", None),
        (OUTLIERS, "Outliers dominate the squared error.", SAID),
        (OUTLIERS, "Squared error ignores outliers.", None),
        (RULE, "The new weight is the weight minus rate times gradient.", SAID),
        (RULE, "weight <- weight + rate * gradient", None),
        (SCALE, "The scale is there for speed.", None),
        (DEPENDS, "We do so since an output shouldn't depend on the batch.", SAID),
        (DEPENDS, "The output does not depend on the batch.", CONTRADICTED),
        (STEEP, "Its slope at 0 is 1 rather than 0.25.", None),
        (DIE, "So it avoids that units die.", SAID),
        (DIE, "It doesn't prevent dying units.", None),
        (DIE, "You don't see it when units cannot die.", None),
    ],
)
def test_a_point_is_marked_alone_only_where_one_clause_says_so(
    point: RubricPoint, text: str, sure: str | None
) -> None:
    (found,) = examine(text, (point,), (), "Why is a scale needed?").points
    assert (found.state if found.is_sure else None) == sure


def test_words_that_carry_a_sentence_are_not_underlined() -> None:
    point = RubricPoint("Output 1 above the threshold", phrasings=("if above output",))
    text = "The output is one if the sum is above zero."
    (found,) = examine(text, (point,)).points
    assert "if" not in [text[start:end] for start, end in found.spans]
    assert found.spans
