"""Print the module `engine/derivation/slopes.py` again, from the ops."""

from .differentiate import slope_table

rows = "".join(f"    {name!r}: {latex!r},\n" for name, latex in slope_table().items())
print(
    '"""The derivative of every activation as SymPy gives it. Made by `python -m engine.proof`.\n\n'
    "`@` stands for the input and `<name>` for a parameter of the op; a test proves the table "
    'current.\n"""\n\n'
    f"SLOPES: dict[str, str] = {{\n{rows}}}"
)
