"""Normalises words: without case, accents and endings, and in American spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPELLINGS = (  # British → American; on other words the effect is the same on both sides
    (re.compile(r"is(?=(?:e|ed|er|ers|es|ing|ations?)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|er|ers|es|ing)$)"), "yz"),
    (re.compile(r"(?<=\w{3})our(?=\w*$)"), "or"),
    (re.compile(r"(?<=\w{3}[aeo])ll(?=(?:ed|er|ers|ing)$)"), "l"),
)
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


def long_form(word: str) -> str:
    """The long form of an abbreviation; other words unchanged."""
    return _LONG_FORMS.get(word.casefold().removesuffix("s"), word)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem, which is the same for `optimisers` and `optimizer`, `gradients` and `gradient`."""
    plain = _plain(word)
    for british, american in _SPELLINGS:
        plain = british.sub(american, plain)
    return _stemmer()(plain)


def _plain(word: str) -> str:
    """The word in lower case, without accents, and with Greek letters by name."""
    if len(word) == 1 and "GREEK" in (name := unicodedata.name(word, "")):
        return name.split()[-1].casefold()
    parted = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(each for each in parted if not unicodedata.combining(each)).casefold()


@cache
def _stemmer() -> Callable[[str], str]:
    from snowballstemmer import stemmer  # on first use, because it loads every language

    stem_word: Callable[[str], str] = stemmer("english").stemWord
    return stem_word
