"""The mutants that the tests are tried against: each differs, runs, and leaves types alone."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.mutating import mutants

MODULE = '''"""About."""
__all__ = ["share"]
LIMIT: int = 3

def share(part: int | None, whole: float = 2.0) -> float:
    """Of the whole."""
    if not part or whole <= 0:
        return 0.0
    part += 1
    return part / whole if part < LIMIT else True
'''


def test_each_kind_of_mutant_is_made_once_and_nothing_that_only_says_types_is_touched(
    tmp_path: Path,
) -> None:
    (tmp_path / "share.py").write_text(MODULE)
    made = list(mutants(Path("share.py"), tmp_path))
    assert {(mutant.line, mutant.was, mutant.now) for mutant in made} >= {
        (3, "3", "6"),
        (7, "not part or whole <= 0", "not part and whole <= 0"),
        (7, "not part", "part"),
        (7, "whole <= 0", "whole < 0"),
        (8, "return 0.0", "pass"),
        (9, "part += 1", "pass"),
        (10, "part / whole", "part * whole"),
        (10, "part < LIMIT", "part <= LIMIT"),
        (10, "True", "False"),
    }
    assert len({mutant.source for mutant in made}) == len(made)
    whole = ast.unparse(ast.parse(MODULE))
    for mutant in made:
        assert mutant.source != whole
        assert "part: int | None" in mutant.source
        compile(mutant.source, "share.py", "exec")
