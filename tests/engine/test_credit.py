"""What an answer that is partly right earns, and what it is told."""

from itertools import permutations
from statistics import fmean

import pytest

from engine import ANSWERS, Unreadable
from engine.answers._read_text import letter
from engine.answers.choice import ChoiceAnswer, Option
from engine.answers.choices import ChoicesAnswer
from engine.answers.matching import MatchingAnswer, Pair
from engine.answers.ordering import CHANCE, OrderingAnswer, longest_rise
from engine.answers.short_answer import RubricPoint, ShortAnswer

NUMBERS = tuple(Pair(str(n), word) for n, word in enumerate(("one", "two", "three", "four"), 1))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(MatchingAnswer(NUMBERS), 0), (MatchingAnswer(NUMBERS[:3], ("five", "six")), 0.4 / 2.4)],
)
def test_credit_for_pairs_starts_above_what_a_guess_earns(answer, expected):
    """One pair right of the first, and 0.6 on average of the second, is chance."""
    key = [entry[1:] for entry in answer.key]
    others = (letter(n) for n in range(len(answer.shown)))
    credits = {
        round(mark.credit, 6)
        for way in permutations(others, len(key))
        if sum(a == b for a, b in zip(way, key, strict=True)) == 1
        for mark in [answer.mark(" ".join(f"{n}{to}" for n, to in enumerate(way, 1)))]
    }
    assert credits == {round(expected, 6)}


def test_half_of_four_pairs_earn_a_third_and_the_first_wrong_one_is_named():
    first, second, third, fourth = MatchingAnswer(NUMBERS).key
    mark = MatchingAnswer(NUMBERS).mark(f"{first} {second} 3{fourth[1]} 4{third[1]}")
    assert (mark.verdict, mark.credit) == ("wrong", pytest.approx(1 / 3))
    assert mark.remark == "2 of 4 pairs are correct. Check item 3."


@pytest.mark.parametrize(
    "raw", ["1a", "1a 1b 2c 3d", "1a 2a 3b 4c", "1a 2b 3c 4e", "1 2 3 4", "5a"]
)
def test_an_incomplete_or_doubled_matching_is_handed_back(raw):
    with pytest.raises(Unreadable):
        MatchingAnswer(NUMBERS).read(raw)


def test_a_matching_may_be_typed_in_any_order_and_with_signs_between():
    answer = MatchingAnswer(NUMBERS)
    typed = "; ".join(f"{entry[0]}->{entry[1:].upper()}".replace("->", "→") for entry in answer.key)
    assert answer.mark(typed).credit == 1
    assert answer.mark(" ".join(reversed(answer.key))).credit == 1


@pytest.mark.parametrize("count", range(3, 8))
def test_items_are_never_shown_in_their_right_order_and_always_alike(count):
    for salt in range(60):
        items = tuple(f"{salt} {n}" for n in range(count))
        answer = OrderingAnswer(items)
        assert sorted(answer.shown) == sorted(items)
        assert answer.shown != items
        assert answer.shown == OrderingAnswer(items).shown


def ordered(*names):
    """The mark of some letters, given in that order."""
    answer = OrderingAnswer(tuple(sorted(names)))
    return answer.mark(" ".join(str(answer.shown.index(name) + 1) for name in names))


@pytest.mark.parametrize("count", CHANCE)
def test_an_order_earns_what_it_keeps_beyond_what_a_random_one_keeps(count):
    rises = [len(longest_rise(way)) for way in permutations(range(count))]
    assert fmean(rises) == pytest.approx(CHANCE[count])
    answer = OrderingAnswer(tuple(map(str, range(count))))
    assert answer.mark(" ".join(map(str, answer.key))).credit == 1
    assert answer.mark(" ".join(map(str, reversed(answer.key)))).credit == 0
    moved = answer.mark(" ".join(map(str, [answer.key[-1], *answer.key[:-1]])))
    assert moved.credit == pytest.approx((count - 1 - CHANCE[count]) / (count - CHANCE[count]))


@pytest.mark.parametrize(
    ("names", "kept"), [("abdc", 3), ("dabc", 3), ("badc", 2), ("dcba", 1), ("abcd", 4)]
)
def test_a_longest_rise_is_found(names, kept):
    assert len(longest_rise([ord(name) for name in names])) == kept


def test_an_order_is_told_how_much_is_right_and_what_to_move_first():
    assert ordered(*"dabc").remark == (
        "3 of 4 are in the right order. Of those, 2.4 would be so by chance on average; the "
        "others earn your score. The first item to move is in position 1."
    )
    assert ordered(*"bcda").remark.endswith("in position 4.")
    assert ordered(*"acebd").remark.endswith("in position 2.")
    assert ordered(*"adcb").remark == "The first item to move is in position 2."
    assert ordered(*"abcd").remark == ""


