"""The gallery: a page of every template, op, optimiser, question type and twin there is.

`make gallery` writes it to `docs/gallery.md`; a test proves that page current. The same registries
give the same page on every machine, so what it shows are rules and statements, never computed keys.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Sized
from dataclasses import MISSING, fields
from typing import Any

from ..answers._base import ANSWERS
from ..exercise.exercise import Exercise
from ..exercise.variant import build
from ..graph.quantity import symbol
from ..ops._base import OPS
from ..optimisers._base import OPTIMISERS
from ..templates._base import TEMPLATES, Template
from ..twins._base import TWINS, twins

SEED = 1
LEVELS = {1: "easy", 2: "medium", 3: "hard"}
ABOUT = """\
# Gallery

Everything that is found by folder, with a sample. `make gallery` writes this page from the
registries, so edit the files it names instead."""


def gallery() -> str:
    """The page as Markdown."""
    samples = {name: build(name, SEED) for name in TEMPLATES}
    parts = [
        f"{ABOUT}\n\n{_contents()}",
        _chapter("Templates", "engine/templates/", map(_template, samples.values())),
        _chapter("Twins", "engine/twins/", _twins(samples.values())),
        _chapter("Ops", "engine/ops/", map(_op, OPS)),
        _chapter("Optimisers", "engine/optimisers/", map(_optimiser, OPTIMISERS)),
        _chapter("Question types", "engine/answers/", map(_kind, ANSWERS)),
    ]
    return "\n\n".join(parts) + "\n"


def _contents() -> str:
    chapters: dict[str, Sized] = {
        "Templates": TEMPLATES,
        "Twins": TWINS,
        "Ops": OPS,
        "Optimisers": OPTIMISERS,
        "Question types": ANSWERS,
    }
    return _bullets(
        f"[{title}](#{title.lower().replace(' ', '-')}): {len(found)}"
        for title, found in chapters.items()
    )


def _chapter(title: str, folder: str, sections: Iterable[str]) -> str:
    return "\n\n".join([f"## {title}", f"One file each in `{folder}`.", *sections])


def _template(sample: Exercise) -> str:
    """What it asks, its parameters, and the variant of one seed."""
    chosen = TEMPLATES[sample.template]
    blanks = (f"`{part.name}`: ${part.label}$" for part in sample.parts)
    found = ", ".join(f"`{twin.name}`" for twin in twins(sample))
    return "\n\n".join(
        [
            f"### Template `{chosen.name}`",
            chosen.summary,
            _parameters(chosen),
            f"Sample, with seed {SEED}:",
            _quoted(_fenced(sample.statement)),
            f"Blanks:\n\n{_bullets(blanks)}",
            *([f"Twins: {found}."] if found else []),
        ]
    )


def _parameters(chosen: Template) -> str:
    levels = {level: chosen.complete(params) for level, params in chosen.levels.items()}
    head = ["parameter", "values", *LEVELS.values()]
    return _table(head, (
        [name, ", ".join(map(_code, values)), *(_code(levels[level][name]) for level in LEVELS)]
        for name, values in chosen.choices.items()
    ))  # fmt: skip


def _twins(samples: Iterable[Exercise]) -> Iterator[str]:
    """Each kind of change, with what it asks of the samples."""
    asked: dict[str, dict[str, str]] = {name: {} for name in TWINS}
    for sample in samples:
        for name in TWINS if sample.graph else ():
            asked[name] |= {twin.name: twin.question for twin in TWINS[name](sample)}
    for name, questions in asked.items():
        listed = _bullets(f"`{twin}`: {question}" for twin, question in sorted(questions.items()))
        yield f"### Twin `{name}`\n\n{_about(TWINS[name])}\n\n{listed}"


def _op(name: str) -> str:
    """Its rule, its reverse rule as it is written, and the wrong rules beside them."""
    rule, inputs = OPS[name].samples()[0]
    names = list(inspect.signature(rule.forward).parameters)
    if len(names) != len(inputs):  # any number of inputs
        names = [f"{names[0].removesuffix('s')}_{number}" for number in range(1, len(inputs) + 1)]
    wrong = (f"`{bend.name}`: {bend.remark}" for bend in OPS[name].bends.values())
    return "\n\n".join(
        [
            f"### Op `{name}`",
            inspect.getdoc(OPS[name]) or "",
            f"```math\n{rule.latex(*map(_letter, names))}\n```",
            f"```python\n{_body(rule.vjp)}\n```",
            f"Misconceptions:\n\n{_bullets(wrong)}",
        ]
    )


def _optimiser(name: str) -> str:
    steps = r" \\ ".join(
        f"{symbol(node.name)} &= {node.op.latex(*map(symbol, node.inputs))}"
        for node in OPTIMISERS[name].graph(0.1, 1).nodes
    )
    formula = rf"\begin{{aligned}} {steps} \end{{aligned}}"
    return "\n\n".join(
        [f"### Optimiser `{name}`", OPTIMISERS[name].summary, f"```math\n{formula}\n```"]
    )


def _kind(name: str) -> str:
    """The keys that `[answer]` has in a question file of that type."""
    given = [field for field in fields(ANSWERS[name]) if field.init]
    rows = (
        [field.name, _code(str(field.type), bare=True), "yes" if needed else "no"]
        for field in given
        for needed in [field.default is MISSING and field.default_factory is MISSING]
    )
    table = _table(["key of `[answer]`", "type", "needed"], rows)
    return f"### Question type `{name}`\n\n{inspect.getdoc(ANSWERS[name])}\n\n{table}"


def _body(rule: Any) -> str:
    """A method as it is written, without `self`, annotations and docstring."""
    source = textwrap.dedent(inspect.getsource(rule))
    found = ast.parse(source).body[0]
    assert isinstance(found, ast.FunctionDef)
    names = [argument.arg for argument in found.args.args[1:]]
    names += [f"*{found.args.vararg.arg}"] if found.args.vararg else []
    first = found.body[1 if ast.get_docstring(found) else 0]
    lines = re.sub(r"  # fmt: skip$", "", source, flags=re.MULTILINE).splitlines()
    return "\n".join([f"def vjp({', '.join(names)}):", *lines[first.lineno - 1 :]])


def _letter(name: str) -> str:
    """LaTeX of an input of an op: `n_in` → n_{in}."""
    stem, _, below = name.partition("_")
    stem = re.sub(r"(?<=[a-zA-Z])(\d+)$", r"_{\1}", stem)
    stem = stem if len(re.sub(r"_.*", "", stem)) == 1 else rf"\mathit{{{stem}}}"
    return f"{stem}_{{{below}}}" if below else stem


def _about(thing: Any) -> str:
    return inspect.getdoc(thing) or ""


def _code(value: Any, bare: bool = False) -> str:
    """In code, with a bar that does not end the cell of a table."""
    text = str(value) if bare or isinstance(value, str) else repr(value).lower()
    return f"`{text}`".replace("|", r"\|")


def _fenced(markdown: str) -> str:
    """Display formulas as blocks that no reader of Markdown takes apart."""
    pieces = re.split(r"\s*\$\$(.+?)\$\$\s*", markdown, flags=re.DOTALL)  # every other a formula
    blocks = (
        f"```math\n{piece}\n```" if place % 2 else piece for place, piece in enumerate(pieces)
    )
    return "\n\n".join(filter(None, blocks))


def _quoted(markdown: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in markdown.splitlines())


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    print(gallery(), end="")
