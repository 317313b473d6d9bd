"""What a text says only to call it untrue: "it is wrong that …", "people say …, but that is false".

Every word of such a part is marked as reversed, and the words that say so are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tokens import ReadWord

_NOUNS = {"myth", "misconception", "fallacy", "nonsense", "rubbish", "lie", "mistake", "error"}
_ADVERBS = {"wrongly", "mistakenly", "falsely", "incorrectly"}
_DENY = {"doubt", "disagree", "deny", "dispute", "reject", "refute", "doubted", "denied"}
_FALSE = {"wrong", "false", "untrue", "incorrect", "mistaken", "unlikely", "impossible", "doubtful"}
_UNTRUE = _NOUNS | _DENY | _FALSE
_TRUE = {"true", "right", "correct", "case", "hold", "holds", "fact", "think", "believe", "say",
         "so", "agree", "mean", "guarantee", "promise", "show", "shown", "showed", "proof", "prove",
         "proved", "proven", "evidence", "happen", "happens", "happened", "claim", "claims",
         "argue", "suggest", "imply", "follow", "follows", "sure", "certain", "likely", "accept",
         "seem", "seems", "found", "know", "known", "way", "chance", "idea", "notion", "belief",
         "opinion", "view", "statement", "assume", "assumption", "suppose", "thinks", "believes",
         "says", "people"}  # fmt: skip
_SAYING = {"say", "think", "claim", "believe", "assume", "suppose", "expect", "state"}
_NOT = {"not", "never", "no", "nobody", "cannot", "none", "hardly", "nothing"}
_NO = {"case", "circumstances", "means", "way", "time", "event", "situation"}  # "in no case"
_FRAME = 9  # words of "I would not say so, that" at most
_VERDICT = """
that this it which is was are be but and however a an the simply just completely totally of course
all at true right correct so case these they both quite actually common popular sadly yet
"""
_VERDICTS = frozenset(_VERDICT.split()) | _NOT | _FALSE | _NOUNS - {"error", "mistake"}
_CAN_BE_WRONG = {"answer", "prediction", "class", "label", "guess", "decision"}
_IS = {"is", "was", "are"}
_ENDING = 5  # words of "is a common misconception"


def reversed_(found: Sequence[ReadWord]) -> list[ReadWord]:
    """The tokens without what calls others untrue, and those others marked as reversed."""
    return _behind(_before(found))


def _before(found: Sequence[ReadWord]) -> list[ReadWord]:
    """What follows "it is not true that" is untrue to the end of its sentence, or to a "but"."""
    out: list[ReadWord] = []
    sentence = -1  # the one whose rest is untrue
    for at, token in enumerate(found):
        if token.text == "but":
            sentence = -1
        if token.sentence == sentence:
            token = replace(token, is_reversed=True)
        elif (first := _frame(out, found, at)) is not None:
            del out[first:]
            sentence = token.sentence
            continue
        out.append(token)
    return out


def _frame(before: Sequence[ReadWord], found: Sequence[ReadWord], at: int) -> int | None:
    """Where a frame that ends with this token begins, such as "it is not true that"."""
    token = found[at]
    first = max(len(before) - _FRAME, 0)
    last = [each.text for each in before[first:] if each.sentence == token.sentence]
    after = found[at + 1].text if at + 1 < len(found) else ""
    ends = token.text == "that"
    if not last:
        return None
    if token.text in _NO and last[-1] == "no" and len(last) == 2:
        return len(before) - 2
    if after == "that":
        return None
    if (token.text in _SAYING and last[-1] == "to" and set(last) & (_FALSE | _NOUNS)) or (
        token.text in _DENY and last[-1] in ("i", "we")
    ):
        ends, last = True, [*last, token.text]
    if not ends or not _calls_untrue(last):
        return None
    return len(before) - (len(last) - (last[-1] == token.text))


def _calls_untrue(words: Sequence[str]) -> bool:
    """Whether the words before a "that" say an odd number of times that it isn't so."""
    denied = sum(word in _NOT or word.endswith("n't") for word in words)
    untrue = sum(_is_verdict(words, at) for at in range(len(words)))
    if words[-1] in ("is", "was"):  # "a common misconception is that"
        return untrue % 2 == 1
    return words[-1] in _TRUE | _UNTRUE and (denied + untrue) % 2 == 1


def _is_verdict(words: Sequence[str], at: int) -> bool:
    """Whether a word calls something untrue, and not just a thing wrong: "the wrong weights"."""
    if words[at] in _ADVERBS | _NOUNS | _DENY:
        return True
    after = words[at + 1] if at + 1 < len(words) else ""
    return words[at] in _FALSE and (not after or after in _TRUE | {"to", "is", "was"})


def _behind(found: list[ReadWord]) -> list[ReadWord]:
    """What stands before "but that is false" or "is a misconception" is untrue."""
    if not any(token.text in _UNTRUE | _NOT or token.text.endswith("n't") for token in found):
        return found
    out: list[ReadWord] = []
    for _, group in groupby(found, key=lambda token: token.sentence):
        line = list(group)
        kept = _without_verdict(line)
        if kept:
            out += kept if len(kept) == len(line) else _untrue(kept)
        else:
            at = len(out)
            while at and out[at - 1].sentence == out[-1].sentence:
                at -= 1
            out[at:] = _untrue(out[at:])
    return out


def _untrue(line: Sequence[ReadWord]) -> list[ReadWord]:
    return [replace(token, is_reversed=not token.is_reversed) for token in line]


def _without_verdict(line: list[ReadWord]) -> list[ReadWord]:
    """A sentence without what calls its beginning untrue; nothing, if it does nothing else."""
    texts = [token.text for token in line]
    at = len(line)
    while at and texts[at - 1] in _VERDICTS or (at and texts[at - 1].endswith("n't")):
        at -= 1
    begins = [n for n in range(at, len(line)) if n == 0 or line[n].clause != line[n - 1].clause]
    for first in (n for n in begins if _is_whole(texts[n:])):
        is_thing = first > 0 and texts[first] == "which" and texts[first - 1] in _CAN_BE_WRONG
        return line if is_thing else line[:first]
    verbs = [n for n in range(max(len(line) - _ENDING, 1), len(line)) if texts[n] in _IS]
    if verbs and texts[-1] in _NOUNS | {"untrue"} and _odd(texts[verbs[0] :]):
        return line[: verbs[0]]
    if texts[0] == "that" and texts[-1] in _FALSE and texts[-2] in ("is", "was"):
        return line[1:-2]
    return line


def _is_whole(words: Sequence[str]) -> bool:
    """Whether words are a verdict by themselves, and no end of a sentence about something."""
    return len(words) <= 8 and _odd(words) and words[0] in {
        "that", "this", "which", "it", "but", "and", "however", "no", "not", "wrong", "false",
        "untrue", "incorrect", "nonsense", "sadly", "these", "yet", "rubbish", "never", "a",
    }  # fmt: skip


def _odd(words: Sequence[str]) -> bool:
    denied = sum(word in _NOT or word.endswith("n't") for word in words)
    return (denied + sum(word in _FALSE | _NOUNS for word in words)) % 2 == 1
