"""What others use as test cases. It lies beside the repository, which ships none of it.

Without that folder the tests that measure us against it are skipped, and say so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "data"
needs_measures = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no {FOLDER}")


def measure(name: str) -> Any:
    """The JSON document of that name; one without cases where the folder is missing."""
    path = FOLDER / name
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"cases": []}
