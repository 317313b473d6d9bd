"""The mutants for `make mutants`: each one differs and runs, and leaves types alone."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.mutating import mutants

MODULE = '''"""About."""
__all__ = ["share"]
LIMIT: int = 3
Pairs = dict[str, tuple[int, int]]

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
        (8, "not part or whole <= 0", "not part and whole <= 0"),
        (8, "not part", "part"),
        (8, "whole <= 0", "whole < 0"),
        (9, "return 0.0", "pass"),
        (10, "part += 1", "pass"),
        (11, "part / whole", "part * whole"),
        (11, "part < LIMIT", "part <= LIMIT"),
        (11, "True", "False"),
    }
    assert len({mutant.source for mutant in made}) == len(made)
    whole = ast.unparse(ast.parse(MODULE))
    for mutant in made:
        assert mutant.source != whole
        assert "part: int | None" in mutant.source
        assert "Pairs = dict[str, tuple[int, int]]" in mutant.source
        compile(mutant.source, "share.py", "exec")
