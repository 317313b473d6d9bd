"""Searching the real bank: any form of a word, best matches first, and no answers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from engine.short_answers.word_stems import stem
from quizapp.notes import Found, notes, search
from quizapp.storage import resources
from quizapp.storage.database import make_engine, make_sessions
from tests.quizapp.sample_bank import NOW, full_session, row

BANK = resources.questions()


@pytest.fixture(scope="module")
def bank(whole_bank: Path) -> Iterator[Session]:
    with make_sessions(make_engine(f"sqlite:///{whole_bank}"))() as session:
        yield session


def find(session: Session, query: str) -> Found:
    return search(session, notes(BANK), query)


def titles(found: Found) -> list[str]:
    return ["".join(text for text, _ in hit.title) for hit in found.questions]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gradient", "gradients"),
        ("optimiser", "optimizers"),
        ("optimise", "optimization"),
        ("normalisation", "normalization"),
        ("normalised", "normalizes"),
        ("behaviour", "behavior"),
        ("labelled", "labeled"),
        ("analyse", "analyzed"),
        ("ReLU", "relu"),
        ("vanishing", "vanishes"),
        ("neuron's", "neuron’s"),
        ("σ", "sigma"),
        ("naïve", "naive"),
    ],
)
def test_forms_and_spellings_of_a_word_are_one_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("weight", "wait"), ("loss", "lot"), ("four", "for"), ("mean", "median")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.slow
def test_every_form_of_a_word_finds_the_same(bank: Session) -> None:
    for forms in (("gradient", "Gradients"), ("normalisation", "normalization"),
                  ("optimiser", "OPTIMIZERS"), ("relu", "ReLU")):  # fmt: skip
        found = [find(bank, form) for form in forms]
        assert found[0].total > 5
        assert found[0] == found[1]


def test_the_beginning_of_a_word_and_an_abbreviation_find_it(bank: Session) -> None:
    assert find(bank, "backprop").notes[0].skill == "backprop"
    assert find(bank, "CNNs").notes[0].skill == "convolution"
    assert find(bank, "rnn").notes[0].skill == "recurrent-networks"


def test_a_title_comes_before_a_mention_and_a_study_page_comes_once(bank: Session) -> None:
    found = find(bank, "dropout")
    assert found.notes[0].skill == "dropout"
    skills = [hit.skill for hit in found.notes]
    assert len(skills) == len(set(skills)) > 1
    assert "ropout" in titles(found)[0]


def test_questions_come_first_where_only_their_titles_have_the_words(bank: Session) -> None:
    named = find(bank, "2-2-1 network")
    assert named.groups[0] == ("Questions", named.questions)
    assert "2-2-1" in titles(named)[0]
    assert [heading for heading, _ in find(bank, "dropout").groups] == ["Notes", "Questions"]


def test_a_study_page_is_opened_at_the_section(bank: Session) -> None:
    best = find(bank, "vanishing exploding gradients").notes[0]
    assert best.skill == "optimisers"
    assert best.anchor == "vanishing-and-exploding-gradients"


def test_every_word_must_occur_except_those_that_are_in_every_text(bank: Session) -> None:
    assert find(bank, "what is the softmax of a score").total >= 1
    assert find(bank, "softmax dendrites").total == 0
    assert find(bank, "  ?! ") == Found()


def test_matches_are_marked_in_a_clean_excerpt(bank: Session) -> None:
    for query in ("saddle", "gradient", "sigmoid slope"):
        for hit in (*(found := find(bank, query)).notes, *found.questions):
            marked = [text for piece in (hit.title, hit.heading, hit.excerpt)
                      for text, sought in piece if sought]  # fmt: skip
            assert marked, hit
            shown = "".join(text for text, _ in hit.excerpt)
            assert len(shown) < 320
            assert not any(sign in shown for sign in ("'''", "\\", "$", "**", "[[")), shown


def test_texts_that_give_an_answer_away_are_not_searched(tmp_path: Path) -> None:
    session = full_session(tmp_path)
    for word in ("midpoint", "sideways gives seven", "boundary", "product", "bias_first"):
        assert search(session, [], word).total == 0, word
    assert titles(search(session, [], "sideways")) == ["What the bias does"]


def test_no_hint_remark_explanation_or_model_answer_of_the_bank_is_searched(bank: Session) -> None:
    shown = {
        "".join(text for text, _ in hit.excerpt).strip("… ")
        for query in ("weight", "because", "gradient", "correct", "true")
        for hit in find(bank, query).questions
    }
    assert len(shown) > 50
    for path in BANK.glob("*/*.toml"):
        doc = tomllib.loads(path.read_text(encoding="utf-8"))
        secret = doc.get("explanation", "").split("$")[0][:60]
        assert len(secret) < 30 or not any(secret in excerpt for excerpt in shown), path


def test_a_retired_question_is_not_found(tmp_path: Path) -> None:
    session = full_session(tmp_path)
    row(session, "neuron/what-bias-does").retired_at = NOW
    session.commit()
    assert search(session, [], "sideways").total == 0


def test_if_nothing_is_found_another_spelling_or_a_shorter_query_is_offered(bank: Session) -> None:
    assert find(bank, "gradiant desent").instead == ("gradient descent",)
    assert "softmax" in find(bank, "softmax dendrites").instead
    assert find(bank, "zyzzyva").instead == ()
    for query in find(bank, "covolution kernal").instead:
        assert find(bank, query).total
