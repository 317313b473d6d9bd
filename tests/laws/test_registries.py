"""Laws over every registry: a file defines what it is named after, and nothing loads unasked."""

import subprocess
import sys
from pathlib import Path

import pytest

import engine
from engine import ANSWERS, OPS, TEMPLATES
from engine.errata._base import ERRATA
from engine.optimisers._base import OPTIMISERS

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


def test_building_an_exercise_loads_only_the_ops_it_uses():
    code = (
        "import sys; from engine import build; build('neuron_forward', 1);"
        "print([m for m in sys.modules if m.startswith('engine.ops.') and 'tanh' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
