"""Law: three routes lead to the same key, over 200 seeds of every template (the second half)."""

import pytest

from tests.laws.proving import GRAPHS, prove

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", GRAPHS[1::2])
def test_keys_agree_with_sympy_and_with_central_differences_at_fifty_digits(name):
    prove(name)
