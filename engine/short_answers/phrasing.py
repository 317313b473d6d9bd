"""One way of saying a point, as its author writes it, and where a text says it so.

A phrasing is a few words in any order, such as `gradient loss|error every weight`:

- `a|b` is either, `a_b` the two next to each other, `2:a|b|c` at least two of them;
- `not` is any word that denies something of what the phrasing says;
- what stands before `>` has to come before what stands after it.

Words that carry no meaning, endings and spelling don't matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..errors import BadQuestion
from .tokens import ReadWord, tokens

NOT = {"not", "no", "never", "without", "cannot"}
_COUNT = re.compile(r"(\d):(.+)")
GAP = 2  # tokens that may stand between words that belong next to each other


@dataclass(frozen=True)
class Slot:
    """Something a phrasing says: any of these runs of ideas, `count` of them at least."""

    choices: tuple[tuple[str, ...], ...]
    count: int = 1

    def places(self, text: Sequence[ReadWord]) -> list[tuple[int, int]]:
        """Where the text says it: first and last token, and which choice, in order."""
        return [(at, end) for at, end, _ in self.found(text)]

    def found(self, text: Sequence[ReadWord]) -> list[tuple[int, int, int]]:
        """First token, last token and choice of each place."""
        out = []
        for at in range(len(text)):
            for number, run in enumerate(self.choices):
                end = _run(text, at, run)
                if end is not None:
                    out.append((at, end, number))
        return out


@dataclass(frozen=True)
class Phrasing:
    """The slots of a phrasing, whether it denies, and where its order matters."""

    text: str
    slots: tuple[Slot, ...]
    denies: bool = False
    after: int | None = None  # index of the first slot behind the `>`

    @property
    def ideas(self) -> set[str]:
        return {idea for slot in self.slots for run in slot.choices for idea in run}

    @property
    def plain(self) -> str:
        """It as a person would read it: the first choice of everything."""
        words = [word.split("|")[0] for word in _COUNT.sub(r"\2", self.text).split()]
        return " ".join(words).replace("_", " ").replace(" > ", " ")


def _run(text: Sequence[ReadWord], at: int, run: Sequence[str]) -> int | None:
    """The last token of a run of ideas that begins there."""
    if text[at].idea != run[0]:
        return None
    for idea in run[1:]:
        near = range(at + 1, min(at + 2 + GAP, len(text)))
        after = [n for n in near if text[n].idea == idea and text[n].sentence == text[at].sentence]
        if not after:
            return None
        at = after[0]
    return at


@lru_cache(maxsize=4096)
def phrasing(text: str) -> Phrasing:
    """The phrasing that an author wrote; raises `BadQuestion` where it says nothing."""
    slots: list[Slot] = []
    denies, after = False, None
    for word in text.split():
        if word == ">":
            after = len(slots)
        elif word.lower() in NOT:
            denies = True
        elif slot := _slot(word):
            slots.append(slot)
    if not slots or all(word.is_empty for word in tokens(re.sub(r"[|_]", " ", text))):
        raise BadQuestion("This phrasing says nothing: give the words that have to be there.")
    return Phrasing(text, tuple(slots), denies, after)


def words_of(text: str) -> Phrasing:
    """Plain words as a phrasing, each of which counts."""
    kept = dict.fromkeys(token.idea for token in tokens(text) if not token.is_empty)
    return Phrasing(text, tuple(Slot(((idea,),)) for idea in kept))


def _slot(word: str) -> Slot | None:
    counted = _COUNT.fullmatch(word)
    count, choices = (int(counted[1]), counted[2]) if counted else (1, word)
    runs = [_ideas(choice) for choice in choices.split("|")]
    kept = tuple(run for run in runs if run)
    if count > len(kept) and counted:
        raise BadQuestion(f"{word} asks for {count} of {len(kept)}.")
    return Slot(kept, count) if kept else None


def _ideas(choice: str) -> tuple[str, ...]:
    """Every word of several that belong together, like `more_data`; else what carries meaning."""
    found: Sequence[ReadWord] = tokens(choice.replace("_", " "))
    kept = found if "_" in choice else [token for token in found if not token.is_empty]
    return tuple(token.idea for token in kept or found)
