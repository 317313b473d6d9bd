"""What a right answer says about knowledge, given that a blind guess may be right too."""

from __future__ import annotations

from collections.abc import Iterable


def knowledge(answers: Iterable[tuple[bool, float]]) -> float:
    """The share of these answers that was known: whether each is right, and the chance of a guess.

    Corrected for guessing, with one known and one unknown answer assumed beforehand.
    """
    right = guessed = 0.0
    count = 0
    for is_right, guess in answers:
        right, guessed, count = right + is_right, guessed + guess, count + 1
    return max(1.0, 1.0 + right - guessed) / (2.0 + count - guessed)


def known(share: float, guess: float) -> float:
    """The probability that a right answer was known, of somebody who knows that share."""
    return share / (share + (1 - share) * guess)
