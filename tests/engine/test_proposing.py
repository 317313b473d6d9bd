"""What an author is told of a rubric: a phrasing it lacks, and points that overlap."""

from __future__ import annotations

from engine.short_answers.proposing import overlaps, proposal
from engine.short_answers.rubric import RubricPoint

MODEL = "The gradient points uphill. A small learning rate makes training slow, and it may stop."
SLOW = RubricPoint("Training is slow with a small learning rate")


def test_a_point_is_proposed_the_words_it_shares_with_the_model_answer() -> None:
    assert (
        proposal((SLOW, RubricPoint("The gradient")), MODEL, 0)
        == "training slow small learning_rate"
    )


def test_nothing_is_proposed_that_is_known_short_denied_or_another_points() -> None:
    known = RubricPoint(SLOW.point, phrasings=("train slow",))
    denied = RubricPoint("Training is not slow with a small learning rate")
    other = RubricPoint("something else", phrasings=("training slow",))
    assert proposal((known, other), MODEL, 0) == ""
    assert proposal((denied, RubricPoint("b")), MODEL, 0) == ""
    assert proposal((RubricPoint("Training"), RubricPoint("b")), MODEL, 0) == ""
    assert proposal((SLOW, other), MODEL, 0) == ""


def test_a_phrasing_that_makes_another_point_is_told() -> None:
    loose = RubricPoint("Something is slow", phrasings=("slow training",))
    tight = RubricPoint("Training is slow", phrasings=("training slow", "long time"))
    assert overlaps((loose, tight), 1) == [("training slow", 0)]
    assert overlaps((loose, RubricPoint("It takes long", phrasings=("long time",))), 0) == []
