"""Every text of the bank and every template, in a terminal of 60 columns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizapp.presenting.latex import inline, width
from quizapp.storage import resources
from quizapp.terminal.display import display
from quizapp.terminal.markdown import render
from quizapp.terminal.style import Paint
from tests.over import over
from tests.variants import every_template, variant

COLUMNS = 59
FILES = sorted(resources.questions().glob("*/*.toml"))
CODE = re.compile(r"`[^`]*`")


def texts(value: Any) -> Iterator[str]:
    """Every string of a question file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from texts(entry)


@over({f"{path.parent.name}/{path.stem}": path for path in FILES})
def test_a_question_is_shown_without_a_trace_of_latex_and_fits(path: Path) -> None:
    for source in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        shown = render(CODE.sub("code", source), COLUMNS, Paint())
        assert not [line for line in shown if re.search(r"[\\$]|[_^]\{", line)], source
        assert not [line for line in shown if width(line) > COLUMNS], source


@every_template
def test_an_exercise_and_its_derivation_fit(name: str) -> None:
    lines: list[str] = []
    for exercise in (variant(name, seed) for seed in range(5)):
        lines += render(exercise.statement, COLUMNS, Paint())
        lines += [inline(part.label) for part in exercise.parts]
        lines += [line for step in exercise.steps for line in display(step.latex, COLUMNS)]
    assert not [line for line in lines if width(line) > COLUMNS or re.search(r"[\\$]|[_^]\{", line)]
