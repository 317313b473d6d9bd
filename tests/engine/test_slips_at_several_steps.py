"""One mistake that shows in several blanks is charged once, and nobody is accused of another."""

import pytest

from engine import build, mark


def told(template: str, seed: int, typed: str, **params: str | int):
    """The remark on each blank that is charged."""
    exercise = build(template, seed, **params)
    names = [part.name for part in exercise.parts]
    marks = mark(exercise, dict(zip(names, typed.split(), strict=True))).parts
    return {name: part.remark for name, part in marks.items() if part.credit < 1}, marks


@pytest.mark.parametrize(
    "typed",
    [  # t = 1 for 2, no correction, t = 3 for 2
        "-1.05 7.377 -1.863",
        "-0.105 0.3689 -1.905",
        "-0.3875 2.586 -1.892",
    ],
)
def test_the_same_wrong_rule_in_two_blanks_is_counted_once(typed):
    charged, marks = told("adam_step", 21, typed)
    assert list(charged) == ["value.m_hat[0]"]
    assert marks["value.v_hat[0]"].remark.startswith("This is the same mistake as before")


def test_a_rule_that_always_gives_1_is_not_named_where_1_is_not_what_was_written():
    charged, _ = told("attention_backward", 21, "0.9993 0.0007169 0.001999 -0.002357 -0.002762")
    assert list(charged) == ["value.a[0]"]
    assert "queries" not in charged["value.a[0]"]
