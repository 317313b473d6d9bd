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


@pytest.mark.slow
def test_a_broken_op_or_optimiser_is_left_out_of_listings(tmp_path):
    files = {
        "engine/ops/broken.py": "1 / 0",
        "engine/ops/nameless.py": "",
        "engine/optimisers/broken.py": "def",
    }
    code = (
        "from engine.pictures.curve import activations; from quizapp.lab import FIELDS\n"
        "from engine import OPS\n"
        "print('sigmoid' in activations(), 'adam' in FIELDS['optimiser'].options())\n"
        "activations.cache_clear() if hasattr(activations, 'cache_clear') else None\n"
        "activations()\n"
        "OPS['broken']"
    )
    done = tree.python(tree.copied(tmp_path, files, tree.PROGRAM), "-c", code)
    assert done.stdout == "True True\n"
    said = [line for line in done.stderr.splitlines() if "is left out" in line]
    assert [line.split(":")[0] for line in said] == [
        "engine/ops/broken.py is left out",
        "engine/ops/nameless.py is left out",
        "engine/optimisers/broken.py is left out",
    ]
    assert done.stderr.splitlines()[-1] == "ZeroDivisionError: division by zero"


def test_building_an_exercise_loads_only_the_ops_it_uses():
    code = (
        "import sys; from engine import build; build('neuron_forward', 1);"
        "print([m for m in sys.modules if m.startswith('engine.ops.') and 'tanh' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
