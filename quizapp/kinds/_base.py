"""A kind of question at every door: what it is called, how it is asked, shown, kept and packed.

A folder `quizapp/kinds/<kind>/` holds a subclass of `Kind` registered with `@kind`, and the files
the web needs: `entry.html`, `start.toml` and, where answers can be marked offline, `marking.js`.
A kind may add `key.html` (the answer, for instructors), `check.html` (asked inside study pages),
`debrief.html` (shown after a mock interview) and `style.css` (on every page that asks or shows it).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol

from engine.answers._base import ANSWERS
from engine.broken_file import broken
from engine.exercise.question import TEMPLATE
from engine.registry import Registry

FOLDER = Path(__file__).parent


class AnyScreen(Protocol):
    """What a kind writes on: the terminal's screen, which prints Markdown."""

    def markdown(self, source: str, *, first: str = "") -> None: ...
    def line(self, text: str = "") -> None: ...


class Kind:
    """How doors treat one question type; `answer` is the expected answer, an instance of it."""

    slug: ClassVar[str]  # of its folder, which is the `type` in question files
    name: ClassVar[str]  # as people read it
    seconds: ClassVar[float] = 60.0  # to answer it, for somebody who is ready
    guess: ClassVar[float] = 0.0  # how often a blind guess is right
    area: ClassVar[str] = "concept"  # of a mock interview
    is_line: ClassVar[bool] = False  # one short line, a number or a formula: `label = answer`
    is_field: ClassVar[bool] = False  # one field on the page, where the cursor may start
    computes: ClassVar[bool] = False  # takes a calculator, as a rule
    is_written: ClassVar[bool] = False  # sentences, which their writer compares with a model answer
    is_guessable: ClassVar[bool] = False  # half of all guesses are right, so no placement asks it
    is_quick: ClassVar[bool] = False  # answered in the middle of a study page; has a check.html

    def how(self, answer: Any) -> str:
        """What to type (Markdown)."""
        return ""

    def how_in_one(self, answer: Any) -> str:
        """What a program writes as the whole response (Markdown)."""
        return self.how(answer)

    def show(self, screen: AnyScreen, answer: Any) -> None:
        """Print what there is to choose from."""

    def solution(self, answer: Any) -> str:
        """The right answer (Markdown)."""
        return str(answer.write())

    def key(self, answer: Any) -> str:
        """The right answer in a cell of a table (Markdown)."""
        return str(answer.write())

    def given(self, answer: Any, text: str) -> str:
        """What was answered, in words where it was chosen (plain text)."""
        return str(answer.typed(text))

    def reason(self, remark: str) -> str:
        """What a page says of the answer as a whole: a remark without what its entry shows."""
        return remark

    def choices(self, answer: Any) -> list[str]:
        """What to choose from (Markdown), numbered from 1."""
        return []

    def partners(self, answer: Any) -> list[str]:
        """What to give as partners (Markdown), lettered from a."""
        return []

    def passage(self, answer: Any) -> str:
        """A text to be completed (Markdown)."""
        return ""

    def fields(self, text: str) -> list[str]:
        """The content of each field on the page, for this response."""
        return [text]

    def joined(self, fields: Sequence[str]) -> str:
        """The response behind the fields of a page: `fields`, backwards."""
        return " ".join(fields).strip()

    def blanks(self, answer: Any) -> list[tuple[str, Any]]:
        """Where the terminal asks piece by piece: the name and the answer of each piece."""
        return []

    def typed_pieces(self, answer: Any, text: str) -> list[str]:
        """What was typed so far into each of the `blanks`."""
        return [""] * len(self.blanks(answer))

    def from_pieces(self, pieces: Sequence[str]) -> str:
        """The response behind the texts of all `blanks`."""
        return " ".join(pieces)

    def key_sheet(self, answer: Any) -> dict[str, Any] | None:
        """What `marking.js` needs to mark it (JSON); None where only this program can."""
        return None

    @property
    def start(self) -> str:
        """The text a new question of this kind starts from."""
        return (FOLDER / self.slug / "start.toml").read_text(encoding="utf-8")


KINDS: Registry[Kind] = Registry("quizapp.kinds")


class Plain(Kind):
    """A kind without a folder: asked as plain text where that is possible."""

    name = ""


def kind(cls: type[Kind]) -> type[Kind]:
    """Class decorator: register the way of the question type named as its folder."""
    cls.slug = cls.__module__.rpartition(".")[2]
    _check(cls)
    KINDS.add(cls.slug, cls())
    return cls


def _check(cls: type[Kind]) -> None:
    """Raise an error with advice if something is missing without which no door can ask it."""
    here = f"quizapp/kinds/{cls.slug}"
    if not getattr(cls, "name", ""):
        raise TypeError(f"say what people call it: name = {cls.slug.capitalize()!r}")
    if cls.slug != TEMPLATE and cls.slug not in ANSWERS:
        raise TypeError(f"it has no engine/answers/{cls.slug}.py, which reads and judges answers")
    own = ["entry.html"] * (cls.slug != TEMPLATE) + ["check.html"] * cls.is_quick
    if missing := [
        file for file in ("start.toml", *own) if not (FOLDER / cls.slug / file).is_file()
    ]:
        raise FileNotFoundError(f"add {here}/{missing[0]}; quizapp/kinds/number/ shows how")
    try:
        tomllib.loads((FOLDER / cls.slug / "start.toml").read_text(encoding="utf-8"))
    except ValueError as error:
        raise broken(error, f"{here}/start.toml") from error


def kind_of(answer: Any) -> Kind:
    """The way of that answer."""
    return KINDS.get(answer.kind) or Plain()


def is_written(name: str) -> bool:
    """Whether a question type, by its name, is answered in sentences."""
    return name in KINDS and KINDS[name].is_written


def numbered(screen: AnyScreen, texts: Iterable[str], marks: Iterable[Any]) -> None:
    """A list to choose from, each with its mark."""
    for mark, text in zip(marks, texts, strict=False):
        screen.markdown(text, first=f"  {mark}  ")


def listed(texts: Iterable[str]) -> str:
    """A Markdown list, set off from the text before it."""
    return "\n\n" + "\n".join("- " + text.replace("\n", "\n  ") for text in texts)


def in_order(texts: Iterable[str]) -> str:
    """A numbered Markdown list, set off from the text before it."""
    lines = (f"{n}. " + text.replace("\n", "\n   ") for n, text in enumerate(texts, 1))
    return "\n\n" + "\n".join(lines)


def split(text: str) -> list[str]:
    """The words of a response of several picks."""
    return re.split(r"[\s,;]+", text)
