"""Law: every command, option, path, address, setting, name and number in the documents exists.

The documents are those at the top of the tree and in docs/. `test_docs_complete.py` says what they
must contain, and `test_contributing.py` runs the examples of CONTRIBUTING.md.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from functools import cache

import click
import pytest
from click.testing import CliRunner
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from engine import ANSWERS, OPS, TEMPLATES
from engine.optimisers._base import OPTIMISERS
from engine.twins._base import TWINS
from quizapp.bank.files import question_files, read_skills
from quizapp.commands import main
from quizapp.storage import resources
from quizapp.storage.declared import SETTINGS
from quizapp.web import create_app
from tests.documents import (
    DOCUMENTS,
    PATH,
    ROOT,
    Piece,
    anchors,
    blocks,
    code,
    commands,
    leaves,
    links,
    paragraphs,
    shown,
    words,
)

SERVER = "http://127.0.0.1:8000"
FOREIGN = {"parse_expr", "mpmath.iv", "tsvector", "NORMAL"}  # of programs that are not used
METHOD = re.compile(r"(?:GET|POST|PUT|PATCH|DELETE) (?=/)")
TYPED_IN = "CONTRIBUTING.md"  # whose blocks are files, and under a law of their own
EXAMPLES = shown(TYPED_IN)
every_document = pytest.mark.parametrize("document", DOCUMENTS)


def wrong(pieces: list[Piece], advice: str) -> str:
    return "\n".join([advice, *map(str, pieces)])


@cache
def names() -> frozenset[str]:
    """Every word in the source and in the documents' examples, and every setting."""
    found = re.findall(r"\w+", "\n".join([code(), *EXAMPLES.values()]))
    return frozenset([*found, *(setting.variable for setting in SETTINGS)])


def refused(line: str) -> str | None:
    """Why quizapp would not understand a command; it is not run."""
    typed = [word for word in shlex.split(line) if word != "…"]
    command: click.Command = main
    context, at = click.Context(main), 1
    while isinstance(command, click.Group) and at < len(typed) and typed[at][0] != "-":
        inner = command.get_command(context, typed[at])
        if inner is None and f"quizapp/commands/{typed[at]}.py" in EXAMPLES:
            return None
        if inner is None:
            return f"there is no `{' '.join(typed[: at + 1])}`"
        command, context, at = inner, click.Context(inner, parent=context), at + 1
    try:
        command.make_parser(context).parse_args(typed[at:])
    except click.UsageError as error:
        return error.format_message()
    if typed[1:2] in (["exercise"], ["mark"]) and typed[2:] and not example(typed[2:3]):
        marks = typed[1] == "mark"
        result = CliRunner().invoke(main, [*typed[1:], *["--json"] * marks])
        if result.exit_code:
            return result.output
        score = json.loads(result.output)["score"] if marks else 1
        return None if score == 1 else f"that scores {score:.0%}; show right answers"
    return None


def example(typed: list[str]) -> bool:
    """Whether it is a template that the documents show how to add."""
    return any(f"engine/templates/{name}.py" in EXAMPLES for name in typed)


@every_document
def test_every_command_and_option_of_quizapp_exists(document):
    typed = [piece for piece in commands(document) if "quizapp " in piece.text.split("=")[0]]
    found = [(piece, refused(piece.text[piece.text.index("quizapp ") :])) for piece in typed]
    told = [f"{piece}\n    {problem}" for piece, problem in found if problem]
    assert not told, "\n".join(["Write commands as `quizapp --help` has them:", *told])


@every_document
def test_every_target_and_variable_of_make_exists(document):
    makefile = (ROOT / "Makefile").read_text()
    for piece in commands(document):
        if piece.text.startswith("make "):
            for word in shlex.split(piece.text)[1:]:
                name, given, _ = word.partition("=")
                pattern = rf"\$[({{]{name}[)}}]" if given else rf"^{name}:"
                assert re.search(pattern, makefile, re.MULTILINE), (
                    f"{piece}\nThe Makefile has no {name}: add it there, or mend this line."
                )


