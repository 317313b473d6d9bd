"""Law: the documents mention every command, setting, make target and folder."""

from __future__ import annotations

import re

import pytest

from quizapp.commands import main
from quizapp.storage.declared import SETTINGS
from tests.documents import DOCUMENTS, ROOT, code, leaves

# set by terminals and servers, not by hand
SYSTEM = {
    "TERM",
    "LC_ALL",
    "COLORTERM",
    "COLORFGBG",
    "CONTENT_LENGTH",
    "PATH_INFO",
    "REQUEST_METHOD",
}


def everything() -> str:
    return "\n".join((ROOT / document).read_text(encoding="utf-8") for document in DOCUMENTS)


@pytest.mark.parametrize("command", sorted(leaves(main)))
def test_every_command_is_in_the_documents(command):
    assert re.search(rf"`{command}\b", everything()), f"Tell of `{command}` in docs/reference.md."


def test_every_setting_is_in_the_documents_and_every_documented_one_is_used():
    pattern = r"(?:environ(?:\.get\(|\[)|envvar=)\s*\"(\w+)\""
    read = set(re.findall(pattern, code())) - SYSTEM | {one.variable for one in SETTINGS}
    told = set(re.findall(r"`(QUIZAPP_\w+|NO_COLOR)", everything()))
    assert read - told == set(), "Tell of these environment variables in docs/reference.md."
    assert told - read == set(), "Nothing reads these environment variables any more."


def test_every_target_of_make_is_in_the_documents():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    lost = [name for name in targets if f"make {name}" not in everything()]
    assert not lost, "Tell of these targets of make in docs/reference.md."


def test_every_law_is_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    laws = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("tests/laws/test_*.py"))]
    lost = [law for law in laws if f"`{law}`" not in text]
    assert not lost, "Give each of these a line in the table of laws of docs/architecture.md."


def test_every_folder_is_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    files = [*ROOT.glob("engine/*/__init__.py"), *ROOT.glob("quizapp/*/__init__.py")]
    lost = [path.parent.relative_to(ROOT) for path in files
            if f"| `{path.parent.relative_to(ROOT)}/` |" not in text]  # fmt: skip
    assert not lost, "Give each of these folders a line in the table of docs/architecture.md."
