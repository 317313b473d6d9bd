"""What a new question file says until its author has written something better."""

from __future__ import annotations

from collections.abc import Iterator

from .file_problem import Problem

QUOTES = "\"'"
PLACEHOLDERS = {  # words of the files that `bank new` starts with -> what to write there
    '"A short title"': "Give the question a title.",
    '"Where the source document speaks of it"': "Say where the source document speaks of it.",
    "'''The worked answer, shown after the mark.'''": "Explain the answer.",
    "'''A first nudge.'''": "Write a hint, or leave hints out.",
}


def placeholder_problems(path: str, text: str) -> Iterator[Problem]:
    """A problem for each placeholder that is left in a question file."""
    for number, line in enumerate(text.splitlines(), 1):
        for words, advice in PLACEHOLDERS.items():
            if words in line:
                what = f"“{words.strip(QUOTES)}” is only a placeholder."
                yield Problem(path, number, what, advice)
