"""Short answers: what is read out of them, how sure that is, and what earns nothing."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from engine.answers.short_answer import ShortAnswer, Unsure
from engine.errors import BadQuestion
from engine.exercise.question import Question
from engine.short_answers.matching import matched
from engine.short_answers.phrasing import phrasing
from engine.short_answers.tokens import tokens

ROOT = Path(__file__).parents[2]
SOFTMAX = "classification/what-softmax-does"
VANISHING = "backprop/vanishing-gradient-explained"
ROOT_OF_D = "attention/why-divide-by-the-root"
STATES = {"s": "said", "p": "partly", "c": "contradicted", "n": "not found"}
SLUGS = sorted(
    f"{path.parent.name}/{path.stem}"
    for path in (ROOT / "questions").glob("*/*.toml")
    if 'type = "short_answer"' in path.read_text(encoding="utf-8")
)


@cache
def answer_of(slug: str) -> ShortAnswer:
    text = (ROOT / "questions" / f"{slug}.toml").read_text(encoding="utf-8")
    (part,) = Question.from_dict(tomllib.loads(text)).exercise(0).parts
    assert isinstance(part.answer, ShortAnswer)
    return part.answer


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests/short_answers" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def earns(state: str) -> str:
    return "nothing" if state in ("contradicted", "not found") else state


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "alone"),
    [("while_building", 0.75), ("held_back", 0.75), ("by_a_stranger", 0.75), ("fresh", 0.75),
     ("plain_words", 0.75), ("plain_words_unseen", 0.75), ("natural", 0.72)],
)  # fmt: skip
def test_what_is_marked_without_the_learner_is_right_and_tricks_earn_next_to_nothing(
    name: str, alone: float
) -> None:
    sure, right, points, tricks = 0, 0, 0, []
    for row in rows(name):
        answer = answer_of(row["question"])
        found = answer.examine(row["answer"]).points
        points += len(found)
        for one, label in zip(found, row["points"], strict=True):
            sure += one.is_sure
            right += one.is_sure and earns(one.state) == earns(STATES[label])
        if row["kind"] in ("negated", "swapped", "stuffed"):
            tricks.append(answer.mark(f"{row['answer']}\n[self-check: none]").credit)
    assert sure / points >= alone
    assert right / sure >= (0.9 if name == "plain_words_unseen" else 0.92)
    assert max(tricks) <= 0.2


def test_every_topic_has_two_questions_to_explain_and_all_find_their_own_model_answer() -> None:
    topics = defaultdict(int)
    for slug in SLUGS:
        topics[slug.partition("/")[0]] += 1
        answer = answer_of(slug)
        assert answer.mark(answer.write()).credit == 1, slug
        assert all(entry.phrasings and entry.probe for entry in answer.rubric), slug
        for entry in answer.rubric:  # a probe never gives its point away
            asked = tokens(entry.probe)
            assert not any(matched(asked, phrasing(way)).says for way in entry.phrasings), slug
    assert len(SLUGS) >= 60
    assert min(topics.values()) >= 2


PHRASED = """
title = "t"
type = "short_answer"
level = 1
source = "s"
prompt = "What do L1 and L2 do?"
explanation = "e"
[answer]
model = "L1 gives exact zeros. L2 gives small weights. It doesn't select features. So w - eta*g."
[[answer.rubric]]
point = "L1 gives zeros"
phrasings = ["exact|many zero", "sparse"]
roles = ["l1", "l2"]
[[answer.rubric]]
point = "L2 doesn't select features"
phrasings = ["not select feature"]
reply = "It is L1 that selects them."
[[answer.rubric]]
point = "the rule"
phrasings = ["subtract rate gradient"]
formulas = ["w - eta*g"]
bonus = true
probe = "What is the rule?"
[[answer.mistakes]]
name = "finds_the_global_minimum"
phrasings = ["find globalmin"]
remark = "Nothing promises that."
probe = "How would you know?"
"""


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("L1 leads to many weights that are exactly zero.", "snn"),
        ("With L2 many weights become exactly zero, unlike with L1.", "cnn"),
        ("Unlike L2, L1 makes many of the weights exactly zero.", "snn"),
        ("L1 does not give sparse weights.", "cnn"),
        ("It can't select any features.", "nsn"),
        ("It selects the features.", "ncn"),
        ("L1 is sprase, and w - η·g is the rule.", "sns"),
    ],
)
def test_roles_denials_typing_errors_and_formulas_are_read(text: str, states: str) -> None:
    (part,) = Question.from_dict(tomllib.loads(PHRASED)).exercise(0).parts
    assert isinstance(part.answer, ShortAnswer)
    found = part.answer.examine(text).points
    assert [one.state for one in found] == [STATES[state] for state in states]
    for one in found:
        assert all(0 <= start < end <= len(text) for start, end in one.spans)
        assert bool(one.spans) == (one.state != "not found")


@pytest.mark.parametrize(
    ("slug", "index", "text", "state"),
    [
        ("regularisation/overfitting-explained", 2,
         "The model is too simple for the data, so train longer.", "not found"),
        ("regularisation/overfitting-explained", 2, "I'd get more data, or use dropout.", "said"),
        ("backprop/what-is-backward-propagation", 2,
         "It runs the network in reverse, so it makes an input from an output.", "not sure"),
        ("counting/dense-or-convolution", 1,
         "It does not depend on kernel size or channels, it depends on the width of the image.",
         "not sure"),
        ("counting/dense-or-convolution", 1, "It doesn't depend on the image size.", "said"),
        (SOFTMAX, 1, "It sets the largest to one and the others to zero.",
         "contradicted"),
        (SOFTMAX, 3, "Adding a constant leaves it as it is.", "said"),
        ("perceptron/xor-and-one-layer", 0, "A perceptron splits the plane with several straight "
         "lines.", "not sure"),
        ("non-convexity/why-non-convex", 1, "The weights of one batch get multiplied with the "
         "weights of the next batch.", "not sure"),
        (SOFTMAX, 3, "Adding a constant has no effect.", "said"),
        (SOFTMAX, 1, "Only the biggest gets a 1.", "contradicted"),
        (VANISHING, 3, "ReLU makes it worse, use the sigmoid and normalisation.", "not sure"),
        (VANISHING, 3, "ReLU helps, and normalisation; sigmoids make it worse.", "said"),
        # what is only assumed claims nothing
        (ROOT_OF_D, 3, "Say the entries are independent, with variance kept at one. Then the "
         "variance of a score grows with the dimension and the softmax saturates.", "not sure"),
        (ROOT_OF_D, 3, "We assume normalised variance.", "not sure"),
        (ROOT_OF_D, 3, "If q and k have entries of variance one, scores have variance d, so the "
         "softmax saturates.", "not sure"),
        ("activations/why-activation-functions", 0, "Without them any number of layers collapses "
         "into a single linear map.", "not sure"),
        (ROOT_OF_D, 3, "The entries of the keys have unit variance.", "not sure"),
        (ROOT_OF_D, 3, "Assume unit variance. Dividing brings the variance back to one.", "said"),
    ],
)  # fmt: skip
def test_a_word_that_stands_for_more_or_is_taken_back_makes_no_point(
    slug: str, index: int, text: str, state: str
) -> None:
    read = Question.from_dict(tomllib.loads((ROOT / f"questions/{slug}.toml").read_text()))
    assert read.answer
    found = read.answer.posed(read.prompt).examine(text).points[index]
    assert (found.state if found.is_sure else "not sure") == state


@pytest.mark.parametrize(
    ("slug", "text", "states"),
    [
        ("through-time", "Each step has its own weights, which are updated independently.", "?cnn"),
        ("through-time", "Each step gets its own copy of the weights, and the gradients of all "
         "copies are added.", "ss?n"),
        ("through-time", "The memory is constant however long the sequence is.", "nncn"),
        ("why-gates", "Gradients never vanish. The cell is updated by multiplication. "
         "Distant inputs always get the full gradient.", "ccnnn"),
        ("why-gates", "The forget gate is near zero.", "nnn?n"),
        ("what-gates-do", "The forget gate deletes the weights, and the input gate changes the "
         "learning rate.", "ccnn"),
    ],
)  # fmt: skip
def test_the_plain_opposite_of_a_point_is_found_in_answers_about_recurrent_networks(
    slug: str, text: str, states: str
) -> None:
    read = tomllib.loads((ROOT / f"questions/recurrent-networks/{slug}.toml").read_text())
    question = Question.from_dict(read)
    assert question.answer
    found = question.answer.posed(question.prompt).examine(text).points
    short = {state: letter for letter, state in STATES.items()}
    assert "".join(short[one.state] if one.is_sure else "?" for one in found) == states


def test_a_bonus_costs_nothing_and_a_mistake_is_named_charged_and_probed() -> None:
    (part,) = Question.from_dict(tomllib.loads(PHRASED)).exercise(0).parts
    right = "L1 makes many weights exactly zero. L2 does not select features."
    assert part.answer.mark(right).credit == 1
    wrong = part.answer.mark(f"{right} Both find the global minimum.")
    assert wrong.verdict == "misconception:finds_the_global_minimum"
    assert wrong.credit == 0.5
    assert wrong.remark.startswith("Nothing promises that.")
    assert wrong.probe == "How would you know?"


def test_only_unsure_points_are_asked_about_and_only_they_can_be_ticked() -> None:
    (part,) = Question.from_dict(tomllib.loads(PHRASED)).exercise(0).parts
    text = "It has many effects. Zero is one of them. L2 doesn't select features."
    with pytest.raises(Unsure) as caught:
        part.answer.read(text)
    assert caught.value.examined.unsure == (0,)
    marked = part.answer.mark(f"{text}\n[self-check: 1 2 3]")
    assert (marked.credit, marked.by_hand) == (1, 0.5)
    assert part.answer.settled(f"{text}\n[self-check: 3 1]").endswith("\n[self-check: 1]")
    assert part.answer.mark(f"{text}\n[self-check: none]").credit == 0.5


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('["exact|many zero", "sparse"]', '["of the"]', "phrasings"),
        ('["exact|many zero", "sparse"]', '["3:zero|sparse"]', "phrasings"),
        ('["exact|many zero", "sparse"]', '["huge weights"]', "phrasings"),
        ('["l1", "l2"]', '["l1"]', "roles"),
        ("finds_the_global", "Finds the", "name"),
        ("find globalmin", "small weight", "mistakes"),
    ],
)
def test_a_rubric_that_cannot_be_found_or_told_is_refused(old: str, new: str, where: str) -> None:
    question = Question.from_dict(tomllib.loads(PHRASED.replace(old, new)))
    with pytest.raises(BadQuestion) as caught:
        question.check()
    assert where in caught.value.where
