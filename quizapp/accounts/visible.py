"""Refuses text that isn't what it looks like: control, invisible and direction characters."""

from __future__ import annotations

import re
import unicodedata

# control, format (zero-width, direction), half a character, private use, line separators
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# letters and marks that are blank, and what stands for bytes that could not be read
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")


def unseen(text: str, what: str) -> str:
    """Advice on the first character that cannot be seen in the text; "" if there is none."""
    for place, character in enumerate(text):
        if character in BLANK or unicodedata.category(character) in UNSEEN:
            after = re.sub(r"\s+", " ", text[:place])[-20:]
            where = f"after “{after}”" if after.strip() else "at the beginning"
            return (
                f"There is an invisible character (U+{ord(character):04X}) {where}. "
                f"Clear the field and type {what} by hand."
            )
    return ""
