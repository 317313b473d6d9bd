"""Law: no two files contain the same sentence, so that copies cannot diverge.

`test_offline_marking` checks what the offline script repeats; remarks of ops and templates may have
sentences in common.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

QUIZAPP = Path(__file__).parents[2] / "quizapp"
WORDS = 5  # from which on it is a sentence
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
QUOTED = re.compile(r'"([^"<>{}]+)"')
ENDS = re.compile(r"(?<=[.!?])\s+")


@cache  # another law reads them too
def of_code(path: Path) -> tuple[str, ...]:
    """Every string in a module except docstrings, with an ellipsis for each placeholder."""
    return tuple(_of_code(ast.parse(path.read_text(encoding="utf-8"))))


def _of_code(tree: ast.Module) -> Iterator[str]:
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            silent.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
            parts = [p.value if isinstance(p, ast.Constant) else "…" for p in node.values]
            yield "".join(map(str, parts))
        if isinstance(node, ast.Constant) and id(node) not in silent:
            yield node.value if isinstance(node.value, str) else ""


def of_page(path: Path) -> Iterator[str]:
    """The texts of a template, between tags and in its expressions."""
    source = path.read_text(encoding="utf-8")
    yield from TAGS.sub("\n", source).split("\n")
    for tag in TAGS.findall(source):
        yield from QUOTED.findall(tag) if tag.startswith("{") else ()


def sentences(text: str) -> Iterator[str]:
    for sentence in ENDS.split(" ".join(text.split())):
        bare = sentence.strip(" .:;…")
        if len(re.findall(r"[a-zA-Z’']+", bare)) >= WORDS and bare[:1].isupper():
            yield bare


def test_no_sentence_is_in_two_files() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for pattern, texts in (("*.py", of_code), ("*.html", of_page)):
        for path in sorted(QUIZAPP.rglob(pattern)):
            for sentence in (each for text in texts(path) for each in sentences(text)):
                places[sentence].add(str(path.relative_to(QUIZAPP)))
    twice = {sentence: sorted(found) for sentence, found in places.items() if len(found) > 1}
    assert not twice, (
        "Say it once: for every door in quizapp/presenting/phrases.py, or in its kind's folder."
    )


def test_one_script_knows_the_keys_of_a_question() -> None:
    scripts = (QUIZAPP / "web/static").rglob("*.js")
    texts = {path.name: path.read_text(encoding="utf-8") for path in scripts}
    keys = re.compile(r"Key[A-Z]\b|Item\(\"keys\"")
    known = [name for name, text in texts.items() if keys.search(text)]
    assert known == ["keys.js"]
