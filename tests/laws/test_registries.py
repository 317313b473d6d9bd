"""Laws for every registry: a file defines what it is named after, and is loaded on demand."""

import subprocess
import sys
from pathlib import Path

import pytest

import engine
from engine import ANSWERS, OPS, TEMPLATES
from engine.errata._base import ERRATA
from engine.optimisers._base import OPTIMISERS
from tests import tree

REGISTRIES = {
    "ops": OPS, "answers": ANSWERS, "templates": TEMPLATES, "optimisers": OPTIMISERS,
    "errata": ERRATA,
}  # fmt: skip


@pytest.mark.parametrize("folder", REGISTRIES)
def test_every_file_of_the_folder_is_usable_under_its_name(folder):
    files = {path.stem for path in (Path(engine.__file__).parent / folder).glob("[a-z]*.py")}
    assert set(REGISTRIES[folder]) == files
    for name, thing in REGISTRIES[folder].items():
        assert getattr(thing, "kind", None) == name or thing.name == name


@pytest.mark.parametrize("folder", REGISTRIES)
def test_an_unknown_name_is_a_key_error_whatever_it_looks_like(folder):
    for name in ("nothing", "", "../op", "os.path"):
        assert name not in REGISTRIES[folder]
        with pytest.raises(KeyError):
            REGISTRIES[folder][name]


@pytest.mark.parametrize(
    ("folder", "typed", "meant"),
    [
        ("ops", "sigmod", "sigmoid"),
        ("optimisers", "adm", "adam"),
        ("answers", "numbr", "number"),
        ("templates", "neuron_foward", "neuron_forward"),
    ],
)
def test_the_error_for_an_unknown_name_says_where_we_looked_and_suggests_a_similar_name(
    folder, typed, meant
):
    with pytest.raises(KeyError, match=f"no '{typed}' in engine/{folder}/. Did you mean {meant}?"):
        REGISTRIES[folder][typed]


OPTIMISER = """
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser
@optimiser
def mistyped(rate, step):
    return Graph().then("w_new", OPS["velocty"](rate), "w", "g")
"""
KIND = """
from .._base import Kind, kind
@kind
class AnyKind(Kind):
    name = "Any"
"""
BROKEN = {  # file -> its text, and what the log says of it
    "engine/ops/broken.py": ("1 / 0", "ZeroDivisionError: division by zero (line 1). Fix it and"),
    "engine/ops/nameless.py": ("", "it must define 'nameless', named as the file"),
    "engine/optimisers/broken.py": ("def", "SyntaxError: invalid syntax (broken.py, line 1)"),
    "engine/optimisers/mistyped.py": (OPTIMISER, "no 'velocty' in engine/ops/. Did you mean vel"),
    "engine/templates/_shared.py": ("1 / 0", "ZeroDivisionError"),
    "quizapp/kinds/broken/__init__.py": ("import no_such_thing", "No module named 'no_such_thing'"),
    "quizapp/kinds/bare/__init__.py": (KIND, "add quizapp/kinds/bare/start.toml"),
    "quizapp/kinds/idle/__init__.py": (KIND, "it has no engine/answers/idle.py"),
    "quizapp/kinds/empty/__init__.py": ("", "it must define 'empty'"),
    "quizapp/commands/broken.py": ("", "it must define `command`"),
}
STARTED = """
import sys
from click.testing import CliRunner
from engine import OPS, TEMPLATES
from engine.pictures.curve import activations
from quizapp.commands import main
from quizapp.kinds import KINDS
from quizapp.lab import FIELDS
from quizapp.web import create_app
from quizapp.web.question.composer_page import ACTIVATIONS
print("sigmoid" in activations(), "adam" in FIELDS["optimiser"].options(), "relu" in ACTIVATIONS)
print("mlp_backprop" in dict(TEMPLATES.items()), sorted({"bare", "number", "broken"} & set(KINDS)))
assert create_app("sqlite://", SECRET_KEY="any").test_client().get("/sign-in").status_code == 200
told = CliRunner().invoke(main, ["--help"])
assert "drill" in told.output, told
sys.stderr.write(told.stderr)
assert CliRunner().invoke(main, ["broken"]).exit_code == 1
OPS["broken"]
"""


@pytest.mark.slow
def test_a_broken_file_is_left_out_and_one_line_names_it_and_not_its_users(tmp_path):
    files = {path: text for path, (text, _) in BROKEN.items()}
    files["engine/templates/user.py"] = files["engine/templates/user_too.py"] = (
        "from . import _shared"
    )
    files["engine/answers/bare.py"] = "bare = 1"
    done = tree.python(tree.copied(tmp_path, files, tree.PROGRAM), "-c", STARTED)
    assert done.stdout == "True True True\nTrue ['number']\n", done.stderr
    said = [line for line in done.stderr.splitlines() if line.partition(":")[0].endswith(" out")]
    assert sorted(line.partition(" ")[0] for line in said) == sorted(BROKEN)
    for line in said:
        assert BROKEN[line.partition(" ")[0]][1] in line
        assert line.endswith("Fix it and restart.")
    assert done.stderr.splitlines()[-1].endswith(next(one for one in said if "ops/broken" in one))


def test_building_an_exercise_loads_only_the_ops_it_uses():
    code = (
        "import sys; from engine import build; build('neuron_forward', 1);"
        "print([m for m in sys.modules if m.startswith('engine.ops.') and 'tanh' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
