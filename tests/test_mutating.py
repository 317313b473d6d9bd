"""The mutants for `make mutants`: each one differs and runs, and leaves types alone."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.mutating import mutants

MODULE = '''"""About."""
__all__ = ["share"]
LIMIT: int = 3
Pairs = dict[str, tuple[int, int]]

@lru_cache(maxsize=8)
def share(part: int | None, whole: float = 2.0) -> float | None:
    """Of the whole."""
    if not part or whole <= 0:
        return 0.0
    part += 1
    whole = 9 if 9 < whole else whole
    if part < 7:
        return part / whole if part < LIMIT else True
    return None
'''


def test_each_kind_of_mutant_is_made_once_and_nothing_that_only_says_types_is_touched(
    tmp_path: Path,
) -> None:
    (tmp_path / "share.py").write_text(MODULE)
    made = list(mutants(Path("share.py"), tmp_path))
    assert {(mutant.lines[0], mutant.was, mutant.now) for mutant in made} >= {
        (3, "3", "6"),
        (9, "not part or whole <= 0", "not part and whole <= 0"),
        (9, "not part", "part"),
        (9, "whole <= 0", "whole < 0"),
        (10, "return 0.0", "pass"),
        (11, "part += 1", "pass"),
        (14, "part / whole", "part * whole"),
        (14, "part < LIMIT", "part <= LIMIT"),
        (14, "True", "False"),
    }
    sources = [ast.unparse(mutant.tree()) for mutant in made]
    assert len({*sources, ast.unparse(ast.parse(MODULE))}) == len(made) + 1
    for mutant, source in zip(made, sources, strict=True):
        assert mutant.at_import == (mutant.was in {"3", "2.0"})
        for kept in ("part: int | None", "Pairs = dict[str, tuple[int, int]]", "maxsize=8"):
            assert kept in source
        assert "9 <= whole" not in source
        assert source.endswith("return None")
        compile(mutant.tree(), "share.py", "exec")
