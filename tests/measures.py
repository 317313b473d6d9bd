"""Test cases of other projects, from a folder beside the repository.

Without that folder, the tests that use them are skipped.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "data"
needs_measures = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no {FOLDER}")


def measure(name: str) -> Any:
    """The JSON document of this name; one without cases if the folder is missing."""
    path = FOLDER / name
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"cases": []}
