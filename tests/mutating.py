"""The mutants of a module: its text with one small thing wrong, each somewhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
            ast.FloorDiv: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.Mult,
            ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}  # fmt: skip
JOINED = {ast.And: ast.Or, ast.Or: ast.And}
LEFT_OUT = (ast.Expr, ast.Assign, ast.AugAssign, ast.Return, ast.Raise, ast.If, ast.For)
# What only guards against our own bugs, or says how much to remember: right code runs the same.
GUARDS = {"frozen", "slots", "strict", "maxsize"}


@dataclass(frozen=True)
class Mutant:
    """A module in which one node is another: the one of that number, in the order of a walk."""

    root: Path
    path: Path
    number: int
    kind: int
    lines: range  # of the node, in the module as it is
    was: str
    now: str
    at_import: bool  # what it changes has run by the time the module is imported

    def __str__(self) -> str:
        return f"{self.path}:{self.lines[0]}  {self.was}  →  {self.now}"

    def tree(self) -> ast.Module:
        """The module with the other node, and its lines where they were."""
        tree = ast.parse((self.root / self.path).read_text())
        nodes = list(ast.walk(tree))
        node = nodes[self.number]
        other = ast.copy_location(_others(node)[self.kind], node)
        for parent in nodes:
            for field, value in ast.iter_fields(parent):
                if value is node:
                    setattr(parent, field, other)
                elif isinstance(value, list):
                    value[:] = [other if each is node else each for each in value]
        return ast.fix_missing_locations(tree)


def mutants(path: Path, root: Path) -> Iterator[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse((root / path).read_text())
    skipped, later = _not_worth_it(tree), _run_later(tree)
    for number, node in enumerate(ast.walk(tree)):
        if node not in skipped:
            for kind, other in enumerate(_others(node)):
                lines = range(node.lineno, node.end_lineno + 1)
                was, now = _line(node), _line(other)
                yield Mutant(root, path, number, kind, lines, was, now, node not in later)


def _others(node: ast.AST) -> list[ast.AST]:
    """What may stand in place of a node."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        first = COMPARED[type(node.ops[0])]()
        return [ast.Compare(node.left, [first, *node.ops[1:]], node.comparators)]
    if isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
        return [ast.BinOp(node.left, COMPUTED[type(node.op)](), node.right)]
    if isinstance(node, ast.BoolOp):
        return [ast.BoolOp(JOINED[type(node.op)](), node.values)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        return [node.operand]
    if isinstance(node, ast.IfExp):
        return [ast.IfExp(node.test, node.orelse, node.body)]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return [ast.Constant(not node.value)]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return [ast.Constant(node.value * 2 if node.value else 1)]
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if isinstance(node, LEFT_OUT) and not docstring:
        return [ast.Pass()]
    return []


def _run_later(tree: ast.AST) -> set[ast.AST]:
    """The nodes inside functions, which run whenever those are called."""
    bodies = [
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.Lambda)
        for part in (node.body if isinstance(node.body, list) else [node.body])
    ]
    return {each for body in bodies for each in ast.walk(body)}


def _not_worth_it(tree: ast.Module) -> set[ast.AST]:
    """The nodes that only say types and names, and those that right code would not miss."""
    found = [node for node in tree.body if isinstance(node, ast.Assign)
             and isinstance(node.value, ast.Subscript)]  # fmt: skip
    for node in ast.walk(tree):
        found += filter(None, [getattr(node, "annotation", None), getattr(node, "returns", None)])
        targets = getattr(node, "targets", [])
        if any(isinstance(each, ast.Name) and each.id.startswith("__") for each in targets):
            found.append(node)
        if isinstance(node, ast.keyword) and node.arg in GUARDS:
            found.append(node)
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Return):
            nothing = node.body[-1].value
            if nothing is None or (isinstance(nothing, ast.Constant) and nothing.value is None):
                found.append(node.body[-1])
    return {each for node in found for each in ast.walk(node)} | _ties(tree)


def _ties(tree: ast.Module) -> set[ast.AST]:
    """The comparisons that pick the smaller or larger of two: if they are equal, either will do."""
    return {
        each
        for node in ast.walk(tree)
        if isinstance(node, ast.IfExp)
        for each in ast.walk(node.test)
        if isinstance(each, ast.Compare)
        and {ast.dump(each.left), ast.dump(each.comparators[0])}
        == {ast.dump(node.body), ast.dump(node.orelse)}
    }


def _line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:70]
