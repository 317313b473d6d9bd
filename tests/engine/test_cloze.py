"""A passage with blanks: spellings, slips, partial credit, and what a remark says."""

import pytest

from engine import BadQuestion, Unreadable
from engine.answers._blank import Blank, WrongBlank
from engine.answers._words import Words, WrongWords, apart
from engine.answers.cloze import ClozeAnswer

PRODUCT = WrongBlank("product_rule", "That rule is for products.", text="product rule")
RULE = Blank(accept=("chain rule", "Kettenregel"), slips=1, wrong=(PRODUCT,))
SLOPE = Blank(value=0.25, decimals=2)
TWO = ClozeAnswer("By the [[1]] it is [[2]].", (RULE, SLOPE))


@pytest.mark.parametrize(
    "text", ["chain rule", "Chain-Rule", " CHAIN  RULE ", "chainrule", "chian rule", "chain rul"]
)
def test_case_hyphens_spaces_and_a_slip_do_not_cost_a_word(text):
    assert Words(("chain rule",), slips=1).judge(text).credit == 1


@pytest.mark.parametrize(
    "text", ["chan rul", "product rule", "chain", "chains rules", "rule chain"]
)
def test_other_words_are_refused(text):
    assert Words(("chain rule",), slips=1).judge(text).credit == 0


def test_a_number_with_too_few_digits_to_tell_earns_half_of_its_blank():
    assert TWO.mark("1: chain rule; 2: 0.3").credit == 0.75
    assert TWO.mark("1: -; 2: 0.3").credit == 0.25


def test_accents_are_set_aside_both_ways():
    assert Words(("Poincaré",)).judge("poincare").credit == 1
    assert Words(("Poincare",)).judge("POINCARÉ").credit == 1


def test_a_slip_is_told_and_not_allowed_where_another_word_is_as_near():
    assert "chain rule" in Words(("chain rule",), slips=1).judge("chain rulw").remark
    assert Words(("sum",), slips=1).judge("sun").credit == 0


@pytest.mark.parametrize(("right", "typed"), [
    ("backward", "backwards"), ("forwards", "forward"), ("regularised loss", "regularized loss"),
    ("batch normalization", "batch-normalisation"), ("colour", "color"), ("labelled", "labeled"),
    ("neighbours", "neighbor"), ("weights", "weight"), ("bias", "biases"), ("class", "classes"),
    ("varies", "vary"), ("centred", "centered"), ("analyse", "analyze"), ("metre", "meters"),
])  # fmt: skip
def test_another_spelling_of_the_same_word_is_right_and_needs_no_remark(right, typed):
    assert Words((right,)).judge(typed) == Words((right,)).judge(right)
    assert not Words((typed,), slips=1).judge(right).remark


def test_a_wrong_word_is_named_in_every_spelling():
    there = Words(("forward",), 1, (WrongWords("backward", "swapped", "The other way."),))
    assert there.judge("backwards").remark == "The other way."
    assert Words(("loss",)).judge("los").credit == Words(("noise",)).judge("nose").credit == 0


def test_letters_apart_are_counted_as_typing_slips():
    assert [apart("neuron", other) for other in ("neuron", "nueron", "neurn", "axon")] == [
        0,
        1,
        1,
        3,
    ]


def test_every_right_blank_earns_its_share_and_the_remark_names_what_is_right():
    mark = TWO.mark("1: chain rule; 2: 0.31")
    assert (mark.verdict, mark.credit) == ("wrong", 0.5)
    assert "1 of 2 blanks are correct" in mark.remark
    assert "Blank 2: **0.25**" in mark.remark


def test_a_named_wrong_word_is_told_why_beside_a_right_blank():
    mark = TWO.mark("1: product rule; 2: 0.25")
    assert mark.credit == 0.5
    assert "**chain rule**. That rule is for products." in mark.remark


def test_a_blank_that_was_given_up_costs_only_itself():
    assert TWO.mark("1: -; 2: 0.25").credit == 0.5
    assert TWO.mark("1: –\n2: −").credit == 0


@pytest.mark.parametrize(
    "text", ["2: 0.25 1: chain rule", "1:chain rule;2:0.25", "１：chain rule ２：0.25"]
)
def test_blanks_are_read_in_any_order_and_spacing(text):
    assert TWO.mark(text).credit == 1


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("chain rule 0.25", "after its number"),
        ("1: chain rule", "each of them once"),
        ("1: a 1: b", "each of them once"),
        ("1: chain rule 2:", "Blank 2 is still empty"),
        ("1: 2:", "Nothing was entered"),
        ("1: chain rule 2: many", "Blank 2: "),
    ],
)
def test_what_cannot_be_read_is_handed_back_with_advice(text, advice):
    with pytest.raises(Unreadable, match=advice):
        TWO.read(text)


def test_the_place_that_cannot_be_read_is_in_the_text_as_it_was_typed():
    text = "1: chain rule; 2: 0.25x"
    with pytest.raises(Unreadable) as caught:
        TWO.read(text)
    assert text[caught.value.at :] == "x"


def test_a_word_list_is_what_may_be_chosen_and_nothing_else():
    cloze = ClozeAnswer("A [[1]].", (Blank(accept=("step",)),), ("step", "jump"))
    assert cloze.mark("1: Step").credit == 1
    assert cloze.mark("1: jump").verdict == "wrong"
    with pytest.raises(Unreadable, match="Choose from: jump, step"):
        cloze.read("1: walk")


@pytest.mark.parametrize(
    ("cloze", "where"),
    [
        (ClozeAnswer("No blank.", (RULE,)), ("passage",)),
        (ClozeAnswer("[[2]] [[1]]", (RULE, SLOPE)), ("passage",)),
        (ClozeAnswer("[[1]]", (Blank(),)), ("blanks", 0)),
        (ClozeAnswer("[[1]]", (Blank(accept=("a",), value=1.0),)), ("blanks", 0)),
        (ClozeAnswer("[[1]]", (RULE,), ("sum rule",)), ("blanks", 0)),
        (ClozeAnswer("[[1]] [[2]]", (RULE, RULE)), ("blanks", 1, "wrong", 0, "name")),
    ],
)
def test_an_unfair_cloze_is_refused_where_it_is_wrong(cloze, where):
    with pytest.raises(BadQuestion) as caught:
        cloze.check()
    assert caught.value.where == where


def test_a_wrong_word_that_would_be_accepted_is_refused():
    near = WrongBlank("near", "Too near.", text="Chain-rule")
    with pytest.raises(BadQuestion):
        Blank(accept=("chain rule",), wrong=(near,)).check()
