"""Law: the tree has few loose modules, and no two modules or classes share a name."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LOOSE = 6
# A file in one of these is named after what it defines or answers to, not after an idea.
REGISTRIES = (
    "engine/answers", "engine/errata", "engine/ops", "engine/optimisers", "engine/templates",
    "engine/twins", "quizapp/bank/formats", "quizapp/commands", "quizapp/kinds", "quizapp/models",
    "quizapp/web/api/endpoints", "quizapp/web/pages",
)  # fmt: skip
# The API's documents, whose names other programs know; kinds, named after what learners read.
NAMED_FOR_OTHERS = ("quizapp/web/api", "quizapp/kinds")
CLASS = re.compile(r"^class ([A-Za-z]\w*)", re.MULTILINE)  # parsing all takes over a second
QUESTION = "Question"  # the text, read, and the row it is kept in: one word for people
MODULES = [path for top in ("engine", "quizapp") for path in sorted((ROOT / top).rglob("*.py"))]


def is_in(path: Path, *folders: str) -> bool:
    place = path.relative_to(ROOT).as_posix()
    return any(place.startswith(f"{folder}/") for folder in folders)


@pytest.mark.parametrize("top", ["engine", "quizapp"])
def test_few_modules_are_outside_the_folders(top: str) -> None:
    loose = [path.name for path in (ROOT / top).glob("*.py")]
    assert len(loose) <= MOST_LOOSE, f"Find a folder for some of {loose}."


def test_no_two_modules_share_a_name() -> None:
    homes = defaultdict(list)
    for path in MODULES:
        if not path.name.startswith("__") and not is_in(path, *REGISTRIES):
            homes[path.stem].append(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_no_two_public_classes_share_a_name() -> None:
    homes = defaultdict(list)
    for path in MODULES:
        if not is_in(path, *NAMED_FOR_OTHERS):
            for name in CLASS.findall(path.read_text()):
                homes[name].append(path.relative_to(ROOT).as_posix())
    homes.pop(QUESTION)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