def test_an_order_has_every_item_once():
    answer = OrderingAnswer(("a", "b", "c", "d"))
    for raw in ("1 2 3", "1 2 3 3", "1 2 3 5"):
        assert answer.mark(raw).verdict == "unreadable"


@pytest.mark.parametrize(
    ("typed", "credit"),
    [("1", 1 / 2), ("1 2", 1), ("1 2 3", 2 / 3), ("1 3", 1 / 6), ("3", 0), ("none", 0),
     ("1 2 3 4 5", 0), ("1 2 3 4", 1 / 3)],
)  # fmt: skip
def test_a_right_tick_earns_its_share_and_a_wrong_one_costs_its_own(typed, credit):
    right = [Option(text, True, "Yes.") for text in "ab"]
    answer = ChoicesAnswer((*right, *(Option(text, remark="No.") for text in "cde")))
    assert answer.mark(typed).credit == pytest.approx(credit)


def test_a_wrong_tick_is_a_misconception_only_where_nothing_is_earned():
    answer = ChoicesAnswer(
        (Option("a", True, "A."), Option("b", remark="B.", name="b_too"), Option("c", remark="C."))
    )
    assert (answer.mark("2").verdict, answer.mark("2").remark) == ("misconception:b_too", "B.")
    assert answer.mark("2 3").verdict == "misconception:b_too"
    assert (answer.mark("1 2").verdict, answer.mark("1 2").credit) == ("wrong", 0.5)
    assert answer.mark("3").verdict == "wrong"


def test_ticks_are_counted_before_the_remarks_on_those_amiss():
    answer = ChoicesAnswer(
        (Option("a", True, "A."), Option("b", True, "B."), Option("c", remark="C."))
    )
    mark = answer.mark("a, c")
    assert (mark.verdict, mark.credit) == ("wrong", 0)
    assert mark.remark == (
        "You ticked 1 of the 2 correct options, and 1 wrong one."
        "\n\n* +50%: a.\n* Not ticked: b. B.\n* −100%: c. C."
    )
    assert answer.mark("(2) 1.").credit == 1
    assert answer.mark("none").verdict == "wrong"
    assert answer.mark("1 1").verdict == "unreadable"


def test_a_wrong_option_is_told_why_and_only_a_named_one_is_a_misconception():
    (answer,) = ChoiceAnswer.samples()
    assert answer.mark("a") == answer.mark("1")
    assert (answer.mark("a").verdict, answer.mark("a").remark) == (
        "wrong",
        answer.options[0].remark,
    )
    assert answer.mark("C)").verdict == "misconception:slope_of_tanh"
    for raw in ("0", "4", "d", "1 2", "2nd", "²"):
        assert answer.mark(raw).verdict == "unreadable"


def test_a_short_answer_earns_the_weights_it_covers_and_is_told_the_rest():
    answer = ShortAnswer("Model.", (RubricPoint("first", 3), RubricPoint("second", 1)))
    assert answer.mark("A first and a second.\n[self-check: 1]").credit == 0.75
    assert answer.mark("A first and a second. [self-check: b]").credit == 0.25
    assert answer.mark("A first and a second.\n[self-check: none]").credit == 0
    assert answer.mark("A first and a second.\n[self-check: 2]").remark.endswith(
        "You missed:\n\n* first"
    )
    for raw in (
        "A first and a second.",
        "[self-check: 1]",
        "A first and a second. [self-check: 3]",
        "A first and a second. [self-check: ]",
    ):
        assert answer.mark(raw).verdict == "unreadable"


def test_a_wrong_formula_is_shown_back_with_a_point_where_it_differs():
    mark = ANSWERS["expression"]("a*(1-a)", ("a",), {"a": (0.1, 0.9)}).mark("a/2")
    assert mark.verdict == "wrong"
    assert mark.remark.startswith(r"We read this as $\frac{a}{2}$. At a = 0.")


def test_a_formula_without_a_real_value_is_handed_back_rather_than_marked_wrong():
    answer = ANSWERS["expression"]("x", ("x",))
    assert answer.mark("sqrt(-1-x^2)").verdict == "unreadable"
    assert answer.mark("9^9^9").verdict == "unreadable"
    with pytest.raises(Unreadable) as caught:
        answer.read("   x + y")
    assert caught.value.at == 7
    assert answer.read_as(" x/2 ") == r"\frac{x}{2}"
