"""Law: a text reads the same on a page and in the terminal."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it.token import Token

from engine import TEMPLATES
from quizapp.presenting import prose
from quizapp.presenting.grammar import reader
from quizapp.presenting.markup import inline, render
from quizapp.storage import resources
from quizapp.terminal.markdown import render as lines_of
from quizapp.terminal.style import Paint
from tests.over import over
from tests.terminal.test_bank_reads_well import texts
from tests.variants import variant

WIDE = 10_000  # columns, so that no line and no table is broken
FILES = sorted(resources.questions().rglob("*.toml")) + sorted(resources.questions().rglob("*.md"))
TRICKY = [
    "~~struck~~ out", '[a](https://example.org "t") link', "R&amp;D &lt; &copy;", "*a**b*",
    "![alt](https://example.org/u.png)", "\"so\" it's", "<b>bold</b> <script>", "# no heading",
    "no\n===\nheading", "a  \nb\\\nc", "***all** of* it", "__a__ _b_ c_d_e", "\\*not\\* so \\`",
    "``a ` b``", "`a\\`", "<https://example.org>", "[x][y]\n\n[y]: https://example.org",
    "- a\n- b\n\n  c\n- d", "7. a\n8. b\n   - c", "* a\n+ b", "text\n- list\n\ntext",
    "> a\n> > b\nc",
    "| a | b |\n|:--|--:|\n| `x` | ~~y~~ | z |\n| 1 |",
    "    code\n\n```py\nx = '1' < 2\n```\n~~~\n$y$\n~~~", "---\n***", "costs $5 and $6, $x$5",
    "Then $$x$$ follows.", "$$x$$\n\nEnd", "a\n$$\nx\n$$\nb", "1) one", "&nbsp;x", "a\tb", "",
    "- ", "-\n  a", "> ", "|", "*", "[]()", "[a](", "\\", "$", "$$", "~~a~~b~~",
    "**" * 300 + "a" + "**" * 300,
]  # fmt: skip


class Told(HTMLParser):
    """The text of a page, with list marks as the terminal writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.lists: list[int | None] = []
        self.formulas = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and (number := self.lists[-1]) is not None:
            self.said.append(f"{number}.")
            self.lists[-1] = number + 1
        elif tag == "math":
            self.formulas += 1
            self.said.append("x")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists.pop()
        self.formulas -= tag == "math"

    def handle_data(self, data: str) -> None:
        if not self.formulas:
            self.said.append(data)


def on_a_page(html: str) -> str:
    told = Told()
    told.feed(html)
    return bare("".join(told.said))


def bare(text: str) -> str:
    """The text without layout: spaces, rules, bullets, single full stops."""
    return re.sub(r"[\s\u00a0─│•]", "", text)


def formulas(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type.startswith("math_"):
            yield token.content
        yield from formulas(token.children or ())


def simple(source: str) -> str:
    """The text with every formula replaced by x, which looks the same everywhere."""
    for latex in sorted(formulas(reader().parse(source)), key=len, reverse=True):
        if latex.strip():
            source = source.replace(f"${latex}$", "$x$")
    return source


def says_the_same(source: str) -> None:
    shown = simple(source)
    assert bare("\n".join(lines_of(shown, WIDE, Paint()))) == on_a_page(render(shown)), source
    if "\n" not in shown.strip():
        assert bare(prose.text(shown)) == on_a_page(inline(shown)), source


@over(TRICKY)
def test_ambiguous_markdown_is_read_in_one_way(source: str) -> None:
    says_the_same(source)


@pytest.mark.slow
@over({f"{path.parent.name}/{path.stem}": path for path in FILES})
def test_every_text_of_the_bank_and_the_notes_reads_the_same_at_both_doors(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    for source in texts(tomllib.loads(written)) if path.suffix == ".toml" else [written]:
        says_the_same(source)


@over(sorted(TEMPLATES))
def test_every_exercise_reads_the_same_at_both_doors(template: str) -> None:
    exercise = variant(template, 1)
    for source in (exercise.statement, *(step.text for step in exercise.steps)):
        says_the_same(source)