@every_document
def test_every_option_mentioned_on_its_own_exists(document):
    known = {name for command in leaves(main).values() for option in command.params
             for name in option.opts} | {"--help"}  # fmt: skip
    alone = [piece for piece in words(document) if re.match(r"--\w", piece.text)]
    lost = [piece for piece in alone for word in piece.text.split()
            if word.startswith("--") and word not in known]  # fmt: skip
    assert not lost, wrong(lost, "No command of quizapp has these options:")


@every_document
def test_every_path_exists_or_belongs_to_an_example(document):
    lost = []
    for piece in words(document):
        path = piece.text.removeprefix(".venv/")
        if not PATH.fullmatch(path) or path.startswith(("bin/", "/")) or "://" in path:
            continue
        pattern = re.sub(r"<[^>]*>", "*", path)
        if not list(ROOT.glob(pattern)) and path.rstrip("/") not in EXAMPLES:
            lost.append(piece)
    assert not lost, wrong(lost, "These paths do not exist; give them from the top of the tree:")


@every_document
def test_every_link_has_a_target(document):
    lost = []
    for piece in links(document):
        target, _, anchor = piece.text.partition("#")
        if "://" in target:
            continue
        path = (ROOT / document).parent / target if target else ROOT / document
        inside = str(path.resolve().relative_to(ROOT)) if path.exists() else ""
        if not path.exists() or (anchor and anchor not in anchors(inside)):
            lost.append(piece)
    assert not lost, wrong(lost, "These links lead nowhere; mend the path or the anchor:")


@pytest.mark.slow
@every_document
def test_the_server_answers_every_address(document):
    served = create_app("sqlite://", SECRET_KEY="any").url_map.bind("127.0.0.1")
    typed = [
        piece
        for piece in words(document)
        if re.fullmatch(rf"{METHOD.pattern}?/[\w/<>.-]*", piece.text)
    ]
    typed += [piece for piece in links(document) if piece.text.startswith(SERVER)]
    examples = "\n".join(EXAMPLES.values())
    for piece in typed:
        path = re.sub(r"<[^>]*>", "1", METHOD.sub("", piece.text.removeprefix(SERVER)) or "/")
        if f'"{path}"' in examples:
            continue
        try:
            served.match(path)
        except (MethodNotAllowed, RequestRedirect):
            continue
        except NotFound:
            pytest.fail(f"{piece}\nThe server has no such address: `flask routes` lists them.")


@every_document
def test_every_name_set_as_code_occurs_in_the_code(document):
    plain = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\(\))?")
    named = [
        piece
        for piece in words(document)
        if plain.fullmatch(piece.text) and piece.text not in FOREIGN
    ]
    lost = [piece for piece in named if not names().issuperset(re.findall(r"\w+", piece.text))]
    assert not lost, wrong(lost, "Nothing in the code has these names any more:")


@every_document
def test_every_count_is_correct(document):
    counts = {
        "questions": len(question_files(resources.questions())),
        "skills": len(read_skills(resources.questions())),
        "templates": len(TEMPLATES),
        "ops": len(OPS),
        "optimisers": len(OPTIMISERS),
        "twins": len(TWINS),
        "question types": len(ANSWERS),
    }
    stated = re.compile(rf"(\d[\d,]*) ({'|'.join(counts)})\b")
    for piece in paragraphs(document):
        for number, noun in stated.findall(piece.text):
            assert int(number.replace(",", "")) == counts[noun], (
                f"{piece}\nThere are {counts[noun]} {noun}; better still, do not count them."
            )


@every_document
def test_every_python_example_that_stands_alone_runs(document):
    for block in blocks(document):
        if block.language == "python" and document != TYPED_IN:
            done = subprocess.run([sys.executable, "-c", block.text], cwd=ROOT,
                                  capture_output=True, text=True)  # fmt: skip
            assert not done.returncode, f"{block}\n{done.stderr}"
