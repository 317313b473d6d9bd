"""Formulas people type: read by a parser of our own, compared by their values, never executed.

`parse` makes a tree of frozen nodes, `value` folds it over floats, `equal` probes two of them at
fixed points, and `to_latex` and `to_text` show what was read.
"""

from .compare import Probe, equal, has_value, probe, value, values
from .names import canonical, declared
from .parser import parse
from .tree import Apply, Formula, Number, Symbol, rounded_e
from .writer import symbol_to_latex, to_latex, to_text

__all__ = [
    "Apply",
    "Formula",
    "Number",
    "Probe",
    "Symbol",
    "canonical",
    "declared",
    "equal",
    "has_value",
    "parse",
    "probe",
    "rounded_e",
    "symbol_to_latex",
    "to_latex",
    "to_text",
    "value",
    "values",
]
