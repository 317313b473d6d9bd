"""Law: tests build what they need when they run, so that a broken op only fails its own laws."""

from __future__ import annotations

import pytest

from engine import build
from tests.collecting import TOO_EARLY, building_nothing, guarded


def test_what_builds_while_tests_are_collected_is_refused_in_every_run() -> None:
    assert "the tests of this run" in guarded
    with building_nothing("this"), pytest.raises(AssertionError, match=TOO_EARLY):
        build("neuron_forward", 1)
    assert build("neuron_forward", 1)
