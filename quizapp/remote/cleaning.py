"""What a server sends, without characters that could control the terminal or turn its text around.

Everything comes in through the client, which cleans it there; so no command has to think of it.
"""

from __future__ import annotations

import re
from typing import Any

# control and escape characters but TAB and line ends, and those that change the direction of text
_DANGEROUS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
INSTEAD = "\ufffd"


def harmless(found: Any) -> Any:
    """The text, cleaned, or a JSON document with all its texts cleaned."""
    if isinstance(found, str):
        return _DANGEROUS.sub(INSTEAD, found)
    if isinstance(found, list):
        return [harmless(each) for each in found]
    if isinstance(found, dict):
        return {harmless(key): harmless(value) for key, value in found.items()}
    return found
