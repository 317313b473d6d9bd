"""Law: every example of CONTRIBUTING.md works when it is typed in literally.

The examples are written into a copy of the tree, and the laws of the registries run on them there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import tree
from tests.documents import ROOT, blocks, shown

pytestmark = pytest.mark.slow  # it sets up a checkout of its own

DOCUMENT = "CONTRIBUTING.md"
(OWN_GRAPH,) = (block for block in blocks("docs/reference.md") if "[graph]" in block.text)
EXAMPLES = shown(DOCUMENT) | {"questions/backprop/own-graph.toml": OWN_GRAPH.text}
# which laws run over each example, and the word by which their tests name it
LAWS = [
    ("engine/ops/logsigmoid.py", "laws/test_ops", "logsigmoid"),
    ("tests/honest/by_hand/logsigmoid.py", "laws/test_honest", "logsigmoid_slope"),
    ("engine/optimisers/adamw.py", "laws/test_registries", "optimisers"),
    ("engine/templates/logsigmoid_slope.py", "laws/test_templates", "logsigmoid_slope"),
    ("engine/templates/logsigmoid_slope.py", "laws/test_levels", "logsigmoid_slope"),
    ("questions/activations/slope-from-output.toml", "laws/test_questions", "slope-from-output"),
    ("questions/activations/log-sigmoid.toml", "laws/test_questions", "log-sigmoid"),
    ("questions/backprop/own-graph.toml", "laws/test_questions", "own-graph"),
    ("engine/answers/ballpark.py", "laws/test_answers", "ballpark"),
    ("quizapp/kinds/ballpark/__init__.py", "laws/test_kinds", "ballpark"),
    ("quizapp/kinds/ballpark/entry.html", "laws/test_kinds", "ballpark"),
    ("quizapp/kinds/ballpark/start.toml", "laws/test_kinds", "ballpark"),
    ("quizapp/kinds/ballpark/__init__.py", "mock/test_composing", "every_type_and"),
    ("quizapp/kinds/ballpark/__init__.py", "web/test_practice_pages", "ballpark"),
    ("quizapp/kinds/ballpark/__init__.py", "web/api/test_attempts", "ballpark"),
    ("quizapp/kinds/ballpark/__init__.py", "web/test_offline", "every_kind_that"),
    ("quizapp/kinds/ballpark/__init__.py", "web/test_offline_marking", "every_question_type"),
    ("quizapp/kinds/ballpark/__init__.py", "laws/test_shuffled", "some_of_every_type"),
    ("quizapp/kinds/ballpark/entry.html", "laws/test_said_once", "test_"),
    ("quizapp/models/motto.py", "quizapp/test_belongings", "mottos"),
    ("quizapp/models/motto.py", "quizapp/test_export", "mottos"),
    ("quizapp/web/pages/motto.py", "web/test_routes", "motto.show"),
    ("quizapp/web/api/endpoints/motto.py", "web/api/test_openapi", "motto"),
    ("quizapp/web/api/endpoints/motto.py", "web/api/test_who_may", "motto"),
]


def run(folder: Path, *arguments: str) -> str:
    """What Python prints in the copy; fails with all of it where the program does."""
    done = tree.python(folder, *arguments)
    assert not done.returncode, f"{DOCUMENT}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree with every example in it, after `make slopes`, `golden` and `migration`."""
    folder = tree.copied(tmp_path_factory.mktemp("typed"), EXAMPLES)
    slopes = run(folder, "-m", "engine.proof")
    (folder / "engine/derivation/slopes.py").write_text(slopes, encoding="utf-8")
    assert "new: logsigmoid_slope" in run(folder, "-m", "tests.golden", "fingerprints")
    assert "leads to the models, and back" in run(folder, "-m", "migrations.new", "mottos")
    return folder


def test_the_examples_are_new_files() -> None:
    assert EXAMPLES
    there = [path for path in EXAMPLES if (ROOT / path).exists()]
    assert not there, f"{DOCUMENT} shows {there[0]} as a new file: rename yours, or its example."


def test_every_block_of_code_says_which_file_it_is():
    lost = [block for block in blocks(DOCUMENT) if not block.path and block.language != "sh"]
    assert not lost, "Name the file in the heading or the sentence just above these blocks."


@pytest.fixture(scope="module")
def told(copy: Path) -> str:
    """What the laws say of the examples, all in one run."""
    chosen = sorted({f"tests/{module}.py" for _, module, _ in LAWS})
    words = " or ".join(
        f"({Path(module).name} and {re.sub('[-.]', ' and ', word)})" for _, module, word in LAWS
    )
    how = ("-m", "pytest", "-p", "no:cacheprovider", "-n", "0", "-rA", "--tb=short", "-k", words)
    done = tree.python(copy, *how, *chosen)
    return done.stdout + done.stderr


@pytest.mark.parametrize(("path", "module", "word"), LAWS)
def test_an_example_passes_the_laws_of_its_registry(
    path: str, module: str, word: str, told: str
) -> None:
    assert path in EXAMPLES, f"{DOCUMENT} does not show {path} any more."
    line = next((block.line for block in blocks(DOCUMENT) if block.path == path), 1)
    found = re.findall(r"^(PASSED|FAILED|ERROR) (\S+)", told, re.MULTILINE)
    over = [(how, law) for how, law in found if module in law and word in law.partition("::")[2]]
    broken = [law for how, law in over if how != "PASSED"]
    assert not broken, f"{DOCUMENT}:{line}: {path} breaks {broken}\n{told}"
    assert over, f"{DOCUMENT}:{line}: no law ran over {path}\n{told}"


def test_what_the_examples_show_works_at_every_door(copy: Path) -> None:
    """In one process, because starting takes longer than all of it."""
    code = """
from click.testing import CliRunner
from flask import render_template
from engine.answers.ballpark import BallparkAnswer
from engine.exercise.exercise import Exercise, Part
from engine.training import Setup, points, train
from quizapp.commands import main
from quizapp.commands._database import open_database
from quizapp.web import create_app
from quizapp.web.question.blanks import fresh

data = points("moons", 80, 1)
setup = Setup(hidden=(8,), optimiser="adamw", rate=0.03, batch=20, seed=0)
first, *_, last = train(setup, data, points("moons", 80, 2), 150)
assert last.seen.loss < 0.75 * first.seen.loss, (first.seen, last.seen)

open_database()
app = create_app(SECRET_KEY="any", WTF_CSRF_ENABLED=False)
blanks = fresh(Exercise("any", 0, {}, "?", (Part("answer", "", BallparkAnswer(14e6)),)))
with app.test_request_context("/"):
    assert "within a factor of 2." in render_template("entries.html", blanks=blanks)
assert BallparkAnswer(14e6).mark("1").remark == "It is about 14000000."

visitor = app.test_client()
assert "<h1>Your motto</h1>" in visitor.get("/motto").text
assert visitor.post("/motto", data={"text": "Little by little"}).status_code == 303
assert 'value="Little by little"' in visitor.get("/motto").text
assert "<li>1 motto</li>" in visitor.get("/account").text
told = [CliRunner().invoke(main, ["motto", *text]) for text in (["Step by step"], [])]
assert told[1].stdout == "Step by step\\n", told
"""
    run(copy, "-c", code)


def test_the_examples_are_written_as_the_linters_want_them(copy: Path) -> None:
    paths = [path for path in EXAMPLES if path.endswith(".py")]
    run(copy, "-m", "ruff", "check", *paths)
    run(copy, "-m", "ruff", "format", "--check", *paths)
