"""What earns nothing: keywords, copies, denials, what is turned round, and what is no answer."""

from __future__ import annotations

import pytest

from benchmarks.untrue_answers import FRAMES, denied, exchanged, overclaimed, turned_round
from engine.answers.short_answer import ShortAnswer
from engine.errors import Unreadable
from engine.short_answers.phrasing import phrasing
from tests.engine.test_short_answers import SLUGS, answer_of

EVERY = "\n[self-check: 1 2]"  # every box ticked, or as many as any question has


def test_keywords_copies_of_the_question_and_pasted_points_earn_nothing_whatever_is_ticked() -> (
    None
):
    for slug in SLUGS:
        answer = answer_of(slug)
        keywords = " ".join(phrasing(each.phrasings[0]).plain for each in answer.rubric)
        pasted = ".\n".join(each.point for each in answer.rubric)
        for text in ("banana", "A banana is a fruit, and I like it very much.", answer.asked,
                     keywords.replace(" ", ", "), pasted):  # fmt: skip
            assert answer.mark(text + EVERY).credit <= 0.2, (slug, text)


def test_points_that_are_denied_or_turned_round_earn_next_to_nothing() -> None:
    for number, slug in enumerate(SLUGS):
        answer = answer_of(slug)
        every = [[*denied(entry)] for entry in answer.rubric]
        for at in range(number % 3, len(FRAMES) + 1, 3):  # all frames, on a third of the questions
            text = " ".join(ways[at] for ways in every if at < len(ways))
            if text.count(". ") > 1:
                assert answer.mark(f"{text}\n[self-check: none]").credit <= 0.2, (slug, text)
        for index, entry in enumerate(answer.rubric):
            point = f"{entry.point}."
            for text in (*turned_round(entry), *exchanged(point), *overclaimed(point)):
                found = answer.examine(text).points[index]
                assert not (found.is_sure and found.state == "said"), (slug, text)


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("It makes the slope zero where it saturates.", True),
        ("Some wrongly believe that the slope is zero.", False),
        ("The slope is zero? No.", False),
        ("Many say the slope is flat, but that is simply not true.", False),
        ("That the slope is zero is a myth.", False),
        ("There is no doubt that the slope is zero.", True),
        ("It isn't wrong that the slope is zero.", True),
        ("The slope is zero even if the class is wrong.", True),
        ("It never happens that the slope is zero.", False),
        ("It is impossible that the slope is flat.", False),
        ("The unit gives a wrong answer, and the slope is zero.", True),
        ("The slope is zero. It is not clear why it learns slowly.", True),
    ],
)
def test_what_is_only_said_to_be_called_untrue_makes_no_point(text: str, is_said: bool) -> None:
    found = ShortAnswer.samples()[1].examine(text).points[0]
    assert (found.state == "said") == is_said


def test_a_sentence_of_ours_with_another_word_or_in_another_order_is_asked_about() -> None:
    answer = answer_of("rectifiers/dying-relu-explained")
    ours = "the units whose output is 0 for every example of a large batch"
    for text, is_sure in (
        (f"You notice it by counting {ours}.", True),
        (f"You notice it by cuonting {ours}.", True),
        (f"You notice it by counting {ours.replace('0', '1')}.", False),
        (f"By counting {ours} you notice it.", False),
    ):
        assert answer.examine(text).points[3].is_sure == is_sure, text


MENTIONS = (
    "We talked about {} last week.", "{} is on the slide.", "I read a chapter on {}.", "Is it {}?",
    "It has something to do with {}.", "I have heard of {}, but I forgot what it was.",
    "{} came up in the last session.", "{}, whatever that means.", "No idea, {} perhaps.",
)  # fmt: skip


def test_what_is_only_mentioned_makes_no_point() -> None:
    for number, slug in enumerate(SLUGS):
        answer = answer_of(slug)
        frame = MENTIONS[number % len(MENTIONS)]
        for index, entry in enumerate(answer.rubric):
            for words in (phrasing(way).plain for way in entry.phrasings):
                if words.count(" ") == 1 and words.split()[0] not in ("no", "not", "otherwise"):
                    found = answer.examine(frame.format(words)).points[index]
                    assert not (found.is_sure and found.state == "said"), (slug, words)


def test_keywords_in_any_order_and_with_any_link_earn_nothing() -> None:
    for slug in SLUGS:
        answer = answer_of(slug)
        words = [phrasing(each).plain for entry in answer.rubric for each in entry.phrasings]
        for link in (" ", ", ", ". "):
            assert answer.mark(link.join(words) + EVERY).credit == 0, (slug, link)


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "a b " * 2_000, "\x00\x07\x1b[31m", "🧠🎉🤷", "<script>alert(1)</script>",
     "Die Gewichte werden rückwärts angepasst.", "重みを更新する", "$" * 500, "\\frac{" * 300,
     "not " * 2_000, "= + - " * 900],
)  # fmt: skip
def test_no_text_breaks_the_marker_or_earns_anything(text: str) -> None:
    answer = answer_of("backprop/what-is-backward-propagation")
    with pytest.raises(Unreadable) as caught:
        answer.read(text)
    assert str(caught.value)
    assert answer.mark(text + EVERY).credit == 0
