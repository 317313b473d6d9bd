"""Normalises words: without case, accents and endings, and in American spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.short_answers.word_stems import stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONG_FORMS = {  # as people type -> as texts write
    "bn": "batch normalisation",
    "bptt": "backpropagation through time",
    "cnn": "convolutional network",
    "convnet": "convolutional network",
    "lr": "learning rate",
    "mlp": "multi-layer perceptron",
    "rnn": "recurrent network",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, and the stem to compare it by."""

    start: int
    end: int
    stem: str


def words(text: str) -> list[Word]:
    """Every word of a text, in order."""
    return [Word(m.start(), m.end(), stem(m[0])) for m in _WORD.finditer(text)]


def stem_set(text: str) -> set[str]:
    """The stems of all its words, each stemmed once; quicker where places do not matter."""
    return set(map(stem, set(_WORD.findall(text))))


def long_form(word: str) -> str:
    """The long form of an abbreviation; other words unchanged."""
    return _LONG_FORMS.get(word.casefold().removesuffix("s"), word)
