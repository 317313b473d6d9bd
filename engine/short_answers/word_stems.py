"""The stem of a word: without case, accents and endings, and in American spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_SPELLINGS = (  # British → American; on other words the effect is the same on both sides
    (re.compile(r"is(?=(?:e|ed|er|ers|es|ing|ations?)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|er|ers|es|ing)$)"), "yz"),
    (re.compile(r"(?<=\w{3})our(?=\w*$)"), "or"),
    (re.compile(r"(?<=\w{3}[aeo])ll(?=(?:ed|er|ers|ing)$)"), "l"),
)


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
