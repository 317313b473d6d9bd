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


BATCH_NORM = {
    "the root misread": "6.108 -0.1802 -1.909 0.2133 0.5512",
    "the root ten times too small": "6.108 -1.873 -19.85 239.7 -68.16",
    "the root ten times too large": "6.108 -0.01873 -0.1985 0.0002397 0.06413",
    "the root forgotten": "6.108 -0.07523 -0.7968 0.0155 0.2529",
    "the constant forgotten": "6.108 -0.1890 -2.001 0.2459 0.5710",
}


@pytest.mark.parametrize("typed", BATCH_NORM.values(), ids=BATCH_NORM)
def test_a_number_that_all_later_steps_read_otherwise_than_it_was_written_is_one_slip(typed):
    charged, _ = told("batch_norm_backward", 21, typed)
    assert list(charged) == ["value.x_hat[0,0]"]


def test_one_that_changes_little_is_one_slip_where_the_mistake_is_known():
    charged, _ = told("batch_norm_backward", 0, "4.496 0.2673 -0.294 0.07193 1.445")
    assert charged["value.x_hat[0,0]"].endswith("this leaves it out.")
    assert len(charged) == 1


def test_a_number_that_one_step_reads_otherwise_is_found_from_any_entry_that_it_leads_to():
    charged, _ = told("attention_backward", 5, "0.3381 0.6619 -18.66 -6.776 -24.34")
    assert list(charged) == ["grad.s[0]"]


def test_what_the_mistake_was_is_said_where_it_is_known():
    charged, _ = told("batch_norm_backward", 21, BATCH_NORM["the root misread"])
    assert charged["value.x_hat[0,0]"] == (
        "It looks like one slip in what is worked out from $v$. Everything that depends on it "
        "follows."
    )
    charged, _ = told("batch_norm_backward", 21, BATCH_NORM["the root forgotten"])
    assert charged["value.x_hat[0,0]"].endswith("this divides by the variance.")


def test_a_slip_that_explains_all_wrong_blanks_but_one_is_charged_beside_that_one():
    charged, _ = told("batch_norm_backward", 21, "25.29 0.7765 -2.46 0.07264 0.507")
    assert list(charged) == ["value.v[0]", "grad.x[0,0]"]
    charged, _ = told("batch_norm_backward", 21, "25.29 0.7765 3.61 0.4123 0.507")
    assert len(charged) == 5  # two numbers that follow may do so by chance
