"""Simulated slips of the pen: the right number, written down wrong."""

from __future__ import annotations

import itertools
import random


def slips(number: float, decimals: int, chance: random.Random) -> dict[str, str]:
    """The number with two digits swapped, one dropped, the sign turned; what each would type."""
    text = f"{number:.{decimals}f}"
    digits = [index for index, character in enumerate(text) if character.isdigit()]
    first, second = chance.choice(list(itertools.pairwise(digits)))
    swapped = list(text)
    swapped[first], swapped[second] = text[second], text[first]
    dropped = chance.choice(digits)
    return {
        "swap": "".join(swapped),
        "drop": text[:dropped] + text[dropped + 1 :],
        "sign": text[1:] if text[0] == "-" else f"-{text}",
    }
